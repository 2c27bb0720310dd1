import type { FastifyReply } from 'fastify';
import { KeyInUse, findEarlierUse, keepAnswer, keepOwnKey, takeKey, takeOwnKey } from '#access';
import type { KeptAnswer, KeyUse, OwnAnswer, SentKey } from '#access';
import type { CaseworkTransaction } from '#casework';
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
 * Does a write of a provider once for each key: who repeats it is given the same answer, even when the first one was lost
 * by a crash. A refused write uses no key up. Without a key it is done each time.
 */
export async function answerOnce(
  service: Service,
  context: TransactionContext,
  sent: SentKey | null,
  work: RepeatableWrite,
  reply: FastifyReply,
): Promise<KeptAnswer> {
  if (sent === null) return work.write(() => Promise.resolve());
  const use = useOf(context, sent);
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
    if (!other) throw inProgress(reply);
    return other;
  }
}

/**
 * The same for a write that a person makes in one transaction: the key, the write and its answer are kept together. A
 * refusal that leaves something on record is an answer as well, and uses no key up.
 */
export async function answerOwnOnce(
  { casework }: Service,
  context: TransactionContext,
  sent: SentKey | null,
  write: (transaction: CaseworkTransaction) => Promise<OwnAnswer>,
  reply: FastifyReply,
): Promise<KeptAnswer> {
  try {
    return await casework.write(context, async (transaction) => {
      const earlier = sent && (await takeOwnKey(transaction.tx, sent));
      if (earlier) {
        if (!earlier.isSameRequest) throw keyReused();
        reply.header('idempotent-replayed', 'true');
        return earlier.answer;
      }
      const answer = await write(transaction);
      if (sent) await keepOwnKey(transaction.tx, sent, answer);
      return answer;
    });
  } catch (error) {
    throw error instanceof KeyInUse ? inProgress(reply) : error;
  }
}

/** Keys of machines, and of forms of a provider, belong to the provider. */
function useOf({ providerId }: TransactionContext, sent: SentKey): KeyUse {
  if (providerId === null) throw new Error('Somebody uses a key of a provider who acts for none.');
  return { ...sent, providerId };
}

function keyReused(): Problem {
  return new Problem(
    'key-reused',
    'This Idempotency-Key was used for another request within the last seven days; take a new key for each request.',
  );
}

function inProgress(reply: FastifyReply): Problem {
  reply.header('retry-after', TRY_AGAIN_SECONDS);
  return new Problem('in-progress', `The same request is being worked on; ask again in ${TRY_AGAIN_SECONDS} s.`);
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
  if (!earlier.isSameRequest) throw keyReused();
  const answer = earlier.answer ?? (await work.answerAgain(earlier.itemId));
  if (!answer) throw inProgress(reply);
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
