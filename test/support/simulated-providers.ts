import { generateReturns } from '#demonstration';
import type { Instant } from '#domain/time';
import { rowAsOf } from './rows-as-of.js';
import { SUTTON } from './service.js';

const authority = { code: SUTTON, name: 'Sutton', outwardCodes: ['SM1', 'SM2', 'SM3', 'SM5', 'SM6'] };
/** Repeats look back 90 days, so that months before the simulated one are on record when it begins. */
const MONTHS = 5;

export type Feed = (
  at: Instant,
) => readonly { readonly providerCode: string; readonly period: string; readonly rows: readonly object[] }[];

/** What each provider sends in an hour: the rows that say something else than before. */
export function returnsUntil(end: Instant, seed: number): Feed {
  const generated = generateReturns({ authorityIndex: 0, authority, months: MONTHS, seed, at: end });
  const known = new Map<string, string>();
  return (at) =>
    generated
      .map(({ providerCode, period, rows }) => ({
        providerCode,
        period,
        rows: rows.flatMap((row) => {
          const now = rowAsOf(row, at);
          const [key, text] = [`${providerCode} ${row['provider_ref'] ?? ''}`, JSON.stringify(now)];
          if (now === null || known.get(key) === text) return [];
          known.set(key, text);
          return [now];
        }),
      }))
      .filter(({ rows }) => rows.length > 0);
}
