import type { ProviderId } from '#domain/kernel';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { asService } from '#persistence';
import type { SqlValue, Transaction } from '#persistence';
import type { ReturnFormat } from '../return-refused.js';
import { wordsOfSender } from '../words-of-sender.js';

/** One file or request as it was received, and what became of its rows. No name of a file is kept: it may name a child. */
export interface SentReturn {
  readonly id: string;
  readonly providerId: ProviderId;
  readonly providerName: string;
  /** The month that it is for, such as `2025-10`; null where none was given. */
  readonly period: string | null;
  readonly format: ReturnFormat;
  readonly receivedAt: Instant;
  /** Whoever sent it: the name of a person, or what a machine or a command is called on record. */
  readonly sentBy: string;
  readonly rows: number;
  readonly counts: Readonly<Record<'new' | 'same' | 'changed' | 'held' | 'refused', number>>;
  /** Of the held rows those that are not settled: no later row of the provider with that reference has gone in. */
  readonly openRows: number;
  readonly state: 'received' | 'applying' | 'applied';
}

interface Row {
  readonly id: string;
  readonly provider_id: string;
  readonly provider_name: string;
  readonly period: string | null;
  readonly format: ReturnFormat;
  readonly received_at: Date;
  readonly received_by: string;
  readonly row_count: number;
  readonly is_applied: boolean;
  readonly is_leased: boolean;
  readonly counts: Readonly<Partial<Record<string, number>>>;
}

/** What was sent, as far as the asker may see it, newest first; `condition` may use the parameters from $2 on. */
export async function readSentReturns(
  tx: Transaction,
  condition: string,
  parameters: readonly SqlValue[],
): Promise<readonly SentReturn[]> {
  const rows = await tx.query<Row>(
    `SELECT s.id, s.provider_id, p.name AS provider_name, s.period, s.format, s.received_at, s.received_by, s.row_count,
       s.applied_at IS NOT NULL AS is_applied, coalesce(s.leased_until > clock_timestamp(), false) AS is_leased,
       (SELECT coalesce(json_object_agg(c.outcome, c.n), '{}') FROM (
         SELECT r.outcome, count(*)::integer AS n FROM submission_row r
         WHERE r.authority = s.authority AND r.submission_id = s.id GROUP BY r.outcome) c) AS counts
     FROM submission s JOIN provider p ON p.id = s.provider_id
     WHERE s.authority = $1 AND ${condition}`,
    [tx.context.authority, ...parameters],
  );
  const names = await namesOf(
    tx,
    rows.map(({ received_by: by }) => by),
  );
  const open = await openRowsOf(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const count = (outcome: string) => row.counts[outcome] ?? 0;
    const done = Object.values(row.counts).some((each) => (each ?? 0) > 0);
    return {
      ...{ id: row.id, providerId: row.provider_id, providerName: row.provider_name, period: row.period },
      ...{ format: row.format, receivedAt: instantOf(row.received_at), rows: row.row_count },
      sentBy: names.get(row.received_by) ?? wordsOfSender(row.received_by),
      counts: {
        ...{ new: count('new'), same: count('same'), changed: count('changed') },
        ...{ held: count('held'), refused: count('refused') },
      },
      openRows: open.get(row.id) ?? 0,
      state: row.is_applied ? 'applied' : row.is_leased || done ? 'applying' : 'received',
    };
  });
}

/** The names of the people among those who sent; who may see a return may know who sent it. */
async function namesOf(tx: Transaction, senders: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const people = await asService(tx, () =>
    tx.query<{ id: string; name: string }>(
      'SELECT id, display_name AS name FROM person WHERE id::text = ANY($1::text[])',
      [[...new Set(senders)]],
    ),
  );
  return new Map(people.map(({ id, name }) => [id, name]));
}

/**
 * How many held rows of each of these are open. Whether a later row went in may hang on a record that the asker does not
 * see, so the service counts; it tells the number alone.
 */
async function openRowsOf(tx: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await asService(tx, () =>
    tx.query<{ id: string; n: number }>(
      `WITH held AS MATERIALIZED (
         SELECT r.submission_id AS id, r.row_number, r.ref, s.provider_id, s.received_at
         FROM submission_row r JOIN submission s ON s.authority = r.authority AND s.id = r.submission_id
         WHERE r.authority = $1 AND r.submission_id = ANY($2::uuid[]) AND r.outcome = 'held' AND r.settled_at IS NULL),
       known AS MATERIALIZED (
         SELECT f.provider_id, f.ref, f.episode_id FROM source_reference f
         WHERE f.authority = $1 AND f.ref = ANY(ARRAY(SELECT DISTINCT h.ref FROM held h))),
       gone_in AS MATERIALIZED (
         SELECT k.provider_id, k.ref, max(m.received_at) AS at
         FROM known k
         JOIN submission_row n ON n.authority = $1 AND n.episode_id = k.episode_id AND n.ref = k.ref AND n.outcome <> 'held'
         JOIN submission m ON m.authority = n.authority AND m.id = n.submission_id
         GROUP BY k.provider_id, k.ref)
       SELECT h.id, count(*)::integer AS n
       FROM held h LEFT JOIN gone_in g ON g.provider_id = h.provider_id AND g.ref = h.ref AND g.at > h.received_at
       WHERE g.at IS NULL GROUP BY h.id`,
      [tx.context.authority, ids],
    ),
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}
