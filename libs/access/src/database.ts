import type { Instant } from '#domain/time';

/** What SQL is asked through: the pool of the service. */
export interface Database {
  query<Rows>(sql: string, parameters: unknown[]): Promise<Rows>;
}

/** What a single statement is given to: the pool of the service, or one open transaction. Its answer is read with care. */
export interface PoolOrTransaction {
  query(sql: string, parameters: (string | boolean | Date | Uint8Array | null)[]): Promise<unknown>;
}

/** An instant as the driver of the database takes it. */
export function dateOf(at: Instant): Date {
  return new Date(at.epochMilliseconds);
}
