/** A submission whose rows are being answered. */
export interface AnsweredSubmission {
  readonly id: string;
  readonly providerId: string;
}
