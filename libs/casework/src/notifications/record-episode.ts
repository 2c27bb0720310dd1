import { appendAudit } from '#access';
import type { ChildIdentity } from '#domain/children';
import type { EpisodeId } from '#domain/kernel';
import { checkRecording, notLinked, recordEpisode as decideRecord } from '#domain/notifications';
import type { EpisodeWish, RecordingFault } from '#domain/notifications';
import { dayOf } from '#domain/time';
import {
  asService,
  listAgreements,
  listCasesOfChildren,
  listContracts,
  listSettings,
  recordsOfChild,
  saveNotifications,
  travelRulesOn,
} from '#persistence';
import type { ReferenceLists, Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework, CaseworkTransaction } from '../casework.js';
import { lockImports } from '../keeping-context.js';
import { identifyChild } from './child-of-wish.js';
import type { ChildWish } from './child-of-wish.js';

export interface RecordWish {
  /** Made with the first page of the form: what is sent twice is recorded once. */
  readonly key: string;
  readonly child: ChildWish;
  readonly episode: EpisodeWish;
}

export type RecordRefusal =
  | RecordingFault
  /** The council child ID is known with another date of birth, or several children answer to the name. */
  | 'child-in-doubt';

export type Recorded =
  | { readonly kind: 'recorded'; readonly reference: string; readonly episodeId: EpisodeId }
  | { readonly kind: 'refused'; readonly because: readonly RecordRefusal[] };

/** The council's reference of an episode that was recorded under a key. */
export function referenceOf(key: string): string {
  return `HW-${key.replaceAll('-', '').slice(-10).toUpperCase()}`;
}

/**
 * Records an episode, and refers it where the wish says so. The child is found as in provider returns, among all records:
 * an episode is not left out because whoever writes it down may not see the child's record.
 */
export function recordEpisode(
  casework: Casework,
  context: TransactionContext,
  lists: ReferenceLists,
  wish: RecordWish,
): Promise<Recorded> {
  return casework.write(context, (transaction) => recordEpisodeIn(transaction, lists, wish));
}

/** The same inside a transaction that does more. */
export async function recordEpisodeIn(
  { tx, apply }: CaseworkTransaction,
  lists: ReferenceLists,
  wish: RecordWish,
): Promise<Recorded> {
  const reference = referenceOf(wish.key);
  // The lock of imports: nobody else makes this child or this episode meanwhile.
  await lockImports(tx);
  return asService(tx, async (): Promise<Recorded> => {
    const earlier = await findRecorded(tx, reference);
    if (earlier !== null) return { kind: 'recorded', reference, episodeId: earlier };
    const { known, child } = await identifyChild(tx, wish.child);
    if (child === null) return refuse(tx, ['child-in-doubt'], []);
    const facts = await loadFacts(tx, lists, child, wish.episode.missing_at);
    const faults = checkRecording(wish.episode, facts);
    if (faults.length > 0) return refuse(tx, faults, known ? [child.childId] : []);
    const { travelRules } = facts;
    const rules = { travelRules, taxonomyVersion: lists.taxonomy.version, newId };
    const record = decideRecord(wish.episode, child, reference, rules);
    await apply({
      action: 'EpisodeRecord',
      episodeIds: [],
      now: tx.now,
      decide: () => ({ changed: [record], children: { before: known ? [known] : [], after: [child] } }),
    });
    await notify(tx, reference, child, record.episode.id, wish.episode);
    return { kind: 'recorded', reference, episodeId: record.episode.id };
  });
}

async function refuse(
  tx: Transaction,
  because: readonly RecordRefusal[],
  childIds: readonly string[],
): Promise<Recorded> {
  const reason = because.join(', ');
  await appendAudit(tx, { action: 'EpisodeRecord', itemCount: 0, childIds, outcome: 'refused', reason }, newId);
  return { kind: 'refused', because };
}

async function findRecorded(tx: Transaction, reference: string): Promise<EpisodeId | null> {
  const [row] = await tx.query<{ episode_id: EpisodeId }>(
    'SELECT episode_id FROM case_text WHERE authority = $1 AND council_ref = $2',
    [tx.context.authority, reference],
  );
  return row?.episode_id ?? null;
}

async function loadFacts(
  tx: Transaction,
  lists: ReferenceLists,
  child: ChildIdentity,
  missingAt: EpisodeWish['missing_at'],
) {
  // What is on record of a child may stand on any of its records.
  const cases = await listCasesOfChildren(tx, await recordsOfChild(tx, child.childId));
  const { authority } = tx.context;
  return {
    now: tx.now,
    dateOfBirth: child.dateOfBirth,
    absences: cases.map(({ episode }) => episode).filter(({ end }) => end !== 'cancelled'),
    contracts: await listContracts(tx),
    agreements: await listAgreements(tx),
    travelRules: travelRulesOn(dayOf(missingAt), { authority, settings: await listSettings(tx), lists }),
  };
}

/** What the council records it was told of: so that the episode counts on the council's side as well. */
async function notify(
  tx: Transaction,
  reference: string,
  child: ChildIdentity,
  episodeId: EpisodeId,
  wish: EpisodeWish,
): Promise<void> {
  const { councilChildId, givenName, familyName, dateOfBirth } = child;
  await saveNotifications(tx, [
    {
      ...{ id: newId(), source: 'council', reference, describedChildId: child.childId },
      person: { councilChildId, givenName, familyName, dateOfBirth },
      ...{ missingAt: wish.missing_at, returnedAt: wish.returned_at ?? null },
      policeClassification: wish.police_classification ?? null,
      policeRisk: wish.police_risk ?? null,
      missingFrom: wish.missing_from ?? null,
      ...{ receivedAt: tx.now, listId: null },
      link: { ...notLinked, childId: child.childId, episodeId, linkedBy: 'recording' },
    },
  ]);
}
