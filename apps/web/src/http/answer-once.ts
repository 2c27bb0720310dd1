import type { FastifyReply } from 'fastify';
import { KeyInUse, findEarlierUse, keepAnswer, takeKey } from '#access';
import type { KeptAnswer, KeyUse } from '#access';
import { inTransaction, systemContext } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Service } from '#service';
import { Problem } from './problem.js';

/** A write that a program may repeat under the same Idempotency-Key. */
export interface RepeatableWrite {
  /** Does it. What it is given runs in the transaction of the write, with the answer where that is known already. */
  readonly write: (onKept: OnKept) => Promise<KeptAnswer>;
  /** The answer to a write that was made and not answered; null while it is being worked on. */
  readonly answerAgain: (itemId: string) => Promise<KeptAnswer | null>;
  /** What the write is about, by which its key is kept. */
  readonly of: 'submission' | 'question';
}
type OnKept = (tx: Transaction, itemId: string, answer: KeptAnswer | null) => Promise<void>;

const TRY_AGAIN_SECONDS = 5;

/**
 * Does a write once for each key: who repeats it is given the same answer, even when the first one was lost by a crash.
 * A refused write uses no key up. Without a key it is done each time.
 */
export async function answerOnce(
  service: Service,
  context: TransactionContext,
  use: KeyUse | null,
  work: RepeatableWrite,
  reply: FastifyReply,
): Promise<KeptAnswer> {
  if (use === null) return work.write(() => Promise.resolve());
  const known = await answerToEarlier(service, context, use, work, reply);
  if (known) return known;
  try {
    const answer = await work.write(async (tx, itemId, already) => {
      await takeKey(tx, use, itemId, work.of);
      if (already) await keepAnswer(tx, use, already);
    });
    return await kept(service, context, use, answer);
  } catch (error) {
    if (!(error instanceof KeyInUse)) throw error;
    const other = await answerToEarlier(service, context, use, work, reply);
    if (!other) throw error;
    return other;
  }
}

async function answerToEarlier(
  service: Service,
  context: TransactionContext,
  use: KeyUse,
  work: RepeatableWrite,
  reply: FastifyReply,
): Promise<KeptAnswer | null> {
  const earlier = await inTransaction(service.database, context, (tx) => findEarlierUse(tx, use, newId));
  if (!earlier) return null;
  if (!earlier.isSameRequest)
    throw new Problem(
      'key-reused',
      'This Idempotency-Key was used for another request within the last seven days; take a new key for each request.',
    );
  const answer = earlier.answer ?? (await work.answerAgain(earlier.submissionId));
  if (!answer) {
    reply.header('retry-after', TRY_AGAIN_SECONDS);
    throw new Problem('in-progress', `The same request is being worked on; ask again in ${TRY_AGAIN_SECONDS} s.`);
  }
  reply.header('idempotent-replayed', 'true');
  return earlier.answer ? answer : kept(service, context, use, answer);
}

/** The same answer, once it is kept. */
async function kept(
  { casework }: Service,
  { authority, actorName, requestId }: TransactionContext,
  use: KeyUse,
  answer: KeptAnswer,
): Promise<KeptAnswer> {
  await casework.write(systemContext(authority, actorName, requestId), ({ tx }) => keepAnswer(tx, use, answer));
  return answer;
}
