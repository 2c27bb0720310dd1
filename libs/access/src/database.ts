import type { Instant } from '#domain/time';

/** What SQL is asked through: the pool of the service. */
export interface Database {
  query<Rows>(sql: string, parameters: unknown[]): Promise<Rows>;
}

/** An instant as the driver of the database takes it. */
export function dateOf(at: Instant): Date {
  return new Date(at.epochMilliseconds);
}
