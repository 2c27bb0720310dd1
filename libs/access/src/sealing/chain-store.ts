import type { Statements } from '#persistence';
import { DEPLOYMENT_CHAIN, momentSql, ofChain, sealedColumns, tablesOf } from './chain.js';
import type { ChainName } from './chain.js';
import type { ChainHead, Seal, SealedEvent } from './seal.js';

interface SealRow {
  readonly number: number;
  readonly format: number;
  readonly previous: string | null;
  readonly hash: string;
  readonly sealed_at: string;
  readonly complete_before: string | null;
  readonly next_xid: string;
  readonly event_count: number;
  readonly events: string[];
  readonly heads: ChainHead[];
}

function sealQuery(chain: ChainName): string {
  return `
    SELECT s.number, s.seal_format AS format, encode(s.previous_hash, 'hex') AS previous, encode(s.hash, 'hex') AS hash,
      ${momentSql('s.sealed_at')} AS sealed_at, ${momentSql('s.complete_before_at')} AS complete_before,
      s.next_xid::text, s.event_count, s.event_ids::text[] AS events,
      ${chain === DEPLOYMENT_CHAIN ? 's.heads' : `'[]'::jsonb AS heads`}
    FROM ${tablesOf(chain).seals} s WHERE ${ofChain(chain, 's')}`;
}

function sealOf(chain: ChainName, row: SealRow): Seal {
  return {
    ...{ chain, number: row.number, format: row.format, previous: row.previous, hash: row.hash },
    ...{ sealedAt: row.sealed_at, completeBefore: row.complete_before, nextXid: row.next_xid },
    ...{ count: row.event_count, events: row.events, heads: row.heads },
  };
}

export async function findLastSeal(tx: Statements, chain: ChainName): Promise<Seal | null> {
  const [row] = await tx.query<SealRow>(`${sealQuery(chain)} ORDER BY s.number DESC LIMIT 1`, [chain]);
  return row ? sealOf(chain, row) : null;
}

const SEALS_AT_ONCE = 100;

/** The seals of a chain up to a number, in order. */
export async function* readSeals(tx: Statements, chain: ChainName, last: number): AsyncGenerator<Seal> {
  let after = -2_147_483_648;
  for (;;) {
    const rows = await tx.query<SealRow>(
      `${sealQuery(chain)} AND s.number > $2 AND s.number <= $3 ORDER BY s.number LIMIT ${SEALS_AT_ONCE}`,
      [chain, after, last],
    );
    for (const row of rows) {
      yield sealOf(chain, row);
      after = row.number;
    }
    if (rows.length < SEALS_AT_ONCE) return;
  }
}

/** Events of a chain as they stand now, by id; those that are gone are not in it. */
export async function readSealedEvents(
  tx: Statements,
  chain: ChainName,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SealedEvent>> {
  const tables = tablesOf(chain);
  const children =
    chain === DEPLOYMENT_CHAIN
      ? `'{}'::text[]`
      : `ARRAY(SELECT s.child_id::text FROM audit_subject s
               WHERE s.authority = e.authority AND s.event_id = e.id ORDER BY s.child_id)`;
  const rows = await tx.query<SealedEvent>(
    `SELECT ${sealedColumns(tables)}, ${children} AS children FROM ${tables.events} e
     WHERE ${ofChain(chain, 'e')} AND e.id = ANY($2::uuid[])`,
    [chain, ids],
  );
  return new Map(rows.map((event) => [event.id, event]));
}

/** An event that no batch covers, and when it was written. */
export interface UnsealedEvent {
  readonly id: string;
  readonly at: string;
}

/** The events that no batch up to a number covers, in the order in which they would be sealed. */
export async function listUnsealed(tx: Statements, chain: ChainName, last: number): Promise<readonly UnsealedEvent[]> {
  const { events, seals, time } = tablesOf(chain);
  return tx.query<UnsealedEvent>(
    `SELECT e.id, ${momentSql(`e.${time}`)} AS at FROM ${events} e WHERE ${ofChain(chain, 'e')} AND NOT EXISTS (
       SELECT FROM (SELECT unnest(s.event_ids) AS id FROM ${seals} s WHERE ${ofChain(chain, 's')} AND s.number <= $2) known
       WHERE known.id = e.id)
     ORDER BY e.recorded_xid, e.id`,
    [chain, last],
  );
}

export async function insertSeal(tx: Statements, seal: Seal): Promise<void> {
  const isDeployment = seal.chain === DEPLOYMENT_CHAIN;
  const [own, value] = isDeployment ? ['heads', '$1::jsonb'] : ['authority', '$1'];
  await tx.query(
    `INSERT INTO ${tablesOf(seal.chain).seals}
       (${own}, number, seal_format, previous_hash, hash, event_ids, event_count, sealed_at, complete_before_at, next_xid)
     VALUES (${value}, $2, $3, decode($4, 'hex'), decode($5, 'hex'), $6::uuid[], $7, $8::timestamptz, $9::timestamptz, $10::xid8)`,
    [
      ...[isDeployment ? JSON.stringify(seal.heads) : seal.chain, seal.number, seal.format, seal.previous, seal.hash],
      ...[seal.events, seal.count, seal.sealedAt, seal.completeBefore, seal.nextXid],
    ],
  );
}

/** How far back an event is looked for that is not sealed yet. It is sooner than any that can come, by a wide margin. */
export const LOOK_BACK = `interval '1 hour'`;

/** The condition that an event `e`, written since the moment `since`, is not sealed yet. */
export function notSealedSince(chain: ChainName, since: string): string {
  const { seals, time } = tablesOf(chain);
  return `e.${time} >= ${since} AND NOT EXISTS (
    SELECT FROM (SELECT unnest(s.event_ids) AS id FROM ${seals} s
                 WHERE ${ofChain(chain, 's')} AND s.sealed_at >= ${since} - ${LOOK_BACK}) known
    WHERE known.id = e.id)`;
}

/** How far a chain has come, for people to read. */
export interface SealState {
  readonly last: Seal | null;
  /** Events that wait for the next batch. */
  readonly unsealed: number;
}

export async function readSealState(tx: Statements, chain: ChainName): Promise<SealState> {
  const last = await findLastSeal(tx, chain);
  const [row] = await tx.query<{ unsealed: number }>(
    `WITH began AS MATERIALIZED (SELECT $2::timestamptz - ${LOOK_BACK} AS looked_at)
     SELECT count(*)::integer AS unsealed FROM began b JOIN ${tablesOf(chain).events} e ON ${ofChain(chain, 'e')}
     WHERE ${notSealedSince(chain, 'b.looked_at')}`,
    [chain, last?.completeBefore ?? '-infinity'],
  );
  return { last, unsealed: row?.unsealed ?? 0 };
}

/** The head of the chain of the transaction's authority, whoever asks: a hash, to be printed; null before the first seal. */
export async function findAuditHead(tx: Statements): Promise<string | null> {
  const [row] = await tx.query<{ head: string | null }>(`SELECT encode(audit_head(), 'hex') AS head`);
  return row?.head ?? null;
}
