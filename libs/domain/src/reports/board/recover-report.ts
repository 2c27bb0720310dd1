import { knownBefore, recoverCounts } from '../../disclosure/index.js';
import type { Recovery, Solver } from '../../disclosure/index.js';
import type { MaceReportBody } from '../report-document.js';
import { beside, withoutContradictions } from './published-packs.js';
import { cellsOf, numbersOf } from './report-counts.js';
import { reportRelations } from './report-relations.js';

/**
 * Tries to recover every suppressed count of a report from what it shows, and from what was published before it
 * (domain brief 5.1, rule 5); a count of an earlier report that the two together pin is told as `earlier:` and its number. What the earlier ones
 * tell by themselves this one does not.
 */
export function recoverReport(report: MaceReportBody, earlier: readonly MaceReportBody[], solver: Solver): Recovery {
  const cells = cellsOf(report);
  const shown = numbersOf(cells);
  const hidden = [...cells].flatMap(([name, cell]) => ('suppressed' in cell ? [name] : []));
  const { publication, links } = beside(report, reportRelations(report), earlier);
  const whole = { ...publication, hidden: new Set([...hidden, ...publication.hidden]) };
  const told = withoutContradictions({ publication: whole, links }, shown);
  const draft = { counts: new Map([...shown, ...hidden.map((name) => [name, 1] as const)]), beside: told };
  const known = knownBefore(draft, solver);
  return recoverCounts({ ...told, shown: new Map([...told.shown, ...shown]) }, solver, known);
}
