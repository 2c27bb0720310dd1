import type { FastifyReply, FastifyRequest } from 'fastify';
import { appendAudit } from '#access';
import type { KeptAnswer, OwnAnswer, SentKey } from '#access';
import { correctReturnIn, lockEpisode, recordEpisodeIn } from '#casework';
import type { CaseworkTransaction, ReturnDecision } from '#casework';
import { cells } from '#domain/submissions';
import type { Moment } from '#domain/time';
import { findProvider } from '#persistence';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Service } from '#service';
import { cellsOfRow, columnsBesides } from '#submissions';
import type { SentRow } from '#submissions';
import { answerOwnOnce } from '../http/answer-once.js';
import { Problem } from '../http/problem.js';
import { returnFaults } from '../pages/episodes/return.controller.js';
import { ifMatchOf, noSuchEpisode, readView, requireCurrent, seenIn } from './episode-view.js';
import type { EpisodeView } from './episode-view.js';
import { fault, notRecorded, readWrittenEpisode, refusalsOf } from './recorded-episode.js';

/** What a person sends, and how it is told from what they sent before. */
interface PersonRequest {
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

/** Puts the return of an episode right, with the reason, as the page does. */
export async function correctAsPerson(
  service: Service,
  { context, row, sentKey, view }: PersonRequest & { readonly view: EpisodeView },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<KeptAnswer> {
  const [wish, ifMatch] = [readCorrection(row, service), ifMatchOf(request)];
  const write = async (transaction: CaseworkTransaction) => {
    const { tx } = transaction;
    await lockEpisode(tx, view.id);
    const { document, childId } = await seenIn(tx, view);
    requireCurrent(document, ifMatch, true);
    await appendAudit(tx, { action: 'EpisodeRead', itemId: view.id, itemCount: 1, childIds: [childId] }, newId);
    const opened = await correctReturnIn(transaction, { childId, episodeId: view.id }, wish);
    if (opened.kind !== 'opened') throw noSuchEpisode();
    return corrected(context, view.id, opened.value);
  };
  try {
    return await answerOwnOnce(service, context, sentKey, write, reply);
  } catch (error) {
    // What was asked for in vain, or as it stood before, is put on record where the write was given up.
    if (error instanceof Problem && ['not-found', 'needs-condition', 'stale'].includes(error.kind))
      await readView(service, view);
    throw error;
  }
}

function corrected(
  { authority }: Pick<TransactionContext, 'authority'>,
  episodeId: string,
  decision: ReturnDecision,
): OwnAnswer {
  const location = addressOf({ authority }, episodeId);
  if (decision.kind === 'granted') {
    const body = JSON.stringify({ episode: episodeId, outcome: 'changed', findings: [] });
    return { status: 200, location, body, episodeId };
  }
  const { because } = decision;
  const isReason = because === 'reason-too-short' || because === 'reason-too-long';
  const found = fault(because, isReason ? 'reason' : 'returned_at', `${returnFaults[because].text}.`);
  return refusal(notRecorded([found]));
}

/** The only thing of an episode that people of the council change: when the child came back, and why that is put right. */
function readCorrection(
  row: SentRow,
  { lists }: Service,
): { readonly returnedAt: Moment | null; readonly reason: string } {
  const { reason, ...columns } = row;
  const cell = cellsOfRow(columns)['returned_at'] ?? '';
  const isSaid = cell !== '' || columns['returned_at'] === null;
  if (typeof reason !== 'string' || !isSaid || columnsBesides(columns, ['returned_at']).length > 0)
    throw new Problem(
      'invalid-request',
      'Give returned_at, a time or null where the child is not back, and the reason; everything else is the provider’s to change.',
    );
  if (cell === '' || cell === '-') return { returnedAt: null, reason };
  const { value, notes } = cells.moment(cell, lists);
  const wrong = notes.filter(({ severity }) => severity === 'error');
  if (value === undefined || wrong.length > 0)
    throw notRecorded(wrong.map((note) => fault(note.code, 'returned_at', note.message)));
  return { returnedAt: value, reason };
}

function addressOf({ authority }: Pick<TransactionContext, 'authority'>, episodeId: string): string {
  return `/api/v1/episodes/${episodeId}?authority=${authority}`;
}

/** A refusal that leaves its trace in the transaction, which is committed. */
function refusal(problem: Problem): OwnAnswer {
  return { status: problem.getStatus(), location: '', body: JSON.stringify(problem.document), episodeId: null };
}
