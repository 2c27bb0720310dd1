import { acceptanceOf, isRole } from '#domain/access';
import type { Acceptance, OrganisationKind, Role } from '#domain/access';
import type { NewId, ProviderId } from '#domain/kernel';
import { dayInLondon, instantOf, parseDay } from '#domain/time';
import type { Day, Instant } from '#domain/time';
import type { Transaction, TransactionContext } from '#persistence';
import { signInNameOf } from './account-context.js';

/** Whose people are managed: those of the acting council, or of a provider as far as it works for that council. */
export interface Organisation {
  readonly kind: OrganisationKind;
  readonly providerId: ProviderId | null;
}

export function organisationOf({ providerId }: TransactionContext): Organisation {
  return { kind: providerId === null ? 'council' : 'provider', providerId };
}

/** A membership as the managers of its organisation see it. */
export interface Member {
  readonly membershipId: string;
  readonly personId: string;
  /** What the organisation calls the person. */
  readonly name: string;
  readonly signInName: string;
  readonly role: Role;
  readonly team: string | null;
  readonly providerId: ProviderId | null;
  readonly since: Day;
  /** The first day without access, where the membership ends by itself. */
  readonly until: Day | null;
  readonly suspendedAt: Instant | null;
  /** Only what is accepted gives access. */
  readonly acceptance: Acceptance;
}

/**
 * The people of an organisation whose memberships have not ended, by name: also those that are suspended or not accepted.
 */
export async function listMembers(tx: Transaction, { providerId }: Organisation): Promise<readonly Member[]> {
  return readMembers(tx, 'm.provider_id IS NOT DISTINCT FROM $3', [providerId]);
}

/** The managers of every provider that works for the acting authority, once they have accepted. */
export async function listProviderManagers(tx: Transaction): Promise<readonly Member[]> {
  return readMembers(tx, `m.provider_id IS NOT NULL AND m.role = 'provider_manager' AND m.accepted_at IS NOT NULL`, []);
}

/** A membership of the organisation that has not ended; null where there is none. */
export async function findMember(
  tx: Transaction,
  { providerId }: Organisation,
  membershipId: string,
): Promise<Member | null> {
  const condition = 'm.provider_id IS NOT DISTINCT FROM $3 AND m.id::text = $4';
  const [member] = await readMembers(tx, condition, [providerId, membershipId]);
  return member ?? null;
}

async function readMembers(
  tx: Transaction,
  condition: string,
  parameters: readonly (string | null)[],
): Promise<readonly Member[]> {
  const rows = await tx.query<MemberRow>(
    `SELECT m.id, m.person_id, coalesce(m.known_as, p.display_name) AS name, p.sign_in_name, m.role, m.team, m.provider_id,
       m.valid_from::text, m.valid_to::text, m.suspended_at, m.accepted_at, m.lapses_at
     FROM membership m JOIN person p ON p.id = m.person_id
     WHERE m.authority = $1 AND (m.valid_to IS NULL OR m.valid_to > $2) AND ${condition}
     ORDER BY lower(coalesce(m.known_as, p.display_name)), m.id`,
    [tx.context.authority, dayInLondon(tx.now).toString(), ...parameters],
  );
  return rows.flatMap((row) => memberOf(row, tx.now));
}

interface MemberRow {
  readonly id: string;
  readonly person_id: string;
  readonly name: string;
  readonly sign_in_name: string;
  readonly role: string;
  readonly team: string | null;
  readonly provider_id: string | null;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly suspended_at: Date | null;
  readonly accepted_at: Date | null;
  readonly lapses_at: Date | null;
}

function memberOf(row: MemberRow, now: Instant): readonly Member[] {
  if (!isRole(row.role)) return [];
  const acceptedAt = row.accepted_at && instantOf(row.accepted_at);
  const lapsesAt = row.lapses_at && instantOf(row.lapses_at);
  return [
    {
      ...{ membershipId: row.id, personId: row.person_id, name: row.name, signInName: row.sign_in_name },
      ...{ role: row.role, team: row.team, providerId: row.provider_id, since: parseDay(row.valid_from) },
      until: row.valid_to === null ? null : parseDay(row.valid_to),
      suspendedAt: row.suspended_at && instantOf(row.suspended_at),
      ...{ acceptance: acceptanceOf(acceptedAt, lapsesAt, now) },
    },
  ];
}

interface PersonWish {
  readonly signInName: string;
  readonly name: string;
  /** Signs in without a password, in a demonstration alone. */
  readonly isInvented: boolean;
}

/**
 * The id of the person with a sign-in name, made if there is none. Asked as the service itself; what it finds is never
 * shown to whoever invites.
 */
export async function findOrAddPerson(
  tx: Transaction,
  { signInName, name, isInvented }: PersonWish,
  newId: NewId,
): Promise<string> {
  const [row] = await tx.query<{ person_id: string }>('SELECT person_id FROM invite_person($1, $2, $3, $4)', [
    newId(),
    signInNameOf(signInName),
    name,
    isInvented,
  ]);
  if (!row) throw new Error('A person who was just invited is not there.');
  return row.person_id;
}
