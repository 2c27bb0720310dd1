import type { FastifyReply } from 'fastify';
import type { KeptAnswer, SentKey } from '#access';
import { systemContext } from '#persistence';
import type { TransactionContext } from '#persistence';
import type { Service } from '#service';
import type { ReceivedReturn, SubmissionResult } from '#submissions';
import { answerOnce } from '../http/answer-once.js';
import type { RepeatableWrite } from '../http/answer-once.js';

/** How soon it is worth asking again what became of a return that a worker applies. */
export const ASK_AGAIN_SECONDS = 2;

/** A return with what its sender wishes. */
interface SentForTaking {
  readonly received: ReceivedReturn;
  readonly isAsync: boolean;
  readonly sentKey: SentKey | null;
}

/** Takes a return in once for each key: 201 with what became of it, or 202 where a worker is left to apply it. */
export function takeReturn(
  service: Service,
  context: TransactionContext,
  { received, isAsync, sentKey }: SentForTaking,
  reply: FastifyReply,
): Promise<KeptAnswer> {
  const { returns } = service;
  const { authority, actorName, requestId } = received;
  const work: RepeatableWrite = {
    of: 'submission',
    async write(onKept) {
      const result = await returns.accept(received, {
        isAsync,
        onKept: (tx, kept) => onKept(tx, kept.submission, kept.state === 'received' ? answerOf(authority, kept) : null),
      });
      return answerOf(authority, result);
    },
    async answerAgain(submissionId) {
      await returns.resume(authority, submissionId, actorName);
      const result = await returns.find(systemContext(authority, actorName, requestId), submissionId, 'sender');
      return result?.state === 'applied' ? answerOf(authority, result) : null;
    },
  };
  return answerOnce(service, context, sentKey, work, reply);
}

function answerOf(authority: string, result: SubmissionResult): KeptAnswer {
  return {
    status: result.state === 'applied' ? 201 : 202,
    location: `/api/v1/provider-returns/${result.submission}?authority=${authority}`,
    body: JSON.stringify(result),
  };
}

/** Whether a program would rather not wait (RFC 7240). */
export function prefersAsync(prefer: string | readonly string[] | undefined): boolean {
  const preferences = [prefer ?? []].flat().join(',').split(',');
  return preferences.some((each) => each.split(/[;=]/)[0]?.trim().toLowerCase() === 'respond-async');
}
