import type { MissingCase } from '../../cases/index.js';
import { count } from '../cells.js';
import type { RepeatBandRow } from '../mace-report.js';
import { groupBy } from './counted.js';

/** Bands of episodes per child as used in a published return of a county council; both ends are included. */
export const repeatBands = [
  { band: '1', from: 1, to: 1 },
  { band: '2', from: 2, to: 2 },
  { band: '3', from: 3, to: 3 },
  { band: '4', from: 4, to: 4 },
  { band: '5', from: 5, to: 5 },
  { band: '6-10', from: 6, to: 10 },
  { band: '11-20', from: 11, to: 20 },
  { band: '21-50', from: 21, to: 50 },
  { band: '51-100', from: 51, to: 100 },
  { band: '100+', from: 101, to: Infinity },
] as const;

/** Children by the number of their episodes that started in the period. */
export function buildRepeatBands(started: readonly MissingCase[]): readonly RepeatBandRow[] {
  const perChild = [...groupBy(started, ({ episode }) => episode.childId).values()].map((cases) => cases.length);
  return repeatBands
    .map(({ band, from, to }) => ({ band, children: perChild.filter((n) => n >= from && n <= to).length }))
    .filter(({ children }) => children > 0)
    .map(({ band, children }) => ({ band, children: count(children) }));
}
