import { recoverCounts } from '../../disclosure/index.js';
import type { Recovery, Solver } from '../../disclosure/index.js';
import type { MaceReportBody } from '../report-document.js';
import { cellsOf, numbersOf } from './report-counts.js';
import { reportRelations } from './report-relations.js';

/** Tries to recover every suppressed count of a report from what it shows (domain brief 5.1, rule 5). */
export function recoverReport(report: MaceReportBody, solver: Solver): Recovery {
  const cells = cellsOf(report);
  const hidden = [...cells].flatMap(([name, cell]) => ('suppressed' in cell ? [name] : []));
  return recoverCounts(
    { shown: numbersOf(cells), hidden: new Set(hidden), relations: reportRelations(report) },
    solver,
  );
}
