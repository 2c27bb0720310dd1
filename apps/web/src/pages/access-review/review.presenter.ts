import type { OpenQuestion, Organisation, ReviewAnswer } from '#access';
import { showDay, showInstant } from '#domain/time';
import type { Day, Instant } from '#domain/time';
import type { AuthorityChoice } from '../forms/authority-choice.js';
import { showRole } from '../people/people.presenter.js';
import { answerField } from './review.form.js';

export interface ReviewInput {
  readonly questions: readonly OpenQuestion[];
  readonly lastSignIns: ReadonlyMap<string, Instant>;
  readonly answers: ReadonlyMap<string, ReviewAnswer>;
}

/** The questions of a review in words: who is to be confirmed, who is suspended, and whom somebody else confirms. */
export function presentReview(
  { questions, lastSignIns, answers }: ReviewInput,
  choice: AuthorityChoice,
  organisation: Organisation & { readonly name: string },
) {
  const viewOf = (question: OpenQuestion) => {
    const answer = answers.get(question.membershipId);
    const lastAt = lastSignIns.get(question.personId);
    return {
      ...{ id: answerField(question.membershipId), name: question.name, signInName: question.signInName },
      ...{
        role: showRole(question),
        since: showDay(question.since),
        signedIn: lastAt ? showInstant(lastAt) : 'not known',
      },
      ...{ isKept: answer === 'keeps', isEnded: answer === 'ends' },
      isElsewhere: question.providerId !== organisation.providerId,
    };
  };
  const running = questions.filter(({ isMine, suspendedAt }) => isMine && suspendedAt === null);
  const suspended = questions.filter(({ isMine, suspendedAt }) => isMine && suspendedAt !== null);
  const [first] = running;
  return {
    ...{ choice, organisation: organisation.name, action: `/access-review?authority=${choice.authority}` },
    quarter: first ? showQuarter(first.quarterOn) : null,
    due: first ? showDay(first.dueOn) : null,
    running: running.map(viewOf),
    suspended: suspended.map(viewOf),
    byOthers: questions.filter(({ isMine }) => !isMine).map(({ name }) => name),
    hasQuestions: running.length + suspended.length > 0,
  };
}

/** A quarter as people say it: `1 October to 31 December 2026`. */
function showQuarter(first: Day): string {
  const last = first.add({ months: 3 }).subtract({ days: 1 });
  return `${showDay(first).replace(` ${first.year}`, '')} to ${showDay(last)}`;
}
