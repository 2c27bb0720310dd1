import type { Relation } from '../../disclosure/index.js';
import type { MaceReportBody } from '../report-document.js';

/**
 * What a printed percentage tells of its counts: with one decimal, half away from zero, `percent` says that
 * 10 × percent − ½ ≤ 1000 × numerator ÷ base < 10 × percent + ½.
 */
export function shareRelations(report: MaceReportBody): readonly Relation[] {
  return [...sharesIn(report, '')].flatMap(({ at, percent }): readonly Relation[] => {
    const [numerator, base] = [`${at}/numerator`, `${at}/base`];
    const twice = Math.round(percent * 10) * 2;
    const terms = (ofNumerator: number, ofBase: number) => [
      { count: numerator, times: ofNumerator },
      { count: base, times: ofBase },
    ];
    return [
      { terms: terms(-2000, twice - 1), is: 'at_most', to: 0 },
      { terms: terms(2000, -(twice + 1)), is: 'at_most', to: -1 },
    ];
  });
}

function* sharesIn(part: unknown, at: string): Generator<{ readonly at: string; readonly percent: number }> {
  if (typeof part !== 'object' || part === null) return;
  if ('numerator' in part && 'percent' in part && typeof part.percent === 'number') yield { at, percent: part.percent };
  else for (const [key, each] of Object.entries(part)) yield* sharesIn(each, `${at}/${key}`);
}
