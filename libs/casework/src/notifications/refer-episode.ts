import type { Decision } from '#domain/access';
import { leadingOf } from '#domain/cases';
import type { Leading } from '#domain/cases';
import type { EpisodeFacts } from '#domain/episodes';
import type { EpisodeId } from '#domain/kernel';
import { decideReferral, referCase, refusalToRefer } from '#domain/notifications';
import type { EpisodeToRefer, Referral, ReferralRefusal } from '#domain/notifications';
import { dayInLondon } from '#domain/time';
import type { Moment } from '#domain/time';
import {
  asService,
  inTransaction,
  listAgreements,
  listCasesOfEpisodes,
  listContracts,
  loadCases,
  momentOrNull,
  otherReports,
  readLeading,
} from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework, CaseworkTransaction } from '../casework.js';
import { readHeading } from '../children/child-heading.js';
import type { ChildHeading } from '../children/child-heading.js';
import { changeEpisode, openEpisode } from '../children/find-episode.js';
import type { EpisodeOfChild } from '../children/find-episode.js';
import type { Opened } from '../children/open-child.js';
import { referenceOf } from './record-episode.js';
import { referralChoicesOf } from './referral-choices.js';
import type { ReferralChoice } from './referral-choices.js';

type Database = Parameters<typeof inTransaction>[0];

/** A referral as it stands on record. */
export interface StandingReferral {
  readonly providerName: string;
  /** Null where the provider told of the episode itself, and not when it was asked. */
  readonly referredAt: Moment | null;
  /** The council's reference, by which the provider answers; null where the episode has none. */
  readonly reference: string | null;
}

/** An episode that is to be referred, or has been. */
export interface ReferralForm extends ChildHeading {
  readonly episode: EpisodeFacts;
  /** Those who may be asked today; none where the episode cannot be referred. */
  readonly choices: readonly ReferralChoice[];
  readonly referral: StandingReferral | null;
  /** Why it cannot be referred; null where it can be. */
  readonly refusal: ReturnType<typeof refusalToRefer>;
}

/** What an episode was referred as. */
export interface ReferredEpisode {
  readonly reference: string;
}

export type ReferralDecision = Decision<ReferredEpisode, ReferralRefusal>;

/** Opens the form that refers an episode, on record; of one that is referred, to whom and since when. */
export function readReferralForm(
  database: Database,
  context: TransactionContext,
  where: EpisodeOfChild,
): Promise<Opened<ReferralForm>> {
  return inTransaction(database, context, (tx) =>
    openEpisode(tx, where, async (child, episode): Promise<ReferralForm> => {
      // What was merged, and the reference among the texts of the form, are not for everybody who refers.
      const asked = await asService(tx, () => loadReports(tx, episode));
      const refusal = refusalToRefer(asked);
      const today = dayInLondon(tx.now);
      const reportIds = asked.reports.map(({ id }) => id);
      return {
        ...{ ...(await readHeading(tx, child)), episode, refusal },
        choices: refusal === null ? await referralChoicesOf(tx, episode.atStart.group, today) : [],
        referral: await asService(tx, () => readStanding(tx, reportIds)),
      };
    }),
  );
}

/**
 * Refers an episode that is on record and that nobody was asked about, as it is referred when it is recorded: from then
 * on the provider sees it among its open referrals, and the terms of its contract hold for the clocks.
 */
export function referEpisode(
  casework: Casework,
  context: TransactionContext,
  where: EpisodeOfChild,
  referral: Referral,
): Promise<Opened<ReferralDecision>> {
  return casework.write(context, (transaction) => referEpisodeIn(transaction, where, referral));
}

/** The same inside a transaction that does more. */
export function referEpisodeIn(
  { tx, apply }: CaseworkTransaction,
  where: EpisodeOfChild,
  referral: Referral,
): Promise<Opened<ReferralDecision>> {
  return changeEpisode(
    tx,
    where,
    'EpisodeRefer',
    async (_child, { id: episodeId }): Promise<ReferralDecision | null> => {
      return asService(tx, async (): Promise<ReferralDecision | null> => {
        const { records, leading } = await loadCases(tx, [episodeId]);
        const record = records.get(episodeId);
        if (!record) return null;
        const asked = asReferable(
          record.episode,
          [...records.values()].map(({ episode }) => episode),
          leading,
        );
        const agreed = { contracts: await listContracts(tx), agreements: await listAgreements(tx), now: tx.now };
        const decision = decideReferral(asked, referral, agreed);
        if (decision.kind === 'refused') return decision;
        const reference = record.text.councilRef ?? referenceOf(newId());
        const after = referCase(record, decision.value, reference);
        await apply({
          ...{ action: 'EpisodeRefer', episodeIds: [episodeId], now: tx.now },
          logged: { itemId: episodeId, reason: `to ${await codeOf(tx, referral)}` },
          decide: () => ({ changed: [after] }),
        });
        return { kind: 'granted', value: { reference } };
      });
    },
  );
}

/** What stands beside an episode among those that are loaded: the other reports of its absence. */
function asReferable(episode: EpisodeFacts, loaded: readonly EpisodeFacts[], leading: Leading): EpisodeToRefer {
  const absence = leadingOf(episode.id, leading);
  const reports = loaded.filter(({ id }) => leadingOf(id, leading) === absence);
  return { episode, reports, isLeading: absence === episode.id };
}

async function loadReports(tx: Transaction, episode: EpisodeFacts): Promise<EpisodeToRefer> {
  const leading = await readLeading(tx);
  const others = await listCasesOfEpisodes(tx, otherReports([episode.id], leading));
  return asReferable(episode, [episode, ...others.map((each) => each.episode)], leading);
}

async function readStanding(tx: Transaction, reportIds: readonly EpisodeId[]): Promise<StandingReferral | null> {
  const [row] = await tx.query<{
    name: string;
    referred_at: Date | null;
    referred_time_known: boolean | null;
    reference: string | null;
  }>(
    `SELECT p.name, q.referred_at, q.referred_time_known, t.council_ref AS reference
     FROM missing_episode e JOIN provider p ON p.id = e.provider_id
     JOIN interview_requirement q ON q.authority = e.authority AND q.episode_id = e.id
     LEFT JOIN case_text t ON t.authority = e.authority AND t.episode_id = e.id
     WHERE e.authority = $1 AND e.id = ANY($2::uuid[]) ORDER BY q.referred_at NULLS LAST, e.id LIMIT 1`,
    [tx.context.authority, reportIds],
  );
  if (!row) return null;
  const { name, referred_at: at, referred_time_known: timeKnown, reference } = row;
  return { providerName: name, referredAt: momentOrNull(at, timeKnown), reference };
}

async function codeOf(tx: Transaction, { providerId }: Referral): Promise<string> {
  const [row] = await tx.query<{ code: string }>('SELECT code FROM provider WHERE id = $1', [providerId]);
  return row?.code ?? '';
}
