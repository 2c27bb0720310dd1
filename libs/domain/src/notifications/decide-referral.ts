import type { CaseRecord } from '../cases/index.js';
import type { ChildGroup } from '../children/index.js';
import { missingEpisode } from '../episodes/index.js';
import type { EpisodeFacts } from '../episodes/index.js';
import type { ProviderId } from '../kernel/index.js';
import { contractInForce, isAgreementInForce } from '../providers/index.js';
import type { Contract, SharingAgreement } from '../providers/index.js';
import { dayOf, isAfter, isSurelyAfter } from '../time/index.js';
import type { Day, Instant, Moment } from '../time/index.js';

/** Who is asked to hold the interview of an episode, and since when. */
export interface Referral {
  readonly providerId: ProviderId;
  readonly referredAt: Moment;
}

/** What is agreed with the providers of a council. */
export interface AgreedWithProviders {
  readonly contracts: readonly Contract[];
  readonly agreements: readonly SharingAgreement[];
}

export type ReferralFault = 'referred-in-future' | 'referred-before-missing' | 'not-covered';

export type ReferralRefusal =
  | ReferralFault
  /** A provider has the episode: it was referred, or the provider told of it. */
  | 'referred-already'
  /** It was recorded in error, or ended otherwise than by a return. */
  | 'episode-over'
  /** Another report of the same absence leads: that one is referred. */
  | 'other-report-leads';

/** Everything that stands against a referral of a child of a report group who went missing at a moment. */
export function checkReferral(
  { providerId, referredAt }: Referral,
  { missingAt, group }: { readonly missingAt: Moment; readonly group: ChildGroup },
  { now, ...agreed }: AgreedWithProviders & { readonly now: Instant },
): readonly ReferralFault[] {
  const faults: readonly (ReferralFault | false)[] = [
    isAfter(referredAt.at, now) && 'referred-in-future',
    isSurelyAfter(missingAt, referredAt) && 'referred-before-missing',
    !mayRefer(agreed, providerId, dayOf(referredAt), group) && 'not-covered',
  ];
  return faults.filter((fault) => fault !== false);
}

/**
 * A referral needs a contract and a sharing agreement in force on its day. A block contract covers its groups; spot
 * purchase is bought for the child.
 */
export function mayRefer(
  { contracts, agreements }: AgreedWithProviders,
  providerId: ProviderId,
  day: Day,
  group: ChildGroup,
): boolean {
  const contract = contractInForce(contracts, providerId, day);
  if (contract === null || !(contract.kind === 'spot' || contract.groups.includes(group))) return false;
  return agreements.some((agreement) => agreement.providerId === providerId && isAgreementInForce(agreement, day));
}

/** The record of an episode as its referral leaves it. The provider answers by the council's reference. */
export function referCase(record: CaseRecord, { providerId, referredAt }: Referral, councilRef: string): CaseRecord {
  return {
    ...record,
    episode: { ...record.episode, providerId },
    requirement: { ...record.requirement, referredAt },
    text: { ...record.text, councilRef: record.text.councilRef ?? councilRef },
  };
}

/** An episode on record, and every report of its absence, itself among them. */
export interface EpisodeToRefer {
  readonly episode: EpisodeFacts;
  readonly reports: readonly EpisodeFacts[];
  /** Whether it stands for its absence. */
  readonly isLeading: boolean;
}

/** Whether an episode may be referred now at all; null where nothing stands against it. */
export function refusalToRefer({
  episode,
  reports,
  isLeading,
}: EpisodeToRefer): Exclude<ReferralRefusal, ReferralFault> | null {
  const { status } = missingEpisode(episode);
  if (status !== 'open' && status !== 'returned') return 'episode-over';
  if (reports.some(({ providerId }) => providerId !== null)) return 'referred-already';
  return isLeading ? null : 'other-report-leads';
}

/** Whether an episode that is on record without a referral may be referred so; the first thing that stands against it. */
export function decideReferral(
  toRefer: EpisodeToRefer,
  referral: Referral,
  facts: AgreedWithProviders & { readonly now: Instant },
):
  | { readonly kind: 'granted'; readonly value: Referral }
  | { readonly kind: 'refused'; readonly because: ReferralRefusal } {
  const { missingAt, atStart } = toRefer.episode;
  const because =
    refusalToRefer(toRefer) ?? checkReferral(referral, { missingAt, group: atStart.group }, facts)[0] ?? null;
  return because === null ? { kind: 'granted', value: referral } : { kind: 'refused', because };
}
