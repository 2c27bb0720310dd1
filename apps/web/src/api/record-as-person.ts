import type { FastifyReply } from 'fastify';
import type { KeptAnswer, OwnAnswer, SentKey } from '#access';
import { recordEpisodeIn } from '#casework';
import type { CaseworkTransaction } from '#casework';
import { findProvider } from '#persistence';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Service } from '#service';
import type { SentRow } from '#submissions';
import { answerOwnOnce } from '../http/answer-once.js';
import type { Problem } from '../http/problem.js';
import { notRecorded, readWrittenEpisode, refusalsOf } from './recorded-episode.js';

/** What a person sends, and how it is told from what they sent before. */
export interface PersonRequest {
  readonly context: TransactionContext;
  readonly row: SentRow;
  readonly sentKey: SentKey | null;
}

/** Records an episode as the page does, and refers it where a provider is named. */
export function recordAsPerson(
  service: Service,
  { context, row, sentKey }: PersonRequest,
  reply: FastifyReply,
): Promise<KeptAnswer> {
  const { child, episode, referral, findings } = readWrittenEpisode(row, service.lists, context.authority);
  const write = async (transaction: CaseworkTransaction) => {
    const provider = referral && (await findProvider(transaction.tx, referral.providerCode));
    if (referral && !provider) throw notRecorded(refusalsOf(['not-covered']));
    const asked = referral && provider ? { providerId: provider.id, referredAt: referral.referredAt } : null;
    const wish = { key: newId(), child, episode: { ...episode, referral: asked } };
    const recorded = await recordEpisodeIn(transaction, service.lists, wish);
    if (recorded.kind === 'refused') return refusal(notRecorded(refusalsOf(recorded.because)));
    const { episodeId, reference } = recorded;
    const body = JSON.stringify({ episode: episodeId, outcome: 'new', reference, findings });
    return { status: 201, location: addressOf(context, episodeId), body, episodeId };
  };
  return answerOwnOnce(service, context, sentKey, write, reply);
}

/** Where an episode is read. */
export function addressOf({ authority }: Pick<TransactionContext, 'authority'>, episodeId: string): string {
  return `/api/v1/episodes/${episodeId}?authority=${authority}`;
}

/** A refusal that leaves its trace in the transaction, which is committed. */
export function refusal(problem: Problem): OwnAnswer {
  return { status: problem.getStatus(), location: '', body: JSON.stringify(problem.document), episodeId: null };
}
