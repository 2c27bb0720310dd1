import type { Relation, Term } from '../../disclosure/index.js';
import type { DelaySummary } from '../mace-report.js';
import type { MaceReportBody } from '../report-document.js';

/** A figure with one decimal stands for hours on either side of it. */
const HALF_A_DECIMAL = 0.05;
const HOURS = 72;

/**
 * What a median and a 90th percentile of hours tell: how many of the known lie on its side of 72 hours. The q-th is the
 * smallest value with at least that share at or below it, so that of n known ⌈qn⌉ lie at or below it, and n − ⌈qn⌉ + 1
 * at or above it.
 */
export function measureRelations({ interviews, lateness }: MaceReportBody): readonly Relation[] {
  const all = interviews.findIndex(({ by }) => by === 'all');
  if (all === -1) return [];
  const row = `/interviews/${all}`;
  return [
    ...tellsOf(lateness.offer, '/lateness/offer', `${row}/offered`, `${row}/offeredIn72h`),
    ...tellsOf(lateness.interview, '/lateness/interview', `${row}/completed`, `${row}/completedIn72h`),
  ];
}

function tellsOf(delay: DelaySummary, at: string, happened: string, inTime: string): readonly Relation[] {
  const known: Term = { count: `${at}/known`, times: 1 };
  return [
    { hours: delay.median, of: 2 },
    { hours: delay.percentile90, of: 10 },
  ].flatMap(({ hours, of }): readonly Relation[] => {
    if (hours === null) return [];
    if (hours + HALF_A_DECIMAL <= HOURS) {
      const terms = [
        { ...known, times: of - 1 },
        { count: inTime, times: -of },
      ];
      return [{ terms, is: 'at_most', to: 0 }];
    }
    if (hours - HALF_A_DECIMAL <= HOURS) return [];
    const terms = [known, { count: happened, times: -of }, { count: inTime, times: of }];
    return [{ terms, is: 'at_most', to: -1 }];
  });
}
