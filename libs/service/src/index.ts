export { openService } from './open-service.js';
export type { Service } from './open-service.js';
