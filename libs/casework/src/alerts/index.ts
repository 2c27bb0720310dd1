export { acknowledgeAlert, acknowledgeAlertIn } from './acknowledge-alert.js';
export type { TakingDecision, TakingRefusal } from './acknowledge-alert.js';
export { readAlertLife } from './alert-life.js';
export type { AlertEvent, AlertLife } from './alert-life.js';
export { climbAlert } from './climb-alerts.js';
export { CLIMB_ALERT } from './climb-wake-ups.js';
export { handOverShift, readHandover, takeOver } from './hand-over.js';
export type { Handover, HandoverOutcome, NextPerson } from './hand-over.js';
export { endCover, placeCover, readLadderPage, setLadder } from './ladder-page.js';
export type { CoverFault, LadderPage } from './ladder-page.js';
export type { OpenedAlert } from './open-alert.js';
export {
  ALERTS_SHOWN,
  alertDocument,
  nextRungOf,
  readAlertCursor,
  readAlerts,
  showAlertCursor,
} from './read-alerts.js';
export type { AlertDocument, AlertsPage, ListedAlert } from './read-alerts.js';
