export { readCouncilSteps, recordCouncilStep, takeBackCouncilStep } from './council-steps.js';
export type { CouncilStepDecision, CouncilStepWish, CouncilStepsForm } from './council-steps.js';
export { setClock, setHoursOfWork } from './set-clock.js';
