export { readCouncilSteps, recordCouncilStep, takeBackCouncilStep } from './council-steps.js';
export type { CouncilStepsForm } from './council-steps.js';
export { setClock, setHoursOfWork } from './set-clock.js';
