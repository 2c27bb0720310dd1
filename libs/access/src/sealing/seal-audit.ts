import type { AuthorityCode } from '#domain/kernel';
import type { Instant } from '#domain/time';
import { inDeploymentTransaction, inTransaction, listAuthorities, systemContext } from '#persistence';
import type { Statements } from '#persistence';
import { DEPLOYMENT_CHAIN, SEAL_FORMAT, momentSql, ofChain, tablesOf } from './chain.js';
import type { ChainName } from './chain.js';
import { LOOK_BACK, findLastSeal, insertSeal, notSealedSince, readSealedEvents } from './chain-store.js';
import { hashOfSeal } from './seal.js';
import type { ChainHead, Seal } from './seal.js';

type Database = Parameters<typeof inTransaction>[0];

/** How many events one batch covers at most. */
const BATCH = 1000;
/** How many events one transaction seals at most. */
const AT_ONCE = 20_000;
/** How far the database's clock may be put back without events looking as if they had been slipped in. */
const CLOCK_TOLERANCE = { seconds: 10 };
const ACTOR = 'sealing';

export interface Sealed {
  readonly batches: number;
  readonly events: number;
  /** How far the chain has come; null where nothing has been sealed yet. */
  readonly head: ChainHead | null;
}

/** Seals what is new in the audit of an authority: all that no running transaction can still add to. */
export async function sealAudit(database: Database, authority: AuthorityCode): Promise<Sealed> {
  return sealToTheEnd(authority, () =>
    inTransaction(database, systemContext(authority, ACTOR), (tx) => sealNext(tx, authority, [])),
  );
}

/** Seals what is new in the record of the deployment, and with it how far the chain of each authority has come. */
export async function sealDeployment(database: Database, heads: readonly ChainHead[]): Promise<Sealed> {
  return sealToTheEnd(DEPLOYMENT_CHAIN, () =>
    inDeploymentTransaction(database, (tx) => sealNext(tx, DEPLOYMENT_CHAIN, heads)),
  );
}

/** Seals every chain: those of the authorities first, because the deployment's holds their heads. */
export async function sealEverything(
  database: Database,
  onError: (error: unknown) => void,
): Promise<{ readonly batches: number; readonly events: number }> {
  const sealed: Sealed[] = [];
  const seal = (work: Promise<Sealed>) => work.then((each) => sealed.push(each)).catch(onError);
  for (const authority of await listAuthorities((sql) => database.query(sql)))
    await seal(sealAudit(database, authority));
  await seal(
    sealDeployment(
      database,
      sealed.flatMap(({ head }) => head ?? []),
    ),
  );
  return {
    batches: sealed.reduce((sum, { batches }) => sum + batches, 0),
    events: sealed.reduce((sum, { events }) => sum + events, 0),
  };
}

interface Step {
  readonly seals: readonly Seal[];
  readonly last: Seal | null;
  readonly hasMore: boolean;
}

async function sealToTheEnd(chain: ChainName, step: () => Promise<Step>): Promise<Sealed> {
  let [batches, events] = [0, 0];
  for (;;) {
    const { seals, last, hasMore } = await step();
    batches += seals.length;
    events += seals.reduce((sum, { count }) => sum + count, 0);
    if (hasMore) continue;
    return { batches, events, head: last && { authority: chain, number: last.number, hash: last.hash } };
  }
}

/** One sealer at a time works on a chain; a second one waits, and then finds what the first has left. */
async function sealNext(tx: Statements, chain: ChainName, heads: readonly ChainHead[]): Promise<Step> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('homeward audit seal ' || $1, 0))`, [chain]);
  let last = await findLastSeal(tx, chain);
  const pending = await findPending(tx, chain, last);
  const isWhole = pending.ids.length <= AT_ONCE;
  const known = mergeHeads(last?.heads ?? [], heads);
  const seals: Seal[] = [];
  const parts = inParts(pending.ids.slice(0, AT_ONCE));
  if (parts.length === 0 && isFurther(known, last?.heads ?? [])) parts.push([]);
  const completeBefore = isWhole ? await findCompleteBefore(tx, chain, pending, last) : null;
  for (const [index, ids] of parts.entries()) {
    const isLast = isWhole && index === parts.length - 1;
    const unsigned = {
      ...{ chain, number: (last?.number ?? 0) + 1, format: SEAL_FORMAT, previous: last?.hash ?? null },
      ...{ sealedAt: textOf(tx.now), completeBefore: isLast ? completeBefore : (last?.completeBefore ?? null) },
      ...{ nextXid: pending.next, count: ids.length, events: ids, heads: known },
    };
    const seal: Seal = { ...unsigned, hash: hashOfSeal(unsigned, await readSealedEvents(tx, chain, ids)) };
    await insertSeal(tx, seal);
    seals.push(seal);
    last = seal;
  }
  return { seals, last, hasMore: !isWhole };
}

interface Pending {
  readonly ids: readonly string[];
  /** Every transaction with a lower number is over. */
  readonly oldest: string;
  /** No transaction with this number or a higher one has begun. */
  readonly next: string;
}

/**
 * What may be sealed, by one and the same snapshot: events of transactions that are older than every running one. After
 * a dump is restored into another server, its numbers may lie ahead of that server's: nothing that runs can have them.
 */
async function findPending(tx: Statements, chain: ChainName, last: Seal | null): Promise<Pending> {
  const { events } = tablesOf(chain);
  const [row] = await tx.query<{ oldest: string; next: string; ids: string[] }>(
    `WITH snapshot AS MATERIALIZED (
       SELECT pg_snapshot_xmin(pg_current_snapshot()) AS oldest, pg_snapshot_xmax(pg_current_snapshot()) AS next,
              $2::timestamptz - ${LOOK_BACK} AS looked_at)
     SELECT n.oldest::text, n.next::text, ARRAY(
       SELECT e.id::text FROM ${events} e
       WHERE ${ofChain(chain, 'e')} AND (e.recorded_xid < n.oldest OR e.recorded_xid >= n.next)
         AND ${notSealedSince(chain, 'n.looked_at')}
       ORDER BY e.recorded_xid, e.id LIMIT ${AT_ONCE + 1}) AS ids
     FROM snapshot n`,
    [chain, last?.completeBefore ?? '-infinity'],
  );
  if (!row) throw new Error('The database gave no snapshot.');
  return row;
}

/**
 * Up to when the chain is complete. A snapshot at a time S at which the transaction X was next to begin proves: whatever
 * X or a later one writes is written after S. So once all before X are over and sealed, nothing older than S can come.
 */
async function findCompleteBefore(
  tx: Statements,
  chain: ChainName,
  { oldest, next }: Pending,
  last: Seal | null,
): Promise<string | null> {
  const latest = textOf(tx.now.subtract(CLOCK_TOLERANCE));
  if (oldest === next) return latest;
  const { seals } = tablesOf(chain);
  const [before] = await tx.query<{ at: string }>(
    `SELECT ${momentSql(`s.sealed_at - interval '${CLOCK_TOLERANCE.seconds} seconds'`)} AS at FROM ${seals} s
     WHERE ${ofChain(chain, 's')} AND s.next_xid <= $2::xid8 ORDER BY s.number DESC LIMIT 1`,
    [chain, oldest],
  );
  const known = before?.at ?? last?.completeBefore ?? null;
  return known !== null && known > latest ? latest : known;
}

/** A sealer that was slower must not take back how far a chain had come. */
function mergeHeads(known: readonly ChainHead[], found: readonly ChainHead[]): readonly ChainHead[] {
  const heads = new Map(known.map((head) => [head.authority, head]));
  for (const head of found) if (head.number > (heads.get(head.authority)?.number ?? 0)) heads.set(head.authority, head);
  return [...heads.values()].sort((left, right) => (left.authority < right.authority ? -1 : 1));
}

function isFurther(heads: readonly ChainHead[], known: readonly ChainHead[]): boolean {
  return heads.some(({ authority, number }) =>
    known.every((each) => each.authority !== authority || each.number < number),
  );
}

function inParts(ids: readonly string[]): (readonly string[])[] {
  const parts: (readonly string[])[] = [];
  for (let start = 0; start < ids.length; start += BATCH) parts.push(ids.slice(start, start + BATCH));
  return parts;
}

function textOf(at: Instant): string {
  return at.toString({ fractionalSecondDigits: 6 });
}
