export { chaseProviderReturns } from './chase-provider-returns.js';
export type { Chased, ReturnDeadline } from './chase-provider-returns.js';
export { stepTakers } from './clock-rule.js';
export type { AllowanceUnit, StepTaker } from './clock-rule.js';
export { councilSteps, decideCouncilStep } from './council-step.js';
export type { CouncilStep, CouncilStepRefusal } from './council-step.js';
export { checkClockSetting, checkHoursOfWork } from './clock-settings.js';
export type {
  ClockSetting,
  ClockSettingFault,
  ClockTerms,
  HoursOfWorkFault,
  HoursOfWorkFrom,
} from './clock-settings.js';
export { isRepeatKind } from './deadline-kind.js';
export { deadlineLabel } from './deadline-labels.js';
export type { DeadlineKind } from './deadline-kind.js';
export { deadlineRules } from './deadline-rules.js';
export { deadlineKinds, readDeadlineKind } from './rules-of-kind.js';
export { HISTORY_AFTER_HOURS, INTERVIEW_HOURS } from './limits.js';
export { causeOfChange, correctionsBetween } from './deadline-correction.js';
export type { CorrectionCause, DeadlineCorrection } from './deadline-correction.js';
export type { Deadline, SetAside } from './deadline.js';
export {
  earliestDueAt,
  hasDeclined,
  interviewClock,
  interviewTiming,
  isDueBy,
  latestDueAt,
  offerTiming,
  timingWithin,
} from './interview-clock.js';
export type { ClockValue, Timing } from './interview-clock.js';
export type { Reconciled, Reconciling, StepDue } from './follow-deadline.js';
export { reconcileDeadlines, setAsideDeadlines } from './reconcile-deadlines.js';
export { shippedContext } from './running-clock.js';
export type { ClockContext } from './running-clock.js';
export { buildWorklist } from './worklist.js';
export type { OpenStep, RunningClock, WorklistItem } from './worklist.js';
