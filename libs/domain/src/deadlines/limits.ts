/** Statutory guidance: carried out within 72 hours of return. */
export const INTERVIEW_HOURS = 72;

/** A step that was overdue by more than this when it arrived is history: one mark on the episode, no alert. */
export const HISTORY_AFTER_HOURS = 28 * 24;

/** A step raised later than this after its time is marked late. */
export const LATE_AFTER_MINUTES = 5;
