export { generateReturns } from './generate-returns.js';
export { DemonstrationRefused, seedDemonstration } from './seed-demonstration.js';
export type { SeedOptions, Seeded } from './seed-demonstration.js';
