import { childGroups } from '#domain/children';
import type { ChildGroup } from '#domain/children';
import type { ContractKind } from '#domain/providers';
import {
  AuthorityEntity,
  AuthorityProviderEntity,
  AuthoritySettingEntity,
  ContractEntity,
  ProviderEntity,
  SharingAgreementEntity,
} from '#persistence';
import type { Transaction } from '#persistence';
import { newId } from '#platform';
import type { DemonstrationAuthority } from './demonstration-authorities.js';
import { addCouncilPeople, addProviderPeople, nameHeadOfService } from './set-up-people.js';
import { stampOf } from './stamp.js';

const IN_FORCE_FROM = '2018-04-01';
const TRAVEL_LIMIT_MILES = '20.0';

interface DemonstrationProvider {
  readonly code: string;
  readonly name: string;
  readonly kind: ContractKind;
  readonly groups: readonly ChildGroup[];
}

const near: readonly ChildGroup[] = ['home', 'care_leaver', 'looked_after_in', 'looked_after_out_within_limit'];
const far: readonly ChildGroup[] = childGroups.filter(
  (group) => group.startsWith('looked_after_out') || group === 'looked_after_distance_not_known',
);

/** One contracted charity for the borough, and two firms bought by the interview further out. */
const providers: readonly DemonstrationProvider[] = [
  { code: 'HARBOUR', name: 'Harbour (demonstration)', kind: 'block', groups: near },
  { code: 'NORTHWAY', name: 'Northway (demonstration)', kind: 'spot', groups: far },
  { code: 'KESTREL', name: 'Kestrel (demonstration)', kind: 'spot', groups: far },
];

/** Sets up one council of the demonstration with its providers, contracts and people of every role; what is there stays. */
export async function setUpCommissioning(tx: Transaction, authority: DemonstrationAuthority): Promise<void> {
  const { manager } = tx;
  const stamp = stampOf(tx);
  if (await manager.existsBy(AuthoritySettingEntity, { authority: authority.code })) return;
  await manager.insert(AuthorityEntity, { code: authority.code, ...stamp });
  await manager.insert(AuthoritySettingEntity, {
    authority: authority.code,
    validFrom: IN_FORCE_FROM,
    setPointOutwardCode: authority.setPoint,
    travelLimitMiles: TRAVEL_LIMIT_MILES,
    boardName: `${authority.name} Safeguarding Children Partnership`,
    suppressionThreshold: 5,
    ...stamp,
  });
  for (const provider of providers) await engage(tx, authority, provider);
  await addCouncilPeople(tx, authority, IN_FORCE_FROM);
  await nameHeadOfService(tx, authority);
}

async function engage(
  tx: Transaction,
  authority: DemonstrationAuthority,
  provider: DemonstrationProvider,
): Promise<void> {
  const { manager } = tx;
  const stamp = stampOf(tx);
  const known = await manager.findOneBy(ProviderEntity, { code: provider.code });
  const providerId = known?.id ?? newId();
  if (!known)
    await manager.insert(ProviderEntity, { id: providerId, code: provider.code, name: provider.name, ...stamp });
  await manager.insert(AuthorityProviderEntity, { authority: authority.code, providerId, ...stamp });
  const inForce = { authority: authority.code, providerId, validFrom: IN_FORCE_FROM, validTo: null, ...stamp };
  await manager.insert(SharingAgreementEntity, { ...inForce, id: newId(), signedOn: IN_FORCE_FROM });
  await manager.insert(ContractEntity, {
    ...inForce,
    id: newId(),
    kind: provider.kind,
    groups: [...provider.groups],
    countedModes: ['in_person', 'video'],
    countedEpisodes: ['M', 'A'],
    travelLimitMiles: provider.kind === 'block' ? TRAVEL_LIMIT_MILES : null,
  });
  await addProviderPeople(tx, authority, { id: providerId, code: provider.code }, IN_FORCE_FROM);
}
