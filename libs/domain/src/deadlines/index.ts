export { chaseProviderReturns } from './chase-provider-returns.js';
export type { Chased, ReturnDeadline } from './chase-provider-returns.js';
export type { AllowanceUnit, DeadlineKind } from './clock-rule.js';
export { checkClockSetting, checkHoursOfWork } from './clock-settings.js';
export type {
  ClockSetting,
  ClockSettingFault,
  ClockTerms,
  HoursOfWorkFault,
  HoursOfWorkFrom,
} from './clock-settings.js';
export { INTERVIEW_HOURS, deadlineKinds, deadlineRules } from './deadline-rules.js';
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
export { reconcileDeadlines, setAsideDeadlines } from './reconcile-deadlines.js';
export type { Reconciled, StepDue } from './reconcile-deadlines.js';
export { buildWorklist } from './worklist.js';
export type { WorklistItem } from './worklist.js';
