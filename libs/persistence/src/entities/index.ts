import {
  AuthorityProviderEntity,
  AuthoritySettingEntity,
  ContractEntity,
  MembershipEntity,
  SharingAgreementEntity,
} from './commissioning.entity.js';
import { AuthorityEntity, PersonEntity, ProviderEntity } from './organisation.entity.js';

/** Entities serve administration and single cases; lists, imports and reports are plain SQL. */
export const entities = [
  AuthorityEntity,
  ProviderEntity,
  PersonEntity,
  AuthoritySettingEntity,
  AuthorityProviderEntity,
  SharingAgreementEntity,
  ContractEntity,
  MembershipEntity,
];
