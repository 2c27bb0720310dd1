import { contactOf } from '#access';
import { callOf, hasToBeTold } from '#domain/alerts';
import { decideMessage } from '#domain/messages';
import type { EpisodeId } from '#domain/kernel';
import type { SentChannel } from '#domain/messages';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { grouped, loadAlerts } from '#persistence';
import type { Transaction } from '#persistence';
import type { AlertLine } from './compose.js';
import { messageColumns, messageOf, saveMessage } from './message-rows.js';
import type { MessageRow } from './message-rows.js';

/** What goes out together, under one reference: the messages about one call, or all that was held for somebody. */
export interface Sending {
  readonly id: string;
  readonly channel: SentChannel;
  /** Where it goes; null where its recipient has no address any more. */
  readonly to: string | null;
  readonly isDigest: boolean;
  /** It was handed to a sender before. */
  readonly isRepeat: boolean;
  readonly messages: readonly { readonly id: string; readonly attempt: number }[];
  /** What it says: of alerts that are told as one in one line. */
  readonly lines: readonly AlertLine[];
}

interface DueRow extends MessageRow {
  readonly reached_at: Date;
  readonly episode_id: EpisodeId;
  readonly step: string;
  readonly kind: string;
  readonly due_at: Date;
}

/** How many messages are looked at, and how many sendings a worker takes at once. */
const LOOKED_AT = 500;
const TAKEN_AT_ONCE = 8;

/** What a worker took, and how much of what was due there was no more need to tell. */
interface Taken {
  readonly sendings: readonly Sending[];
  readonly withdrawn: number;
}

/**
 * Takes what is due and has still to be told, so that no other worker does until the lease is over. Workers take one after
 * the other, so that what goes out together is not torn apart between them.
 */
export async function takeDue(tx: Transaction, at: Instant, channels: readonly SentChannel[]): Promise<Taken> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('take-messages ' || $1, 0))`, [tx.context.authority]);
  const rows = await tx.query<DueRow>(
    `SELECT ${messageColumns}, m.reached_at, a.episode_id, a.step, d.kind, d.due_at
     FROM alert_message m
     JOIN alert a ON a.authority = m.authority AND a.id = m.alert_id
     JOIN deadline d ON d.authority = a.authority AND d.id = a.deadline_id
     WHERE m.authority = $1 AND m.next_attempt_at <= $2 AND m.accepted_at IS NULL AND m.failed_at IS NULL
       AND m.channel = ANY ($3::text[]) AND (m.held_until IS NULL OR m.held_until <= $2)
     ORDER BY m.next_attempt_at, m.sending_id, m.id LIMIT ${LOOKED_AT} FOR UPDATE OF m`,
    [tx.context.authority, new Date(at.epochMilliseconds), [...channels]],
  );
  const untrue = await withdraw(tx, rows, at);
  const groups = [...groupOf(rows.filter((row) => !untrue.has(row))).values()].slice(0, TAKEN_AT_ONCE);
  const contacts = await contactOf(tx, [...new Set(groups.flat().map((row) => row.recipient_id))]);
  const sendings: Sending[] = [];
  for (const group of groups) {
    const [first] = group;
    if (!first) continue;
    const id = first.sending_id ?? first.id;
    const taken = await take(tx, group, id, at);
    sendings.push({
      ...{ id, channel: first.channel, to: contacts.get(first.recipient_id)?.address ?? null },
      ...{ isDigest: first.held_until !== null, isRepeat: first.attempts > 0 },
      messages: taken.map(({ row, attempt }) => ({ id: row.id, attempt })),
      lines: linesOf(taken.map(({ row }) => row)),
    });
  }
  return { sendings, withdrawn: untrue.size };
}

/** Withdraws what it would be wrong to say now: somebody has taken the alert on since, or its deadline is over. */
async function withdraw(tx: Transaction, rows: readonly DueRow[], at: Instant): Promise<ReadonlySet<DueRow>> {
  const alerts = await loadAlerts(tx, { ids: [...new Set(rows.map((row) => row.alert_id))] });
  const stateOf = new Map(alerts.map(({ id, state }) => [id, state]));
  const untrue = rows.filter((row) => {
    const state = stateOf.get(row.alert_id);
    return state !== undefined && !hasToBeTold(state, row.recipient_id);
  });
  for (const row of untrue) {
    const decided = decideMessage(messageOf(row), { kind: 'withdrawn', at }, { ownerId: null, isTracked: false });
    if (decided.kind === 'granted') await saveMessage(tx, row.id, decided.value);
  }
  return new Set(untrue);
}

/**
 * Messages that have gone out together go together again. From the start those to one person go together that are about
 * one call, and all that was held for them.
 */
function groupOf(rows: readonly DueRow[]): ReadonlyMap<string, readonly DueRow[]> {
  const together = (row: DueRow) =>
    [row.recipient_id, row.channel, row.held_until === null ? callOfRow(row) : 'held'].join(' ');
  return grouped(
    rows,
    (row) => row.sending_id ?? together(row),
    (row) => row,
  );
}

function callOfRow({ alert_id: id, episode_id: episodeId, step, reached_at: reachedAt }: DueRow): string {
  return callOf({ id, episodeId, step, reachedAt: instantOf(reachedAt) });
}

function linesOf(rows: readonly DueRow[]): readonly AlertLine[] {
  const calls = grouped(rows, callOfRow, (row) => row);
  return [...calls.values()].flatMap(([first, ...others]): readonly AlertLine[] => {
    if (!first) return [];
    const kinds = [first.kind, ...others.map(({ kind }) => kind)] as const;
    return [{ alertId: first.alert_id, kinds, dueAt: instantOf(first.due_at) }];
  });
}

async function take(
  tx: Transaction,
  group: readonly DueRow[],
  sendingId: string,
  at: Instant,
): Promise<readonly { readonly row: DueRow; readonly attempt: number }[]> {
  const taken: { readonly row: DueRow; readonly attempt: number }[] = [];
  for (const row of group) {
    const decided = decideMessage(messageOf(row), { kind: 'taken', at }, { ownerId: null, isTracked: false });
    if (decided.kind === 'refused') continue;
    await saveMessage(tx, row.id, decided.value);
    taken.push({ row, attempt: decided.value.attempts });
  }
  await tx.query('UPDATE alert_message SET sending_id = $3 WHERE authority = $1 AND id = ANY ($2::uuid[])', [
    ...[tx.context.authority, taken.map(({ row }) => row.id), sendingId],
  ]);
  return taken;
}
