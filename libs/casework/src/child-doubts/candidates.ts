import { candidatesOf, survivorOf } from '#domain/children';
import type { ChildIdentity } from '#domain/children';
import { needsReason } from '#domain/access';
import type { ChildId } from '#domain/kernel';
import { asService, readChildIdentity, readSurvivors, withNameAliases } from '#persistence';
import type { ChildIdentityRow, ChildNameAlias, Transaction, WaitingDoubt } from '#persistence';
import { findSeen } from '../children/open-child.js';
import type { SeenChild } from '../children/open-child.js';

/** A record that a row may speak of, whoever may see it. */
export interface Candidate {
  readonly identity: ChildIdentity;
  readonly aliases: readonly ChildNameAlias[];
  /** The episode that the row's reference names stands on it. */
  readonly isOfReference: boolean;
}

/** A candidate as whoever looks may open it. */
export interface SeenCandidate extends Candidate {
  readonly child: SeenChild;
  readonly needsReason: boolean;
}

/** What somebody may know of the records that a row may speak of: of one that is not theirs, nothing of the row either. */
export interface Sight {
  readonly seen: readonly SeenCandidate[];
  /** How many of the records are not for whoever looks. */
  readonly hidden: readonly ChildId[];
  /** The row is not for whoever looks: a record is not, or there is none and they do not see the whole council's. */
  readonly isKept: boolean;
  /** A restricted record has to be opened first, with a reason. */
  readonly needsReason: boolean;
}

/** The records that each of some rows may speak of, as the service sees them; merged ones once. */
export function loadCandidates(
  tx: Transaction,
  doubts: readonly WaitingDoubt[],
): Promise<ReadonlyMap<string, readonly Candidate[]>> {
  return asService(tx, async () => {
    const ofReferences = await loadChildrenOfReferences(tx, doubts);
    const known = await loadKnown(tx, doubts, [...ofReferences.values()]);
    const survivors = await readSurvivors(tx);
    return new Map(
      doubts.map((doubt) => {
        const ofReference = ofReferences.get(doubt.id);
        const tied = known.filter(({ childId }) => childId === ofReference);
        const all = [...tied, ...candidatesOf(doubt.claimed, known)];
        const once = new Map(all.toReversed().map((child) => [survivorOf(child.childId, survivors), child]));
        const candidates = [...once.values()].toReversed().map(({ aliases, ...identity }) => ({
          ...{ identity, aliases, isOfReference: identity.childId === ofReference },
        }));
        return [doubt.id, candidates];
      }),
    );
  });
}

/** What whoever asks may know of these records. */
export async function seeCandidates(tx: Transaction, candidates: readonly Candidate[]): Promise<Sight> {
  const seen: SeenCandidate[] = [];
  const hidden: ChildId[] = [];
  for (const candidate of candidates) {
    const found = await findSeen(tx, candidate.identity.childId);
    if (found) seen.push({ ...candidate, child: found, needsReason: needsReason(found, tx.now) });
    else hidden.push(candidate.identity.childId);
  }
  const isNobodys = candidates.length === 0 && tx.context.reach !== 'authority';
  return {
    ...{ seen, hidden, isKept: hidden.length > 0 || isNobodys },
    needsReason: seen.some((each) => each.needsReason),
  };
}

/** On which record the episode stands that a row's reference names; only where that is why the row is in doubt. */
async function loadChildrenOfReferences(
  tx: Transaction,
  doubts: readonly WaitingDoubt[],
): Promise<ReadonlyMap<string, ChildId>> {
  const tied = doubts.filter(({ because }) => because === 'reference_of_another_child');
  if (tied.length === 0) return new Map();
  const rows = await tx.query<{ id: string; child_id: ChildId }>(
    `SELECT u.id, e.child_id FROM unnest($2::uuid[], $3::uuid[], $4::text[]) AS u (id, provider_id, ref)
     JOIN source_reference r ON r.authority = $1 AND r.provider_id = u.provider_id AND r.ref = u.ref
     JOIN missing_episode e ON e.authority = r.authority AND e.id = r.episode_id`,
    [
      ...[tx.context.authority, tied.map(({ id }) => id)],
      ...[tied.map(({ providerId }) => providerId), tied.map(({ ref }) => ref)],
    ],
  );
  return new Map(rows.map(({ id, child_id: childId }) => [id, childId]));
}

async function loadKnown(tx: Transaction, doubts: readonly WaitingDoubt[], childIds: readonly ChildId[]) {
  const rows = await tx.query<ChildIdentityRow>(
    `SELECT child_id, council_child_id, given_name, family_name, date_of_birth::text, gender, ethnicity, home_postcode
     FROM child_identity
     WHERE authority = $1
       AND (council_child_id = ANY ($2::text[]) OR date_of_birth = ANY ($3::date[]) OR child_id = ANY ($4::uuid[]))
     ORDER BY created_at, child_id`,
    [
      tx.context.authority,
      doubts.flatMap(({ claimed }) => claimed.councilChildId ?? []),
      [...new Set(doubts.map(({ claimed }) => claimed.dateOfBirth.toString()))],
      childIds,
    ],
  );
  return withNameAliases(tx, rows.map(readChildIdentity));
}
