import type { OpenQuestion, ReviewAnswer } from '#access';
import type { FormFault } from '../../http/form-fault.js';

/** The name of the two choices about one person. */
export function answerField(membershipId: string): string {
  return `answer-${membershipId}`;
}

/** A form as it was read: an answer for each question, or which ones lack theirs. */
export type ReadReview =
  | { readonly kind: 'sound'; readonly answers: ReadonlyMap<string, ReviewAnswer> }
  | {
      readonly kind: 'faulty';
      readonly answers: ReadonlyMap<string, ReviewAnswer>;
      readonly faults: readonly FormFault[];
    };

/**
 * Reads the answers to the questions that are open to the reviewer. The fields are named after the questions, so no class
 * can list them; what names none of these is not read. A person who is suspended may be left as they are.
 */
export function readReviewForm(body: unknown, questions: readonly OpenQuestion[]): ReadReview {
  const answers = new Map<string, ReviewAnswer>();
  const faults: FormFault[] = [];
  for (const { membershipId, name, suspendedAt } of questions) {
    const field = answerField(membershipId);
    const answer: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, field) : null;
    if (answer === 'keeps' || answer === 'ends') answers.set(membershipId, answer);
    else if (suspendedAt === null) faults.push({ field, text: `Say whether ${name} keeps access` });
  }
  return faults.length > 0 ? { kind: 'faulty', answers, faults } : { kind: 'sound', answers };
}
