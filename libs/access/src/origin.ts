/** Where a request came from. */
export interface Origin {
  readonly requestId: string;
  readonly address: string | null;
}
