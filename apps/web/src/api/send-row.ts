import type { FastifyReply, FastifyRequest } from 'fastify';
import { keyName } from '#access';
import type { KeptAnswer, SentKey } from '#access';
import { inTransaction, systemContext } from '#persistence';
import type { Service } from '#service';
import { applyRow, findRowReceipt, openContext } from '#submissions';
import type { RowReceipt, SentRow } from '#submissions';
import { answerOnce } from '../http/answer-once.js';
import type { RepeatableWrite } from '../http/answer-once.js';
import type { Acting } from '../http/acting.js';
import { Problem } from '../http/problem.js';
import { ifMatchOf, readView, requireCurrent, seenIn } from './episode-view.js';
import type { EpisodeView } from './episode-view.js';

/** A row that a provider's machine sends by itself. */
export interface RowRequest {
  readonly acting: Acting;
  readonly authority: string;
  readonly row: SentRow;
  readonly sentKey: SentKey | null;
  /** The episode that the address names; null where the row says which one it is about. */
  readonly view: EpisodeView | null;
  /** Whether the request has to say which version of the episode it changes. */
  readonly needsIfMatch: boolean;
  /** What becomes of a row for which something is made that was not there: 201. Everything else that is taken is 200. */
  readonly makes: readonly RowReceipt['outcome'][];
}

/** Takes a row in once for each Idempotency-Key, with the answer that says what became of it. */
export function sendRow(
  service: Service,
  sent: RowRequest,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<KeptAnswer> {
  const { acting, authority, view, sentKey, makes } = sent;
  const actorName = keyName(acting.key);
  const context = acting.to('return.send');
  const work: RepeatableWrite = {
    of: 'submission',
    async write(onKept) {
      if (view) requireCurrent(await readView(service, view), ifMatchOf(request), sent.needsIfMatch);
      const receipt = await apply(service, sent, request, (tx, id) => onKept(tx, id, null));
      return answerOf(authority, receipt, makes);
    },
    async answerAgain(submissionId) {
      const receipt = await inTransaction(service.database, systemContext(authority, actorName, request.id), (tx) =>
        findRowReceipt(tx, submissionId, service.lists),
      );
      return answerOf(authority, receipt, makes);
    },
  };
  return answerOnce(service, context, sentKey, work, reply);
}

async function apply(
  { database, casework, lists }: Service,
  { acting, authority, row, view, needsIfMatch }: RowRequest,
  request: FastifyRequest,
  onKept: Parameters<typeof applyRow>[1]['onKept'],
): Promise<RowReceipt> {
  const { key } = acting;
  const who = { actorName: keyName(key), personId: null, requestId: request.id };
  const received = { authority, providerCode: key.providerCode, at: null, ...who };
  // The version is asked for once more under the lock, so that of two changes at once the second is told.
  const about = view && {
    episodeId: view.id,
    onLocked: async (tx: Parameters<typeof onKept>[0]) =>
      requireCurrent((await seenIn(tx, view)).document, ifMatchOf(request), needsIfMatch),
  };
  const context = await openContext(database, received);
  return casework.write(context, (transaction) => applyRow(transaction, { received, row, about, onKept }, lists));
}

function answerOf(authority: string, receipt: RowReceipt, makes: RowRequest['makes']): KeptAnswer {
  const { submission, episode, outcome, findings, differences } = receipt;
  const kept = `/api/v1/provider-returns/${submission}?authority=${authority}`;
  if (episode !== null) {
    const location = `/api/v1/episodes/${episode}?authority=${authority}`;
    const body = JSON.stringify({ episode, outcome, submission, findings, differences });
    return { status: makes.includes(outcome) ? 201 : 200, location, body };
  }
  const held = new Problem(
    'row-held',
    'The row has an error and changes nothing. It is held as it came, where its instance says; send it again, put right.',
    { instance: kept, submission, findings, differences },
  );
  return { status: held.getStatus(), location: kept, body: JSON.stringify(held.document) };
}
