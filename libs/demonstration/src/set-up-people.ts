import { findOrAddPerson } from '#access';
import type { Role } from '#domain/access';
import { defaultLadder } from '#domain/alerts';
import { MembershipEntity } from '#persistence';
import type { Transaction } from '#persistence';
import { newId } from '#platform';
import type { DemonstrationAuthority } from './demonstration-authorities.js';
import { stampOf } from './stamp.js';

/** The teams among which the children of a demonstration council are shared out. */
export const demonstrationTeams = ['North team (demonstration)', 'South team (demonstration)'] as const;

const INSPECTION_DAYS = 7;
/** The head of service has the commissioner's rights, and the last rung of the ladder. */
const HEAD_OF_SERVICE = 'head_of_service';
const hoursOfRungs = Object.values(defaultLadder.hours);

interface DemonstrationPerson {
  readonly role: Role;
  /** The first part of the sign-in name, where it is not the role. */
  readonly called?: string;
  readonly title: string;
  readonly team?: string;
}

const councilPeople: readonly DemonstrationPerson[] = [
  { role: 'commissioner', title: 'commissioner' },
  { role: 'commissioner', called: HEAD_OF_SERVICE, title: 'head of service' },
  { role: 'team_manager', title: 'team manager', team: demonstrationTeams[0] },
  { role: 'social_worker', title: 'social worker', team: demonstrationTeams[0] },
  { role: 'placement_team', title: 'placement officer' },
  { role: 'performance_analyst', title: 'performance analyst' },
  { role: 'mace_member', title: 'MACE member' },
  { role: 'board_reader', title: 'board reader' },
  { role: 'data_protection_officer', title: 'data protection officer' },
  { role: 'inspector', title: 'inspector' },
  { role: 'administrator', title: 'administrator' },
];

const providerPeople: readonly DemonstrationPerson[] = [
  { role: 'provider_worker', title: 'interviewer' },
  { role: 'provider_manager', title: 'manager' },
  { role: 'provider_data_officer', title: 'data officer' },
];

/** An invented person for each role in a council. */
export async function addCouncilPeople(
  tx: Transaction,
  authority: DemonstrationAuthority,
  from: string,
): Promise<void> {
  for (const person of councilPeople) {
    await addMember(tx, person, {
      signInName: signInNameOf(person, authority),
      displayName: `Demonstration ${person.title}, ${authority.name}`,
      authority: authority.code,
      providerId: null,
      from,
    });
  }
}

function signInNameOf(
  { role, called = role }: Pick<DemonstrationPerson, 'role' | 'called'>,
  { code }: DemonstrationAuthority,
) {
  return `${called}.${code.toLowerCase()}`;
}

/** Names the demonstration council’s head of service, so that the last rung of the ladder is manned. */
export async function nameHeadOfService(tx: Transaction, authority: DemonstrationAuthority): Promise<void> {
  await tx.query(
    `INSERT INTO alert_ladder (authority, id, provider_worker_hours, provider_manager_hours, commissioner_hours,
       team_manager_hours, head_of_service_id, set_at, set_by)
     SELECT m.authority, $2::uuid, $3, $4, $5, $6, m.person_id, transaction_timestamp(), $7
     FROM membership m JOIN person p ON p.id = m.person_id
     WHERE m.authority = $1 AND p.sign_in_name = $8
       AND NOT EXISTS (SELECT FROM alert_ladder l WHERE l.authority = m.authority)`,
    [
      ...[authority.code, newId(), ...hoursOfRungs, tx.context.actorName],
      signInNameOf({ role: 'commissioner', called: HEAD_OF_SERVICE }, authority),
    ],
  );
}

/** An invented person for each role in a provider; the same ones in every council that it works for. */
export async function addProviderPeople(
  tx: Transaction,
  authority: DemonstrationAuthority,
  provider: { readonly id: string; readonly code: string },
  from: string,
): Promise<void> {
  for (const person of providerPeople) {
    await addMember(tx, person, {
      signInName: `${person.role}.${provider.code.toLowerCase()}`,
      displayName: `Demonstration ${person.title}, ${provider.code}`,
      authority: authority.code,
      providerId: provider.id,
      from,
    });
  }
}

interface MemberOf {
  readonly signInName: string;
  readonly displayName: string;
  readonly authority: string;
  readonly providerId: string | null;
  readonly from: string;
}

async function addMember(tx: Transaction, { role, team }: DemonstrationPerson, member: MemberOf): Promise<void> {
  const { signInName, displayName, authority, providerId, from } = member;
  const personId = await findOrAddPerson(tx, { signInName, name: displayName, isInvented: true }, newId);
  const [id, stamp] = [newId(), stampOf(tx)];
  await tx.manager.insert(MembershipEntity, {
    ...{ authority, id, personId, role, providerId, team: team ?? null, validFrom: from, ...stamp },
    validTo: role === 'inspector' ? dayAfter(tx, INSPECTION_DAYS) : null,
    lapsesAt: stamp.createdAt,
  });
  await tx.query('SELECT accept_invented_membership($1)', [id]);
}

/** An inspector's access ends by itself. */
function dayAfter(tx: Transaction, days: number): string {
  return tx.now.toZonedDateTimeISO('Europe/London').toPlainDate().add({ days }).toString();
}
