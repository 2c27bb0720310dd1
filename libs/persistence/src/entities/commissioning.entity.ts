import type { ChildGroup } from '#domain/children';
import type { ContractKind, EpisodeCode, InterviewMode } from '#domain/providers';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Stamped } from './stamped.entity.js';

/** What an authority has set, from a day until the next row's day. */
@Entity('authority_setting')
export class AuthoritySettingEntity extends Stamped {
  @PrimaryColumn('text')
  authority: string;

  @PrimaryColumn('date', { name: 'valid_from' })
  validFrom: string;

  @Column('text', { name: 'set_point_outward_code' })
  setPointOutwardCode: string;

  @Column('numeric', { name: 'travel_limit_miles' })
  travelLimitMiles: string;

  @Column('text', { name: 'board_name' })
  boardName: string;

  @Column('smallint', { name: 'suppression_threshold' })
  suppressionThreshold: number;
}

@Entity('authority_provider')
export class AuthorityProviderEntity extends Stamped {
  @PrimaryColumn('text')
  authority: string;

  @PrimaryColumn('uuid', { name: 'provider_id' })
  providerId: string;
}

@Entity('sharing_agreement')
export class SharingAgreementEntity extends Stamped {
  @PrimaryColumn('text')
  authority: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'provider_id' })
  providerId: string;

  @Column('date', { name: 'signed_on' })
  signedOn: string;

  @Column('date', { name: 'valid_from' })
  validFrom: string;

  @Column('date', { name: 'valid_to', nullable: true })
  validTo: string | null;
}

@Entity('contract')
export class ContractEntity extends Stamped {
  @PrimaryColumn('text')
  authority: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'provider_id' })
  providerId: string;

  @Column('text')
  kind: ContractKind;

  @Column('date', { name: 'valid_from' })
  validFrom: string;

  @Column('date', { name: 'valid_to', nullable: true })
  validTo: string | null;

  @Column('text', { array: true })
  groups: ChildGroup[];

  @Column('text', { name: 'counted_modes', array: true })
  countedModes: InterviewMode[];

  @Column('text', { name: 'counted_episodes', array: true })
  countedEpisodes: EpisodeCode[];

  @Column('numeric', { name: 'travel_limit_miles', nullable: true })
  travelLimitMiles: string | null;
}

@Entity('membership')
export class MembershipEntity extends Stamped {
  @PrimaryColumn('text')
  authority: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'person_id' })
  personId: string;

  @Column('text')
  role: string;

  @Column('uuid', { name: 'provider_id', nullable: true })
  providerId: string | null;

  @Column('text', { nullable: true })
  team: string | null;

  @Column('date', { name: 'valid_from' })
  validFrom: string;

  @Column('date', { name: 'valid_to', nullable: true })
  validTo: string | null;

  /** What the organisation calls the person; null where it is the person's own name. */
  @Column('text', { name: 'known_as', nullable: true })
  knownAs: string | null;

  @Column('timestamptz', { name: 'suspended_at', nullable: true })
  suspendedAt: Date | null;
}
