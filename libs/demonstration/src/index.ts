export { allocateChildren } from './allocate-children.js';
export { generateReturns } from './generate-returns.js';
export { recordCouncilSteps } from './record-council-steps.js';
export { DemonstrationRefused, seedDemonstration } from './seed-demonstration.js';
export type { SeedOptions, Seeded } from './seed-demonstration.js';
