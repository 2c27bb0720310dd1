import { chooseHidden } from '../../disclosure/index.js';
import type { CountName, Solver } from '../../disclosure/index.js';
import type { Cell } from '../cells.js';
import type { MaceReportBody } from '../report-document.js';
import { cellsOf, isCell, numbersOf } from './report-counts.js';
import { beside, withoutContradictions } from './published-packs.js';
import { relationsOfCounts } from './report-relations.js';

/** A share, an average or a median of fewer than these tells too much of each of them (domain brief 5.1). */
const FEWEST_MEASURED = 10;

const suppressed: Cell = { suppressed: 'c' };

/**
 * The report to a board or the public: its small counts hidden, and as many others as it takes that none of them can be
 * worked out from the rest of it. Rows stand in the order of their codes, since an order by size tells of sizes.
 */
export function suppressReport(
  report: MaceReportBody,
  earlier: readonly MaceReportBody[],
  threshold: number,
  solver: Solver,
): MaceReportBody {
  const ordered = inOrderOfCodes({ ...report, audience: 'board' });
  const counts = numbersOf(cellsOf(ordered));
  const known = withoutContradictions(beside(ordered, relationsOfCounts(ordered), earlier), counts);
  const hidden = chooseHidden({ counts, beside: known, isDear: isHeadline }, threshold, solver);
  return withoutCounts(ordered, hidden, '');
}

const isHeadline = (count: CountName) => count.startsWith('/headline/');

function inOrderOfCodes(report: MaceReportBody): MaceReportBody {
  const byCode = <Row extends { readonly code: string }>(rows: readonly Row[]) =>
    [...rows].sort((left, right) => compare(left.code, right.code));
  const { factors } = report;
  return {
    ...report,
    factors: {
      ...factors,
      ...{ push: byCode(factors.push), pull: byCode(factors.pull), harm: byCode(factors.harm) },
      vulnerabilities: byCode(factors.vulnerabilities),
      pairs: [...factors.pairs].sort((left, right) => compare(left.codes.join(), right.codes.join())),
    },
  };
}

const compare = (left: string, right: string) => Number(left > right) - Number(left < right);

/** A copy without the hidden counts, nor the shares, medians and percentiles that stand on a hidden or a small one. */
function withoutCounts<Part>(part: Part, hidden: ReadonlySet<CountName>, pointer: string): Part {
  if (typeof part !== 'object' || part === null) return part;
  if (isCell(part)) return hidden.has(pointer) ? ({ ...suppressed } as Part) : part;
  const inside = Object.entries(part).map(([key, each]) => [
    key,
    withoutCounts(each as unknown, hidden, `${pointer}/${key}`),
  ]);
  if (Array.isArray(part)) return inside.map(([, each]) => each) as Part;
  return withoutMeasures(Object.fromEntries(inside) as Readonly<Record<string, unknown>>) as Part;
}

/** The measures that stand beside counts, and the count that each of them is of. */
const measures = [
  ['percent', 'base'],
  ['percent', 'numerator'],
  ['median', 'known'],
  ['percentile90', 'known'],
  ['medianDays', 'informed'],
] as const;

function withoutMeasures(part: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const withheld = measures.filter(
    ([measure, count]) => measure in part && count in part && !isEnough(part[count], count),
  );
  return { ...part, ...Object.fromEntries(withheld.map(([measure]) => [measure, null])) };
}

function isEnough(count: unknown, role: (typeof measures)[number][1]): boolean {
  if (typeof count !== 'object' || count === null || !('value' in count)) return false;
  return role === 'numerator' || Number(count.value) >= FEWEST_MEASURED;
}
