import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { withFactsOf } from '#domain/access';
import type { ChildAccessFacts } from '#domain/access';
import { SUTTON } from './service.js';
import { insertRows } from './hanging-tables.js';

export const ELSEWHERE = 'E09000001';

/** The people of the demonstration that the facts about a child name. */
export interface Named {
  readonly worker: string;
  readonly team: string;
  readonly harbour: string;
  readonly northway: string;
}

/** A child in a state, or the lack of one. */
export interface ChildInState {
  readonly state: string;
  readonly childId: string;
  readonly episodeId: string;
  /** Null where there is no such child. Of merged records those of both. */
  readonly facts: ChildAccessFacts | null;
  /** What stands on the record itself. */
  readonly isRestricted: boolean;
}

interface State {
  readonly authority?: string;
  readonly provider?: 'harbour' | 'northway';
  readonly isAllocated?: boolean;
  readonly isRestricted?: boolean;
  readonly isAdmitted?: boolean;
  readonly isDeleted?: boolean;
}

/** Every reach takes in the first of them; each of the others differs from it in one thing. */
const states: Readonly<Record<string, State>> = {
  own: {},
  'other provider': { provider: 'northway', isAllocated: false },
  'other authority': { authority: ELSEWHERE },
  restricted: { isRestricted: true },
  'restricted, admitted': { isRestricted: true, isAdmitted: true },
  deleted: { isDeleted: true },
};

/** Pairs of records that are one child, the one that is merged away first: each shows what it takes from the other. */
const mergedStates: Readonly<Record<string, readonly [away: State, into: State]>> = {
  merged: [{ provider: 'northway', isAllocated: false }, {}],
  'merged with a restricted one': [{}, { isRestricted: true }],
};

const stamp = {
  created_at: '2025-10-01T12:00:00Z',
  created_by: 'test',
  modified_at: '2025-10-01T12:00:00Z',
  modified_by: 'test',
};

/** Puts a child of each state into the database, as superuser, with the facts that the rule goes by. */
export async function insertChildrenInEachState(superuser: Client, named: Named): Promise<readonly ChildInState[]> {
  await engageElsewhere(superuser, named.harbour);
  const children: ChildInState[] = [];
  for (const [state, of] of Object.entries(states)) children.push(await insertChild(superuser, state, of, named));
  for (const [state, [away, into]] of Object.entries(mergedStates)) {
    const pair = [
      await insertChild(superuser, state, away, named),
      await insertChild(superuser, `${state}: the one that goes on`, into, named),
    ] as const;
    children.push(...(await merge(superuser, pair, named.worker)));
  }
  const absent = { childId: randomUUID(), episodeId: randomUUID(), facts: null, isRestricted: false };
  return [...children, { state: 'absent', ...absent }];
}

async function merge(
  superuser: Client,
  [away, into]: readonly [ChildInState, ChildInState],
  by: string,
): Promise<readonly ChildInState[]> {
  await insertRows(superuser, 'child_merge', [
    {
      ...{ authority: SUTTON, id: randomUUID(), child_id: away.childId, into_child_id: into.childId },
      ...{ merged_at: '2025-10-02T12:00:00Z', merged_by: by, reason: 'The same name and day of birth' },
    },
  ]);
  const [own, other] = [away.facts, into.facts];
  if (!own || !other) throw new Error('Nothing is known of a record that was inserted.');
  return [
    { ...away, facts: withFactsOf(own, [other]) },
    { ...into, facts: withFactsOf(other, [own]) },
  ];
}

async function engageElsewhere(superuser: Client, provider: string): Promise<void> {
  await superuser.query(
    `INSERT INTO authority (code, created_at, created_by, modified_at, modified_by) VALUES ($1, now(), 'test', now(), 'test')`,
    [ELSEWHERE],
  );
  await insertRows(superuser, 'authority_provider', [{ authority: ELSEWHERE, provider_id: provider, ...stamp }]);
}

async function insertChild(superuser: Client, state: string, of: State, named: Named): Promise<ChildInState> {
  const authority = of.authority ?? SUTTON;
  const [childId, episodeId] = [randomUUID(), randomUUID()];
  const provider = of.provider === 'northway' ? named.northway : named.harbour;
  const isAllocated = of.isAllocated ?? true;
  const hangs = { authority, child_id: childId, ...stamp };
  await insertRows(superuser, 'child', [
    {
      authority,
      id: childId,
      is_restricted: of.isRestricted ?? false,
      deleted_at: of.isDeleted ? '2025-10-02T12:00:00Z' : null,
      ...stamp,
    },
  ]);
  await insertRows(superuser, 'child_identity', [
    {
      ...hangs,
      council_child_id: `X-${childId.slice(0, 8)}`,
      given_name: `Given${childId.slice(0, 4)}`,
      family_name: `Family${childId.slice(4, 8)}`,
      date_of_birth: '2011-05-06',
    },
  ]);
  await insertRows(superuser, 'missing_episode', [
    {
      ...{
        ...hangs,
        id: episodeId,
        provider_id: provider,
        code: 'M',
        missing_at: '2025-10-01T12:00:00Z',
        missing_time_known: true,
      },
      ...{ start_age: 14, start_care_status: isAllocated ? 'looked_after' : 'home', start_group: 'home' },
    },
  ]);
  await insertRows(superuser, 'interview_requirement', [
    { authority, episode_id: episodeId, has_carer_information: false, has_plan_change: false, ...stamp },
  ]);
  const allocation = { person_id: named.worker, team: named.team, valid_from: '2025-10-01' };
  if (isAllocated) await insertRows(superuser, 'child_allocation', [{ ...hangs, id: randomUUID(), ...allocation }]);
  const admission = { person_id: named.worker, kind: 'listed', reason: 'test', starts_at: '2025-10-01T12:00:00Z' };
  if (of.isAdmitted) await insertRows(superuser, 'child_admission', [{ ...hangs, id: randomUUID(), ...admission }]);
  const facts: ChildAccessFacts = {
    authority,
    restriction: of.isRestricted ? [{}] : [],
    admission: of.isAdmitted ? [{ person: named.worker }] : [],
    emergency: [],
    allocation: isAllocated ? [{ person: named.worker, team: named.team }] : [],
    episode: [{ provider }],
    placement: isAllocated ? [{}] : [],
    deletion: of.isDeleted ? [{}] : [],
  };
  return { state, childId, episodeId, facts, isRestricted: of.isRestricted ?? false };
}

/** Takes back what forms may have changed of these children. */
export async function restoreChildren(superuser: Client, children: readonly ChildInState[]): Promise<void> {
  const ids = (filter: (child: ChildInState) => boolean) =>
    children.filter((child) => child.facts !== null && filter(child)).map(({ childId }) => childId);
  await superuser.query(
    `UPDATE child SET is_restricted = id = ANY ($2), deleted_at = CASE WHEN id = ANY ($3) THEN '2025-10-02T12:00:00Z'::timestamptz END WHERE id = ANY ($1)`,
    [ids(() => true), ids(({ isRestricted }) => isRestricted), ids(({ facts }) => facts?.deletion.length !== 0)],
  );
  await superuser.query(
    `UPDATE child_admission SET ends_at = CASE WHEN created_by = 'test' THEN NULL ELSE starts_at END WHERE child_id = ANY ($1)`,
    [ids(() => true)],
  );
  await superuser.query(
    `UPDATE child_allocation SET valid_to = CASE WHEN created_by = 'test' THEN NULL ELSE valid_from END WHERE child_id = ANY ($1)`,
    [ids(() => true)],
  );
}
