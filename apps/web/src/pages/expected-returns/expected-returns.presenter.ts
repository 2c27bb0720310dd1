import type { ExpectedReturns } from '#casework';
import { showInstant } from '#domain/time';
import type { AuthorityChoice } from '../forms/authority-choice.js';
import { returnWords, showDue, showMonth } from './return-words.js';

/** Each provider with its months, the latest first, and what has become of the return of each. */
export function presentExpectedReturns(
  { at, providers, items }: ExpectedReturns,
  choice: AuthorityChoice,
  maySeeSent: boolean,
) {
  const missing = items.filter(({ state }) => state.kind === 'missing').length;
  return {
    choice,
    sent: maySeeSent ? `/provider-returns?authority=${choice.authority}` : '',
    asAt: showInstant(at),
    missing: missing === 1 ? '1 return has not come.' : `${missing} returns have not come.`,
    isAnyMissing: missing > 0,
    providers: providers.map(({ id, code, name }) => ({
      ...{ code, name },
      months: items
        .filter(({ provider }) => provider.id === id)
        .map((item) => ({ month: showMonth(item.month), due: showDue(item.dueOn), ...returnWords(item) })),
    })),
  };
}
