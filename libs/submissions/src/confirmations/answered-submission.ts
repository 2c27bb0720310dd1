/** A submission whose rows are being answered. */
export interface AnsweredSubmission {
  readonly id: string;
  readonly providerId: string;
  readonly period: string | null;
  readonly judgedAt: Date;
}
