import type { Casework } from '#casework';
import { decideMessage } from '#domain/messages';
import type { MessageEvent, SendOutcome } from '#domain/messages';
import type { AuthorityCode } from '#domain/kernel';
import type { Instant } from '#domain/time';
import { listCaretakers, systemContext } from '#persistence';
import type { Transaction } from '#persistence';
import { composeAlert, composeDigest } from './compose.js';
import { lockMessages, messageOf, saveMessage } from './message-rows.js';
import type { Mail, Sender } from './sender.js';
import { takeDue } from './take-messages.js';
import type { Sending } from './take-messages.js';

/** How messages leave the service: the ways that are set up, and the address under which people reach it. */
export interface Way {
  readonly senders: readonly Sender[];
  readonly publicUrl: string;
}

/** What became of the messages of a round. */
export interface Delivered {
  /** Handed over and taken. */
  readonly accepted: number;
  /** Not taken: they wait to be tried again. */
  readonly putOff: number;
  /** Given up, and somebody's to look after. */
  readonly failed: number;
  /** Of those taken before, known to have arrived. */
  readonly delivered: number;
  /** Not handed over, because there was nothing to tell any more. */
  readonly withdrawn: number;
}

const nothing: Delivered = { accepted: 0, putOff: 0, failed: 0, delivered: 0, withdrawn: 0 };

/**
 * Sends what is due of an authority, and asks how it went with what was taken before. It may run on several workers at
 * once and be broken off anywhere: what a worker had taken is due again after its lease, under the same reference. `at`
 * stands for the clock of the database, for tests. What goes wrong with one message is its own outcome.
 */
export async function deliverDue(
  casework: Pick<Casework, 'write'>,
  { senders, publicUrl }: Way,
  authority: AuthorityCode,
  at: Instant | null = null,
): Promise<Delivered> {
  if (senders.length === 0) return nothing;
  const context = systemContext(authority, 'worker');
  const channels = senders.map(({ channel }) => channel);
  let sum = nothing;
  for (;;) {
    const { sendings, withdrawn } = await casework.write(context, ({ tx }) => takeDue(tx, at ?? tx.now, channels));
    sum = plus(sum, { ...nothing, withdrawn });
    if (sendings.length === 0 && withdrawn === 0) break;
    const done = await Promise.all(
      sendings.map(async (sending) => {
        const sender = senders.find(({ channel }) => channel === sending.channel);
        const outcome = await hand(sending, sender, publicUrl);
        return casework.write(context, ({ tx }) => {
          const event = { kind: 'sent', at: at ?? tx.now, outcome } as const;
          return apply(tx, new Map(sending.messages.map(({ id, attempt }) => [id, { ...event, attempt }])), sender);
        });
      }),
    );
    sum = [sum, ...done].reduce(plus);
  }
  for (const sender of senders) sum = plus(sum, await askAfter(casework, authority, sender, at));
  return sum;
}

function plus(left: Delivered, right: Delivered): Delivered {
  return {
    accepted: left.accepted + right.accepted,
    putOff: left.putOff + right.putOff,
    failed: left.failed + right.failed,
    delivered: left.delivered + right.delivered,
    withdrawn: left.withdrawn + right.withdrawn,
  };
}

/** Hands a sending over. A sender that throws is at fault itself, and is tried again like any other. */
async function hand(
  { id, to, isDigest, isRepeat, lines }: Sending,
  sender: Sender | undefined,
  publicUrl: string,
): Promise<SendOutcome> {
  if (to === null) return { kind: 'refused', fault: 'no-address' };
  const [first] = lines;
  if (!sender || !first) return { kind: 'put-off', fault: 'server-fault', retryAfter: null };
  const words = isDigest ? composeDigest(lines, publicUrl) : composeAlert(first, publicUrl);
  const mail: Mail = { reference: id, to, ...words };
  return sender
    .send(mail, isRepeat)
    .catch(() => ({ kind: 'put-off', fault: 'server-fault', retryAfter: null }) as const);
}

/** Says of each message what happened to it, and counts what it came to. What comes too late changes nothing. */
async function apply(
  tx: Transaction,
  events: ReadonlyMap<string, MessageEvent>,
  sender: Sender | undefined,
): Promise<Delivered> {
  const [owner] = await listCaretakers(tx);
  const circumstances = { ownerId: owner?.personId ?? null, isTracked: sender !== undefined && sender.check !== null };
  let sum = nothing;
  for (const row of await lockMessages(tx, [...events.keys()])) {
    const event = events.get(row.id);
    const decided = event && decideMessage(messageOf(row), event, circumstances);
    if (decided?.kind !== 'granted') continue;
    await saveMessage(tx, row.id, decided.value);
    const { state } = decided.value;
    const isNew = event?.kind === 'sent';
    sum = plus(sum, {
      ...nothing,
      accepted: state === 'accepted' && isNew ? 1 : 0,
      putOff: state === 'waiting' ? 1 : 0,
      failed: state === 'failed' ? 1 : 0,
      delivered: state === 'delivered' ? 1 : 0,
    });
  }
  return sum;
}

/** How many that were taken are asked after in one round. */
const ASKED_AT_ONCE = 50;

/** Asks a sender that can tell how it went with what it took. Asking twice does no harm, so nobody takes anything here. */
async function askAfter(
  casework: Pick<Casework, 'write'>,
  authority: AuthorityCode,
  sender: Sender,
  at: Instant | null,
): Promise<Delivered> {
  const { channel, check } = sender;
  if (check === null) return nothing;
  const context = systemContext(authority, 'worker');
  const due = await casework.write(context, ({ tx }) =>
    tx.query<{ sending_id: string; ids: string[] }>(
      `SELECT sending_id, array_agg(id) AS ids FROM alert_message
       WHERE authority = $1 AND next_attempt_at <= $2 AND accepted_at IS NOT NULL AND failed_at IS NULL AND channel = $3
         AND sending_id IS NOT NULL
       GROUP BY sending_id ORDER BY min(next_attempt_at) LIMIT ${ASKED_AT_ONCE}`,
      [authority, new Date((at ?? tx.now).epochMilliseconds), channel],
    ),
  );
  let sum = nothing;
  for (const { sending_id: sendingId, ids } of due) {
    const outcome = await check(sendingId).catch(() => 'under-way' as const);
    const done = await casework.write(context, ({ tx }) => {
      const event: MessageEvent = { kind: 'checked', at: at ?? tx.now, outcome };
      return apply(tx, new Map(ids.map((id) => [id, event])), sender);
    });
    sum = plus(sum, done);
  }
  return sum;
}
