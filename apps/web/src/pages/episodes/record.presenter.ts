import { dayField } from '../forms/day-field.js';
import { fieldsOfStep, steps } from './record.form.js';
import type { RecordFields, Step } from './record.form.js';
import type { Typed } from './question-kinds.js';
import { questionsOfStep } from './record.questions.js';

/** What a page of the form shows. */
export interface StepShown extends Typed {
  readonly key: string;
  readonly step: Step;
}

export const stepTitles: Readonly<Record<Step, string>> = {
  child: 'Which child went missing?',
  episode: 'How did the child go missing?',
  referral: 'Is the child back, and who is asked?',
  check: 'Check before you record the episode',
};

/** The pages that ask something, and what stands above their answers. */
const answerTitles = [
  ['child', 'The child'],
  ['episode', 'The episode'],
  ['referral', 'Return and referral'],
] as const satisfies readonly (readonly [Step, string])[];

/** A page of the form: its own fields, and those of the others hidden. */
export function presentStep(shown: StepShown) {
  const { key, step, fields } = shown;
  const own: readonly string[] = fieldsOfStep[step];
  const carried = Object.entries(fields).filter(([name, value]) => !own.includes(name) && value !== '');
  return {
    ...{ key, step, title: stepTitles[step] },
    position: `Step ${steps.indexOf(step) + 1} of ${steps.length}`,
    carried: carried.map(([name, value]) => ({ name, value })),
    birth: step === 'child' ? birthField(fields) : null,
    blocks: questionsOfStep[step].flatMap(({ ask }) => ask(shown)),
    answers: step === 'check' ? answersOf(shown) : [],
    button: step === 'check' ? 'Record the episode' : 'Continue',
  };
}

function birthField({ birthDay, birthMonth, birthYear }: RecordFields) {
  const words = { label: 'Date of birth', hint: 'For example, 14 3 2010' };
  return dayField('birth', words, { day: birthDay, month: birthMonth, year: birthYear });
}

/** Everything that was typed, page by page, with a way back to each. */
function answersOf(typed: Typed) {
  return answerTitles.map(([step, title]) => {
    const answers = questionsOfStep[step].flatMap((question) => question.answers(typed));
    return { step, title, rows: answers.filter(({ value }) => value !== '') };
  });
}
