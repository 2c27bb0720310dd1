export { climbAlert, climbAlerts } from './climb-alerts.js';
export { CLIMB_ALERT } from './climb-wake-ups.js';
export { followDeadlines, openAlerts } from './ledger.js';
