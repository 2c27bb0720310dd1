import { inTransaction } from '#persistence';
import type { TransactionContext } from '#persistence';
import { readSentReturns } from './sent-return.js';
import type { SentReturn } from './sent-return.js';

type Database = Parameters<typeof inTransaction>[0];

const PAGE = 25;

/** A page of what was sent, newest first. */
export interface SentReturns {
  readonly sent: readonly SentReturn[];
  /** The last of this page, where there are more: the next page begins after it. */
  readonly next: string | null;
}

/** Which of what was sent is asked for. */
export interface SentFilter {
  /** The submission after which the page begins; null for the first page. */
  readonly after: string | null;
  /** Only those that have held rows. */
  readonly isHeldOnly: boolean;
}

/** What the asker's provider sent, or for the council what all its providers did. It names no child. */
export function listSentReturns(
  database: Database,
  context: TransactionContext,
  { after, isHeldOnly }: SentFilter,
): Promise<SentReturns> {
  return inTransaction(database, context, async (tx) => {
    const sent = await readSentReturns(
      tx,
      `($2::uuid IS NULL OR (s.received_at, s.id) < (
         SELECT a.received_at, a.id FROM submission a WHERE a.authority = s.authority AND a.id = $2))
       AND (NOT $3 OR EXISTS (
         SELECT FROM submission_row h
         WHERE h.authority = s.authority AND h.submission_id = s.id AND h.outcome = 'held'))
       ORDER BY s.received_at DESC, s.id DESC LIMIT $4`,
      [after, isHeldOnly, PAGE + 1],
    );
    const page = sent.slice(0, PAGE);
    return { sent: page, next: sent.length > PAGE ? (page.at(-1)?.id ?? null) : null };
  });
}
