import type { ChildGroup } from '../children/index.js';
import type { AuthorityCode, Id, ProviderId } from '../kernel/index.js';
import { Temporal } from '../time/index.js';
import type { Day } from '../time/index.js';

export const contractKinds = ['block', 'spot', 'in_house', 'reciprocal'] as const;
export type ContractKind = (typeof contractKinds)[number];
export const interviewModes = ['in_person', 'video', 'telephone'] as const;
export type InterviewMode = (typeof interviewModes)[number];
/** SSDA903 code of an episode: M missing, A away from placement without authorisation. */
export const episodeCodes = ['M', 'A'] as const;
export type EpisodeCode = (typeof episodeCodes)[number];

/** The terms on which a provider holds interviews for an authority, in force on days in [validFrom, validTo). */
export interface Contract {
  readonly id: Id<'contract'>;
  readonly authority: AuthorityCode;
  readonly providerId: ProviderId;
  readonly kind: ContractKind;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly groups: readonly ChildGroup[];
  /** The modes in which a talk counts as a completed interview. */
  readonly countedModes: readonly InterviewMode[];
  /** The kinds of episode after which an interview is owed. */
  readonly countedEpisodes: readonly EpisodeCode[];
}

/** The contract between a provider and an authority that is in force on a day; null when there is none. */
export function contractInForce(contracts: readonly Contract[], providerId: ProviderId, day: Day): Contract | null {
  return contracts.find((contract) => contract.providerId === providerId && isInForce(contract, day)) ?? null;
}

function isInForce(contract: Contract, day: Day): boolean {
  return (
    Temporal.PlainDate.compare(day, contract.validFrom) >= 0 &&
    (contract.validTo === null || Temporal.PlainDate.compare(day, contract.validTo) < 0)
  );
}
