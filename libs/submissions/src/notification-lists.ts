import { appendAudit } from '#access';
import { isUuid } from '#casework';
import type { Casework } from '#casework';
import type { AuthorityCode } from '#domain/kernel';
import { checkListHeaders, readNotification } from '#domain/notifications';
import type { NotificationSource } from '#domain/notifications';
import type { Finding, RawRow } from '#domain/submissions';
import type { Instant } from '#domain/time';
import { inTransaction, systemContext } from '#persistence';
import type { ReferenceLists, Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import { applyNotifications } from './apply-notifications.js';
import type { CheckedNotification } from './apply-notifications.js';
import {
  findListChildren,
  markApplied,
  readListResult,
  readRecentLists,
  storeList,
  storeListRows,
} from './notification-list-store.js';
import type { NotificationListResult, RecentList } from './notification-list-store.js';
import { parseCsv } from './parse-csv.js';
import { MAX_BYTES, ReturnRefused } from './return-refused.js';

/** How many rows one transaction takes. */
const CHUNK = 500;

/** A list of notifications as it came, and who sends it. */
export interface ReceivedList {
  readonly authority: AuthorityCode;
  /** Whose notifications these are, where a row does not say it. */
  readonly source: NotificationSource;
  readonly bytes: Uint8Array;
  /** Judge by this moment; null for the moment of receipt. */
  readonly at: Instant | null;
  readonly actorName: string;
  readonly personId: string | null;
  readonly requestId: string | null;
}

interface ParsedList {
  readonly findings: readonly Finding[];
  readonly rows: readonly RawRow[];
}

type Database = Parameters<typeof inTransaction>[0];

/** Takes in lists of what the police or the council itself was told: keeps the file, then applies its rows. */
export class NotificationLists {
  constructor(
    private readonly casework: Casework,
    private readonly database: Database,
    private readonly lists: ReferenceLists,
  ) {}

  /**
   * Keeps a list and applies it. A file that cannot be taken is refused whole and changes nothing. A run that was broken
   * off is taken up by sending the list again: what was applied says "same".
   */
  async receive(received: ReceivedList): Promise<NotificationListResult> {
    const parsed = await parseList(received.bytes);
    const context = contextOf(received);
    const listId = newId();
    const checked = await this.casework.write(context, async ({ tx }) => {
      await this.keep(tx, listId, received, parsed);
      return this.check(parsed, received, received.at ?? tx.now);
    });
    for (const chunk of chunksOf(checked))
      await this.casework.write(context, ({ tx }) => applyChunk(tx, { listId, source: received.source }, chunk));
    await this.casework.write(context, ({ tx }) => markApplied(tx, listId));
    return inTransaction(this.database, context, (tx) => readListResult(tx, listId));
  }

  /** What became of a list, in the view of whoever asks, on record; null where there is none. */
  find(context: TransactionContext, listId: string): Promise<NotificationListResult | null> {
    return inTransaction(this.database, context, async (tx) => {
      const found = isUuid(listId) ? await findListChildren(tx, listId) : null;
      const audit = { action: 'NotificationListRead', itemCount: found ? 1 : 0, childIds: found ?? [] } as const;
      const itemId = isUuid(listId) ? { itemId: listId } : {};
      await appendAudit(tx, { ...audit, ...itemId, outcome: found ? 'done' : 'refused' }, newId);
      return found && readListResult(tx, listId);
    });
  }

  /** The lists that came last. */
  recent(context: TransactionContext): Promise<readonly RecentList[]> {
    return inTransaction(this.database, context, readRecentLists);
  }

  /** Says what a list would do, and does none of it. */
  async rehearse(received: ReceivedList): Promise<NotificationListResult> {
    const parsed = await parseList(received.bytes);
    const rehearsal = new ListRehearsal();
    await this.casework
      .write(contextOf(received), async ({ tx }) => {
        const listId = newId();
        await this.keep(tx, listId, received, parsed);
        const checked = this.check(parsed, received, received.at ?? tx.now);
        for (const chunk of chunksOf(checked)) await applyChunk(tx, { listId, source: received.source }, chunk);
        rehearsal.result = await readListResult(tx, listId);
        throw rehearsal;
      })
      .catch((error: unknown) => {
        if (error !== rehearsal) throw error;
      });
    if (!rehearsal.result) throw new Error('A rehearsal ended without a result.');
    return rehearsal.result;
  }

  private async keep(tx: Transaction, listId: string, received: ReceivedList, parsed: ParsedList): Promise<void> {
    const known = await tx.query('SELECT FROM authority WHERE code = $1', [received.authority]);
    if (known.length === 0)
      throw new ReturnRefused(
        'unknown-authority',
        `No authority ${received.authority} commissions here; give its GSS code, such as E09000029.`,
      );
    await storeList(tx, {
      ...{ id: listId, source: received.source, judgedAt: received.at ?? tx.now },
      ...{ bytes: received.bytes, rowCount: parsed.rows.length, findings: parsed.findings },
    });
    const itemCount = parsed.rows.length;
    await appendAudit(tx, { action: 'NotificationListReceive', itemId: listId, itemCount, childIds: [] }, newId);
  }

  private check({ rows }: ParsedList, { source }: ReceivedList, now: Instant): readonly CheckedNotification[] {
    const seen = new Map<string, number>();
    return rows.map((raw) => {
      const read = readNotification(raw, this.lists, now);
      const key = `${read.source ?? source}|${read.reference ?? ''}`;
      const first = read.reference === null ? undefined : seen.get(key);
      if (first === undefined) {
        if (read.reference !== null) seen.set(key, raw.row);
        return { ...read, cells: raw.cells };
      }
      const repeated: Finding = {
        ...{ code: 'NL-301', severity: 'error', row: raw.row, ref: read.reference, column: 'reference' },
        message: `reference stands in row ${first} already; remove one of the two rows.`,
      };
      return { ...read, cells: raw.cells, sound: null, findings: [...read.findings, repeated] };
    });
  }
}

/** Thrown to roll a rehearsal back. */
class ListRehearsal extends Error {
  result: NotificationListResult | null = null;
}

/** It looks at every child's facts, so it runs as the service; the person stays on record. */
function contextOf({ authority, actorName, requestId, personId }: ReceivedList): TransactionContext {
  return { ...systemContext(authority, actorName, requestId), personId };
}

async function parseList(bytes: Uint8Array): Promise<ParsedList> {
  if (bytes.length === 0) throw new ReturnRefused('unreadable', 'The file is empty (zero bytes); choose another.');
  if (bytes.length > MAX_BYTES)
    throw new ReturnRefused(
      'too-large',
      `The file is larger than the ${MAX_BYTES / 1024 / 1024} MB that a list may have; send it in parts.`,
    );
  const { headers, rows } = await parseCsv(bytes);
  const findings = checkListHeaders(headers);
  const faults = findings.filter(({ severity }) => severity === 'error');
  if (faults.length > 0) throw new ReturnRefused('unreadable', faults.map(({ message }) => message).join(' '));
  return { findings, rows };
}

async function applyChunk(
  tx: Transaction,
  list: { readonly listId: string; readonly source: NotificationSource },
  rows: readonly CheckedNotification[],
): Promise<void> {
  // The lock of imports: nothing changes about children and episodes while they are matched.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('homeward import ' || $1, 0))`, [tx.context.authority]);
  await storeListRows(tx, list.listId, await applyNotifications(tx, list, rows));
}

function chunksOf(rows: readonly CheckedNotification[]): readonly (readonly CheckedNotification[])[] {
  return Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, index) =>
    rows.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}
