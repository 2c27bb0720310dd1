import { appendAudit } from '#access';
import { acknowledge, decidePromise } from '#domain/alerts';
import type { Acknowledgement, AcknowledgementRefusal, PromiseFault, PromiseWish } from '#domain/alerts';
import type { ChildId } from '#domain/kernel';
import type { Instant } from '#domain/time';
import {
  answerHandovers,
  asService,
  insertAcknowledgements,
  loadAlerts,
  lockEscalations,
  moveEscalations,
} from '#persistence';
import type { KeptAlert, Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework, CaseworkTransaction } from '../casework.js';
import { isUuid, personOf } from '../children/open-child.js';
import { othersOfCall } from './alerts-of-call.js';
import { climbWakeUps } from './climb-wake-ups.js';
import { openAlert } from './open-alert.js';
import type { OpenedAlert } from './open-alert.js';

export type TakingRefusal = PromiseFault | AcknowledgementRefusal;

/** What became of somebody's wish to take an alert on. */
export type TakingDecision =
  | { readonly kind: 'granted'; readonly value: KeptAlert }
  | { readonly kind: 'refused'; readonly because: TakingRefusal };

/**
 * Somebody takes an alert on, with the others of its call, and says if they like what will be done by when. `at` stands
 * for the clock of the database, for tests.
 */
export function acknowledgeAlert(
  casework: Casework,
  context: TransactionContext,
  id: string,
  wish: PromiseWish,
  at: Instant | null = null,
): Promise<OpenedAlert<TakingDecision>> {
  return casework.write(context, (transaction) => acknowledgeAlertIn(transaction, id, wish, at));
}

/** The same inside a transaction that keeps more with it. */
export async function acknowledgeAlertIn(
  { tx, wake }: CaseworkTransaction,
  id: string,
  wish: PromiseWish,
  at: Instant | null = null,
): Promise<OpenedAlert<TakingDecision>> {
  const now = at ?? tx.now;
  await lockEscalations(tx, isUuid(id) ? [id] : []);
  return openAlert(tx, { id, action: 'AlertAcknowledge' }, async (alert, childIds): Promise<TakingDecision> => {
    const promise = decidePromise(wish);
    if (promise.kind === 'refused') return refused(tx, alert, childIds, promise.because);
    const personId = personOf(tx);
    const said = { personId, promisedBy: promise.value?.by ?? null };
    const decision = acknowledge(alert.state, said, now);
    if (decision.kind === 'refused') return refused(tx, alert, childIds, decision.because);
    const others = (await othersOfCall(tx, alert)).flatMap((other): readonly KeptAlert[] => {
      const same = acknowledge(other.state, said, now);
      return same.kind === 'granted' ? [{ ...other, state: same.value }] : [];
    });
    const taken = { ...alert, state: decision.value };
    for (const each of [taken, ...others]) await keepTaken(tx, each, promise.value?.words ?? null);
    const what = { action: 'AlertAcknowledge', itemId: alert.id, itemCount: 1 + others.length } as const;
    await appendAudit(tx, { ...what, childIds }, newId);
    climbWakeUps(tx.context.authority, [taken, ...others], now).forEach(wake);
    return { kind: 'granted', value: taken };
  });
}

async function refused(
  tx: Transaction,
  { id }: KeptAlert,
  childIds: readonly ChildId[],
  because: TakingRefusal,
): Promise<TakingDecision> {
  const why = { outcome: 'refused', reason: because } as const;
  await appendAudit(tx, { action: 'AlertAcknowledge', itemId: id, itemCount: 0, childIds, ...why }, newId);
  return { kind: 'refused', because };
}

/**
 * Writes that an alert was taken on, after the person's own view has decided that it may be: with it the earlier alerts of
 * the same deadline, which nobody had, and whatever was asked of others is answered.
 */
export async function keepTaken(tx: Transaction, taken: KeptAlert, words: string | null): Promise<void> {
  const { state } = taken;
  if (state.kind !== 'acknowledged') return;
  const { acknowledgement } = state;
  await asService(tx, async () => {
    const siblings = await loadAlerts(tx, { deadlineIds: [taken.deadlineId] });
    const overtaken = siblings.filter((each) => isUnanswered(each) && each.id !== taken.id);
    await insertAcknowledgements(
      tx,
      [
        { alertId: taken.id, acknowledgement, words },
        ...overtaken.map(({ id }) => ({ alertId: id, acknowledgement: unpromised(acknowledgement), words: null })),
      ],
      newId,
    );
    await answerHandovers(tx, [taken.id], acknowledgement.at);
    await moveEscalations(tx, [taken]);
  });
}

function isUnanswered({ state }: KeptAlert): boolean {
  return state.kind === 'ended' && state.because === 'overtaken' && state.acknowledgedAt === null;
}

function unpromised({ personId, at }: Acknowledgement): { personId: string; at: Instant; promisedBy: null } {
  return { personId, at, promisedBy: null };
}
