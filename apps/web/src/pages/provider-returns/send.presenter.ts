import type { AuthorityChoice } from '../forms/authority-choice.js';
import type { Choice } from '../forms/choices.js';
import type { Sent } from './send-once.js';

/** One of the files that were sent, by the name that its sender gave it. */
export interface FileOutcome {
  readonly name: string;
  readonly sent: Sent;
}

/** The form that takes files in; where some of them went in and others did not, what became of each. */
export function presentSend(shown: {
  readonly choice: AuthorityChoice;
  readonly months: readonly Choice[];
  readonly key: string;
  readonly isNothing: boolean;
  readonly outcomes: readonly FileOutcome[];
}) {
  const { choice, months, key, isNothing, outcomes } = shown;
  return {
    ...{ choice, months, key, isNothing },
    list: `/provider-returns?authority=${choice.authority}`,
    action: `/provider-returns/send?authority=${choice.authority}`,
    form: `/provider-returns/new?authority=${choice.authority}`,
    isAnyTaken: outcomes.some(({ sent }) => sent.kind === 'taken'),
    files: outcomes.map(({ name, sent }, index) => ({
      name: name === '' ? `File ${index + 1}` : name,
      href: sent.kind === 'taken' ? sent.address : '',
      ...(sent.kind === 'taken' ? { state: 'Taken in', colour: 'green' } : { state: 'Refused', colour: 'red' }),
    })),
  };
}
