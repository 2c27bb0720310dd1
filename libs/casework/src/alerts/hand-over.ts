import { appendAudit } from '#access';
import { permissions } from '#domain/access';
import { acknowledge, handOver } from '#domain/alerts';
import { isAfter } from '#domain/time';
import {
  answerHandovers,
  asService,
  inTransaction,
  insertHandovers,
  loadAlerts,
  lockEscalations,
  membershipInForce,
  moveEscalations,
} from '#persistence';
import type { KeptAlert, Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import { personOf } from '../children/open-child.js';
import { keepTaken } from './acknowledge-alert.js';
import { climbWakeUps } from './climb-wake-ups.js';
import { loadLadder } from './ledger.js';
import { listedAlerts } from './listed-alerts.js';
import type { ListedAlert } from './listed-alerts.js';
import { idsOfOwn } from './read-alerts.js';
import { wordsOfPromises } from './promises.js';
import { tellRecipients } from './tell-recipients.js';

type Database = Parameters<typeof inTransaction>[0];

const rolesThatTakeAlerts = Object.keys(permissions['alert.acknowledge']);

/** Somebody who can be asked to take alerts over. */
export interface NextPerson {
  readonly personId: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** What somebody has open at the end of a shift, and whom they can ask. */
export interface Handover {
  readonly alerts: readonly ListedAlert[];
  readonly people: readonly NextPerson[];
}

/** Lists what is open of whoever asks, on record, and who of the same organisation can take it. */
export function readHandover(database: Database, context: TransactionContext): Promise<Handover> {
  return inTransaction(database, context, async (tx) => {
    const alerts = await listedAlerts(tx, await idsOfOwn(tx));
    const childIds = alerts.map(({ childId }) => childId);
    await appendAudit(tx, { action: 'AlertsRead', itemCount: alerts.length, childIds }, newId);
    const people = await listColleagues(tx);
    return { alerts, people: people.filter(({ personId }) => personId !== context.personId) };
  });
}

/** The people of the own organisation who may take alerts on: what each of them may see is decided alert by alert. */
export async function listColleagues(tx: Transaction): Promise<readonly NextPerson[]> {
  return asService(tx, async () => {
    const rows = await tx.query<{ person_id: string; name: string; roles: string[] }>(
      `SELECT m.person_id, min(coalesce(m.known_as, p.display_name)) AS name, array_agg(DISTINCT m.role ORDER BY m.role) AS roles
       FROM membership m JOIN person p ON p.id = m.person_id
       WHERE m.authority = $1 AND m.provider_id IS NOT DISTINCT FROM $2::uuid AND ${membershipInForce}
         AND m.role = ANY($3)
       GROUP BY m.person_id ORDER BY 2, 1`,
      [tx.context.authority, tx.context.providerId, rolesThatTakeAlerts],
    );
    return rows.map(({ person_id: personId, name, roles }) => ({ personId, name, roles }));
  });
}

export type HandoverOutcome =
  | { readonly kind: 'refused'; readonly because: 'nobody-named' }
  /** How many the next person was asked to take over, and how many they may not see, which stay. */
  | { readonly kind: 'asked'; readonly asked: number; readonly left: number };

/** Asks the next person to take over everything that whoever acts has open, as far as that person may see it. */
export function handOverShift(casework: Casework, context: TransactionContext, toId: string): Promise<HandoverOutcome> {
  return casework.write(context, async ({ tx, wake }): Promise<HandoverOutcome> => {
    const fromId = personOf(tx);
    const isNamed = (await listColleagues(tx)).some(({ personId }) => personId === toId);
    if (!isNamed || toId === fromId) return { kind: 'refused', because: 'nobody-named' };
    const own = await idsOfOwn(tx);
    await lockEscalations(tx, own);
    const alerts = await loadAlerts(tx, { ids: own });
    return asService(tx, async () => {
      const { settings, reachableOf } = await loadLadder(
        tx,
        alerts.map(({ episodeId }) => episodeId),
      );
      const maySee = ({ episodeId }: KeptAlert) =>
        reachableOf(episodeId).standings.some(({ personId }) => personId === toId);
      const asked = alerts.filter(maySee).flatMap((alert) => {
        const decision = handOver(alert.state, { fromId, toId }, { at: tx.now, settings });
        return decision.kind === 'granted' ? [{ ...alert, state: decision.value }] : [];
      });
      const ids = asked.map(({ id }) => id);
      await answerHandovers(tx, ids, tx.now);
      await insertHandovers(tx, ids, { fromId, toId }, tx.now, newId);
      await moveEscalations(tx, asked);
      const deliveries = await tellRecipients(tx, asked, () => [toId], tx.now, newId);
      const childIds = asked.map(({ childId }) => childId);
      await appendAudit(tx, { action: 'AlertHandOver', itemId: toId, itemCount: asked.length, childIds }, newId);
      [...climbWakeUps(context.authority, asked, tx.now), ...deliveries].forEach(wake);
      return { kind: 'asked', asked: asked.length, left: alerts.filter((alert) => !maySee(alert)).length };
    });
  });
}

/** Takes over everything that whoever acts was asked to; gives how many. What was promised goes along, if it is to come. */
export function takeOver(casework: Casework, context: TransactionContext): Promise<number> {
  return casework.write(context, async ({ tx, wake }) => {
    const personId = personOf(tx);
    const asked = (await listedAlerts(tx, await idsOfOwn(tx))).filter(({ isAsked }) => isAsked).map(({ id }) => id);
    await lockEscalations(tx, asked);
    const alerts = await loadAlerts(tx, { ids: asked });
    const words = await wordsOfPromises(tx, asked);
    const taken: KeptAlert[] = [];
    for (const alert of alerts) {
      const promisedBy = promiseOf(alert, tx);
      const decision = acknowledge(alert.state, { personId, promisedBy }, tx.now);
      if (decision.kind === 'refused') continue;
      taken.push({ ...alert, state: decision.value });
      await keepTaken(tx, { ...alert, state: decision.value }, promisedBy && (words.get(alert.id) ?? null));
    }
    const childIds = taken.map(({ childId }) => childId);
    await appendAudit(tx, { action: 'AlertAcknowledge', itemCount: taken.length, childIds }, newId);
    climbWakeUps(context.authority, taken, tx.now).forEach(wake);
    return taken.length;
  });
}

function promiseOf({ state }: KeptAlert, tx: Transaction) {
  const promised = 'acknowledgement' in state ? state.acknowledgement.promisedBy : null;
  return promised !== null && isAfter(promised, tx.now) ? promised : null;
}
