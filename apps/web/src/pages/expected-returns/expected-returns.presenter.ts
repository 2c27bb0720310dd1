import type { ExpectedReturns } from '#casework';
import { showInstant } from '#domain/time';
import type { AuthorityChoice } from '../forms/authority-choice.js';
import { returnWords, showDue, showMonth } from './return-words.js';

/** Each provider with its months, the latest first, and what has become of the return of each; `asked` questions are open. */
export function presentExpectedReturns(
  { at, providers, items }: ExpectedReturns,
  choice: AuthorityChoice,
  { asked, maySeeSent }: { readonly asked: number; readonly maySeeSent: boolean },
) {
  const missing = items.filter(({ state }) => state.kind === 'missing').length;
  return {
    choice,
    sent: maySeeSent ? `/provider-returns?authority=${choice.authority}` : '',
    asAt: showInstant(at),
    missing: missing === 1 ? '1 return has not come.' : `${missing} returns have not come.`,
    isAnyMissing: missing > 0,
    asked:
      asked === 0
        ? ''
        : asked === 1
          ? '1 question of the council is open'
          : `${asked} questions of the council are open`,
    questions: `/questions?authority=${choice.authority}`,
    providers: providers.map(({ id, code, name }) => ({
      ...{ code, name },
      months: items
        .filter(({ provider }) => provider.id === id)
        .map((item) => ({ month: showMonth(item.month), due: showDue(item.dueOn), ...returnWords(item) })),
    })),
  };
}
