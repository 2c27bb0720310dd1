import { showInstant } from '#domain/time';
import type { SentReturn, SentReturns } from '#submissions';
import type { AuthorityChoice } from '../forms/authority-choice.js';
import { monthInWords } from './months.js';
import { addressOf } from './send-once.js';

interface Shown {
  readonly choice: AuthorityChoice;
  readonly isHeldOnly: boolean;
  readonly maySend: boolean;
  readonly isFirst: boolean;
}

/** What was sent, newest first. */
export function presentSentReturns({ sent, next }: SentReturns, { choice, isHeldOnly, maySend, isFirst }: Shown) {
  const list = `/provider-returns?authority=${choice.authority}`;
  const shown = isHeldOnly ? `${list}&show=held` : list;
  return {
    ...{ choice, maySend, isHeldOnly, isFirst },
    send: `/provider-returns/send?authority=${choice.authority}`,
    all: list,
    held: `${list}&show=held`,
    first: shown,
    next: next === null ? '' : `${shown}&after=${next}`,
    sent: sent.map((each) => ({
      href: addressOf(each.id, choice.authority),
      month: monthOf(each),
      provider: each.providerName,
      when: showInstant(each.receivedAt),
      by: each.sentBy,
      rows: String(each.rows),
      became: countsInWords(each),
      ...stateWords(each),
    })),
  };
}

export function monthOf({ period }: SentReturn): string {
  return period === null ? 'No month' : monthInWords(period);
}

const outcomes = ['new', 'changed', 'same', 'held', 'refused'] as const;

/** What became of the rows, in figures that add up to those received: `18 new, 4 held`. */
export function countsInWords({ counts, rows, state }: SentReturn): string {
  if (state !== 'applied') return 'Not known yet';
  if (rows === 0) return 'Nothing to report';
  return outcomes.flatMap((outcome) => (counts[outcome] > 0 ? [`${counts[outcome]} ${outcome}`] : [])).join(', ');
}

/** The state in words; the colour only repeats them. */
export function stateWords({ state, rows, counts, openRows }: SentReturn): {
  readonly state: string;
  readonly colour: string;
} {
  switch (state) {
    case 'received':
      return { state: 'Waiting', colour: 'grey' };
    case 'applying':
      return { state: 'Being checked', colour: 'blue' };
    case 'applied':
      if (openRows > 0) return { state: openRows === 1 ? '1 row to mend' : `${openRows} rows to mend`, colour: 'red' };
      if (rows === 0) return { state: 'Nil return', colour: 'green' };
      return counts.held > 0 ? { state: 'Mended since', colour: 'green' } : { state: 'Done', colour: 'green' };
  }
}
