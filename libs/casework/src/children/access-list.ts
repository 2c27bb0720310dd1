import type { AuditAction } from '#access';
import { grantOf, isProviderRole, isRole } from '#domain/access';
import type { AccessList, AccessRefusal, Decision } from '#domain/access';
import type { ChildId } from '#domain/kernel';
import { dayInLondon, instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import type { Transaction, TransactionContext } from '#persistence';
import type { Casework } from '../casework.js';
import { listedNow } from './admissions.js';
import { changeChild, personOf } from './open-child.js';
import type { Opened, SeenChild } from './open-child.js';

/** Somebody who works for the authority now, in one of their roles. */
export interface Colleague {
  readonly personId: string;
  readonly name: string;
  readonly role: string;
  readonly team: string | null;
  readonly isOfProvider: boolean;
}

/** Somebody on the access list of a restricted record. */
export interface ListedPerson {
  readonly personId: string;
  readonly name: string;
  readonly since: Instant;
  readonly reason: string;
  /** Whether the person can still open records at all: left are those who left. */
  readonly isActive: boolean;
}

/** A record's access list, with the names for a page and the facts for a decision. */
export interface NamedAccessList {
  readonly facts: AccessList;
  readonly listed: readonly ListedPerson[];
  readonly choices: readonly Colleague[];
}

/** Whoever could be admitted to a child's record: people of the council, and of the providers that hold an episode. */
export async function loadAccessList(tx: Transaction, child: SeenChild): Promise<NamedAccessList> {
  const colleagues = (await listColleagues(tx, child.recordIds)).filter(canOpenRecords);
  const admissible = colleagues.map((each) => ({ person: each.personId, isOfCouncil: isOfCouncil(each) }));
  const rows = await tx.query<{ person_id: string; name: string; starts_at: Date; reason: string }>(
    `SELECT l.* FROM (
       SELECT DISTINCT ON (a.person_id) a.person_id, p.display_name AS name, a.starts_at, a.reason
       FROM child_admission a JOIN person p ON p.id = a.person_id
       WHERE a.authority = $1 AND a.child_id = ANY($2::uuid[]) AND ${listedNow}
       ORDER BY a.person_id, a.starts_at, a.id) l
     ORDER BY l.starts_at, l.name`,
    [tx.context.authority, child.recordIds],
  );
  const listed = rows.map((row) => ({
    personId: row.person_id,
    name: row.name,
    since: instantOf(row.starts_at),
    reason: row.reason,
    isActive: admissible.some(({ person }) => person === row.person_id),
  }));
  const by = personOf(tx);
  const isListed = (personId: string) => listed.some((each) => each.personId === personId);
  return {
    facts: {
      ...{ isRestricted: child.isRestricted, hasEmergency: child.hasEmergency, by, admissible },
      listed: admissible.filter(({ person }) => isListed(person)),
    },
    listed,
    choices: onePerPerson(colleagues).filter(({ personId }) => personId !== by && !isListed(personId)),
  };
}

/** Changes who may see a child's record, by a decision about the access list as it stands when the record is locked. */
export function changeAccessList<Value>(
  casework: Casework,
  context: TransactionContext,
  asked: { readonly childId: string; readonly action: AuditAction },
  work: (tx: Transaction, child: SeenChild, list: AccessList) => Promise<Decision<Value, AccessRefusal>>,
): Promise<Opened<Decision<Value, AccessRefusal>>> {
  return casework.write(context, ({ tx }) =>
    changeChild(tx, asked, async (child) => work(tx, child, (await loadAccessList(tx, child)).facts)),
  );
}

/** Who works for the authority today: its own people, and those of providers that hold an episode on one of the records. */
export async function listColleagues(tx: Transaction, recordIds: readonly ChildId[]): Promise<readonly Colleague[]> {
  const rows = await tx.query<{
    person_id: string;
    name: string;
    role: string;
    team: string | null;
    provider_id: string | null;
  }>(
    `SELECT m.person_id, p.display_name AS name, m.role, m.team, m.provider_id
     FROM membership m JOIN person p ON p.id = m.person_id
     WHERE m.authority = $1 AND m.suspended_at IS NULL AND m.valid_from <= $3::date
       AND (m.valid_to IS NULL OR m.valid_to > $3::date)
       AND (m.provider_id IS NULL OR EXISTS (
         SELECT FROM missing_episode e
         WHERE e.authority = m.authority AND e.child_id = ANY($2::uuid[]) AND e.provider_id = m.provider_id))
     ORDER BY p.display_name, m.role, m.id`,
    [tx.context.authority, recordIds, dayInLondon(tx.now).toString()],
  );
  return rows.map((row) => ({
    ...{ personId: row.person_id, name: row.name, role: row.role, team: row.team },
    isOfProvider: row.provider_id !== null,
  }));
}

function canOpenRecords({ role, isOfProvider }: Colleague): boolean {
  return isRole(role) && isProviderRole(role) === isOfProvider && grantOf(role, 'child.read') !== null;
}

/** An inspector is a guest, who leaves within days: no record can hang on one. */
function isOfCouncil({ role, isOfProvider }: Colleague): boolean {
  return !isOfProvider && role !== 'inspector';
}

function onePerPerson(colleagues: readonly Colleague[]): readonly Colleague[] {
  return [...new Map(colleagues.map((each) => [each.personId, each])).values()];
}
