import { appendAudit } from '#access';
import type { AuditAction } from '#access';
import type { Decision } from '#domain/access';
import { decideAnswer, decideAsking, decideClosing } from '#domain/questions';
import type { AnswerRefusal, AskingFault, AskingWish, ClosingRefusal } from '#domain/questions';
import { dayInLondon } from '#domain/time';
import { asService } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import { keepMessage, lockThread } from './keep-message.js';
import type { NewMessage } from './keep-message.js';
import { loadThreads } from './load-threads.js';
import type { QuestionThread } from './load-threads.js';
import { openQuestion } from './open-question.js';
import type { OpenedQuestion } from './open-question.js';

/** What became of something that was to be added to a thread. */
export type QuestionChange<Refusal extends string> = OpenedQuestion<Decision<string, Refusal>>;

type OnKept = (tx: Transaction, thread: QuestionThread) => Promise<void>;

/**
 * The provider answers a question. `onKept` runs in the transaction that keeps the answer, with the thread as it then is:
 * when it throws, the answer is not kept either.
 */
export function answerQuestion(
  casework: Casework,
  context: TransactionContext,
  { id, words }: { readonly id: string; readonly words: string },
  onKept: OnKept = () => Promise.resolve(),
): Promise<QuestionChange<AnswerRefusal>> {
  return addMessage(
    casework,
    context,
    { id, action: 'QuestionAnswer' },
    ({ state }): Decision<NewMessage, AnswerRefusal> => {
      const decision = decideAnswer(words, state);
      if (decision.kind === 'refused') return decision;
      return { kind: 'granted', value: { kind: 'answered', words: decision.value, wantedOn: null } };
    },
    onKept,
  );
}

/** The council closes a question, with a reason if it likes. */
export function closeQuestion(
  casework: Casework,
  context: TransactionContext,
  { id, words }: { readonly id: string; readonly words: string },
): Promise<QuestionChange<ClosingRefusal>> {
  return addMessage(casework, context, { id, action: 'QuestionClose' }, ({ state }) => {
    const decision = decideClosing(words, state);
    if (decision.kind === 'refused') return decision;
    return { kind: 'granted', value: { kind: 'closed', words: decision.value, wantedOn: null } };
  });
}

/** The council asks on in a thread, which opens it again where it was closed. */
export function askAgain(
  casework: Casework,
  context: TransactionContext,
  { id, wish }: { readonly id: string; readonly wish: AskingWish },
): Promise<QuestionChange<AskingFault>> {
  return addMessage(casework, context, { id, action: 'QuestionAsk' }, (_, tx) => {
    const decision = decideAsking(wish, dayInLondon(tx.now));
    if (decision.kind === 'refused') return decision;
    const { words, wantedOn } = decision.value;
    return { kind: 'granted', value: { kind: 'asked', words, wantedOn: wantedOn.toString() } };
  });
}

function addMessage<Refusal extends string>(
  casework: Casework,
  context: TransactionContext,
  { id, action }: { readonly id: string; readonly action: AuditAction },
  decide: (thread: QuestionThread, tx: Transaction) => Decision<NewMessage, Refusal>,
  onKept: OnKept = () => Promise.resolve(),
): Promise<QuestionChange<Refusal>> {
  return casework.write(context, async ({ tx }) => {
    await lockThread(tx, id);
    return openQuestion(tx, { id, action }, async (thread, childIds): Promise<Decision<string, Refusal>> => {
      const decision = decide(thread, tx);
      const audit = { action, itemId: thread.id, childIds } as const;
      if (decision.kind === 'refused') {
        await appendAudit(tx, { ...audit, itemCount: 0, outcome: 'refused', reason: decision.because }, newId);
        return decision;
      }
      await keepMessage(tx, thread.id, decision.value);
      await appendAudit(tx, { ...audit, itemCount: 1 }, newId);
      const [after] = await loadThreads(tx, [thread.id]);
      if (after) await asService(tx, () => onKept(tx, after));
      return { kind: 'granted', value: thread.id };
    });
  });
}
