import { parseReportingMonth } from '#domain/time';
import type { DemonstrationOptions, GeneratedReturn } from './demonstration-options.js';
import { chance, pickOne, pickWeighted, wholeBetween } from './draws.js';
import { mulberry32, seedOf } from './mulberry32.js';
import type { Random } from './mulberry32.js';

type Cells = Readonly<Record<string, string>>;

/** What an invented source notified in one month. */
export interface GeneratedList {
  /** `YYYY-MM` */
  readonly period: string;
  readonly source: 'police' | 'council';
  readonly rows: readonly Cells[];
}

/** One in so many episodes is one of which nobody told the council. */
const NOT_NOTIFIED = 0.04;

/**
 * What the police, and now and then the council itself, notified of the episodes that the providers returned; of a few
 * nobody did, and each month one child was notified whom no provider was ever asked about.
 */
export function generateNotifications(
  options: DemonstrationOptions,
  returns: readonly GeneratedReturn[],
): readonly GeneratedList[] {
  const random = mulberry32(seedOf(options.seed, options.authority.code, 'notifications'));
  const taken = new Set<string>();
  const periods = [...new Set(returns.map(({ period }) => period))];
  return periods.flatMap((period) => {
    const rows = returns.filter((each) => each.period === period).flatMap((each) => each.rows);
    const told = rows.flatMap((row) => {
      const source = pickWeighted(random, [
        ['police', 9],
        ['council', 1],
      ] as const);
      return chance(random, NOT_NOTIFIED) ? [] : [{ source, cells: notify(random, row, taken) }];
    });
    const unheard = rows.length === 0 ? null : unheardOf(random, period, options);
    return (['police', 'council'] as const).map((source) => ({
      period,
      source,
      rows: [
        ...told.filter((each) => each.source === source).map(({ cells }) => cells),
        ...(unheard && source === 'police' ? [unheard] : []),
      ],
    }));
  });
}

function notify(random: Random, row: Cells, taken: Set<string>): Cells {
  const own = `N-${row['provider_ref'] ?? ''}`;
  const ofPolice = row['police_ref'] ?? own;
  const reference = taken.has(ofPolice) ? own : ofPolice;
  taken.add(reference);
  const isClassed = chance(random, 0.9);
  return {
    reference,
    child: row['child_id'] ?? '',
    given_name: row['given_name'] ?? '',
    family_name: row['family_name'] ?? '',
    date_of_birth: row['date_of_birth'] ?? '',
    missing: row['missing_at'] ?? '',
    returned: row['returned_at'] ?? '',
    // The police grade by themselves: now and then otherwise than the provider was told.
    police_class: isClassed ? (row['police_classification'] ?? 'missing') : 'absent',
    police_risk: row['police_risk'] ?? pickOne(random, ['low', 'medium'] as const),
    missing_from: row['missing_from'] ?? '',
  };
}

/** A child of whom no provider knows: back the next morning, and nobody was asked to talk to them. */
function unheardOf(random: Random, period: string, { at, authorityIndex }: DemonstrationOptions): Cells | null {
  const month = parseReportingMonth(period);
  if (month === null) return null;
  const missing = month.toPlainDate({ day: wholeBetween(random, 1, 27) });
  const write = (day: typeof missing, time: string) => `${day.toString()}T${time}Z`;
  const returned = missing.add({ days: 1 });
  if (write(returned, '09:00:00') > at.toString()) return null;
  return {
    reference: `N-${period}-U`,
    child: `U${authorityIndex}${period.replace('-', '')}`,
    given_name: 'Unlista',
    family_name: 'Unheard-Sample',
    date_of_birth: `${2009 + wholeBetween(random, 0, 3)}-0${wholeBetween(random, 1, 9)}-15`,
    missing: write(missing, '20:15:00'),
    returned: write(returned, '07:40:00'),
    police_class: 'missing',
    police_risk: 'medium',
    missing_from: 'home',
  };
}
