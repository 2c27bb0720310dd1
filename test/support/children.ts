import { contextOfPerson } from '#access';
import type { Action } from '#domain/access';
import { isRole } from '#domain/access';
import type { TransactionContext } from '#persistence';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { withClient } from './postgres.js';
import { SUTTON, aReceivedReturn } from './service.js';
import type { TestService } from './service.js';

const AT = '2025-11-03T09:00:00Z';
/** The City of London: the second authority of the demonstration. */
const NEIGHBOUR = 'E09000001';
const NORTH = 'North team (demonstration)';
const SOUTH = 'South team (demonstration)';

/** Children of each kind that a view may have to keep apart, by their opaque ids. */
export interface KnownChildren {
  /** With the social worker, in the North team, with an interview of Harbour's. */
  readonly own: string;
  /** Like `own`, restricted to the team manager and the data protection officer. */
  readonly restricted: string;
  /** Like `own`, and deleted. */
  readonly deleted: string;
  /** In the South team, with an episode of Harbour's. */
  readonly south: string;
  /** In the South team, looked after, with an episode of Northway's. */
  readonly northway: string;
  /** Of another council. */
  readonly abroad: string;
}

/** The form of the interview with `own`: each text names itself, so that a test sees where it turns up. */
export const ownCells = {
  returned_at: '2025-10-07T06:00:00Z',
  offered_at: '2025-10-07T09:00:00Z',
  offer_method: 'offer-method-text',
  offered_to: 'child',
  offer_outcome: 'accepted',
  interview_at: '2025-10-08T15:00:00Z',
  interview_mode: 'in_person',
  interviewer: 'interviewer-text',
  independent: 'N',
  independence_reason: 'independence-reason-text',
  push_factors: 'PU01',
  vulnerabilities: 'VU08=Y;VU10=N',
  form_returned_at: '2025-10-09T10:00:00Z',
  plan_informed_at: '2025-10-10T10:00:00Z',
  plan_change: 'plan-change-text',
  child_voice: 'child-voice-text',
  carer_information: 'carer-information-text',
  fee_claimed: '123.45',
  mileage: '77',
} as const;

/** Sends returns of two providers to two councils, and sets the children apart as `KnownChildren` says. */
export async function addKnownChildren(test: TestService): Promise<KnownChildren> {
  const child = (ref: string, child_id: string, cells: Readonly<Record<string, string>> = {}) =>
    aReturnRow({ provider_ref: ref, child_id, family_name: `${child_id}-Sample`, ...cells });
  const send = async (providerCode: string, authority: string, ...rows: readonly ReturnType<typeof child>[]) => {
    const received = { ...aReceivedReturn(aProviderReturn(...rows), AT), providerCode, authority };
    const { held, findings } = await test.service.returns.receive(received);
    if (held > 0) throw new Error(findings.map(({ message }) => message).join(' '));
  };
  await send(
    'HARBOUR',
    SUTTON,
    child('T1', 'OWN', ownCells),
    child('T2', 'RESTRICTED', { returned_at: '2025-11-02T06:00:00Z' }),
    child('T3', 'DELETED'),
    child('T4', 'SOUTH'),
  );
  const placed = { care_status: 'looked_after', responsible_authority: SUTTON, host_authority: 'Kent' };
  await send('NORTHWAY', SUTTON, child('N1', 'NORTHWAY', placed));
  if ((await authoritiesOf(test)).includes(NEIGHBOUR)) await send('HARBOUR', NEIGHBOUR, child('X1', 'ABROAD'));
  return setApart(test);
}

async function authoritiesOf(test: TestService): Promise<readonly string[]> {
  const rows = await test.service.database.query<{ code: string }[]>('SELECT code FROM authority');
  return rows.map(({ code }) => code);
}

async function setApart(test: TestService): Promise<KnownChildren> {
  return withClient(test.database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ name: string; id: string }>(
      'SELECT council_child_id AS name, child_id AS id FROM child_identity',
    );
    const id = (name: string) => rows.find((row) => row.name === name)?.id ?? '';
    const allocate = (name: string, team: string, worker: string | null) =>
      client.query(
        `INSERT INTO child_allocation
           (authority, id, child_id, person_id, team, valid_from, created_at, created_by, modified_at, modified_by)
         VALUES ($1, gen_random_uuid(), $2, (SELECT id FROM person WHERE sign_in_name = $3), $4, '2025-01-01', now(), 'test', now(), 'test')`,
        [SUTTON, id(name), worker, team],
      );
    for (const name of ['OWN', 'RESTRICTED', 'DELETED']) await allocate(name, NORTH, 'social_worker.e09000029');
    for (const name of ['SOUTH', 'NORTHWAY']) await allocate(name, SOUTH, null);
    await client.query(
      `INSERT INTO child_admission
         (authority, id, child_id, person_id, kind, reason, starts_at, created_at, created_by, modified_at, modified_by)
       SELECT $1, gen_random_uuid(), $2, id, 'listed', 'a relative of staff', now(), now(), 'test', now(), 'test' FROM person
       WHERE sign_in_name IN ('team_manager.e09000029', 'data_protection_officer.e09000029')`,
      [SUTTON, id('RESTRICTED')],
    );
    await client.query('UPDATE child SET is_restricted = true WHERE id = $1', [id('RESTRICTED')]);
    await client.query('UPDATE child SET deleted_at = now() WHERE id = $1', [id('DELETED')]);
    return {
      ...{ own: id('OWN'), restricted: id('RESTRICTED'), deleted: id('DELETED') },
      ...{ south: id('SOUTH'), northway: id('NORTHWAY'), abroad: id('ABROAD') },
    };
  });
}

/** The context in which a person of the demonstration, known by the sign-in name, does something in Sutton. */
export async function contextOf(test: TestService, signInName: string, action: Action): Promise<TransactionContext> {
  const memberships = await withClient(test.database.superuserUrl, async (client) => {
    const { rows } = await client.query<{
      id: string;
      role: string;
      person_id: string;
      provider_id: string | null;
      team: string | null;
    }>(
      `SELECT m.id, m.role, m.person_id, m.provider_id, m.team FROM membership m JOIN person p ON p.id = m.person_id
       WHERE p.sign_in_name = $1 AND m.authority = $2`,
      [signInName, SUTTON],
    );
    return rows;
  });
  const [member] = memberships;
  if (!member || !isRole(member.role)) throw new Error(`There is no ${signInName}.`);
  const person = {
    ...{ personId: member.person_id, displayName: signInName, isDemonstration: true },
    memberships: memberships.map(({ id, role, provider_id, team }) => ({
      ...{ id, authority: SUTTON, role, providerId: provider_id, team },
    })),
  };
  const context = contextOfPerson(person, action, { requestId: 'test', address: '192.0.2.7' }, SUTTON);
  if (!context) throw new Error(`${signInName} may not do ${action}.`);
  return context;
}

/** A line of the audit as tests compare it. */
export interface AuditLine {
  readonly action: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly item_id: string | null;
  readonly children: readonly string[];
  readonly has_sought: boolean;
}

/** What was put on record last, the latest first. */
export function lastAudit(test: TestService, count: number): Promise<readonly AuditLine[]> {
  return withClient(test.database.superuserUrl, async (client) => {
    const { rows } = await client.query<AuditLine>(
      `SELECT e.action, e.outcome, e.reason, e.item_id, e.sought_hash IS NOT NULL AS has_sought,
         ARRAY(SELECT s.child_id::text FROM audit_subject s WHERE s.authority = e.authority AND s.event_id = e.id ORDER BY 1) AS children
       FROM audit_event e ORDER BY e.occurred_at DESC, e.id DESC LIMIT $1`,
      [count],
    );
    return rows;
  });
}
