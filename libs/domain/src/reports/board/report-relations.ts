import type { Relation } from '../../disclosure/index.js';
import type { MaceReportBody } from '../report-document.js';
import { episodeRelations } from './episode-relations.js';
import { factorRelations } from './factor-relations.js';
import { interviewRelations } from './interview-relations.js';
import { shareRelations } from './share-relations.js';

/** What readers of a report know of its counts without seeing any: which add up, and which lie within others. */
export function relationsOfCounts(report: MaceReportBody): readonly Relation[] {
  return [...episodeRelations(report), ...interviewRelations(report), ...factorRelations(report)];
}

/** The same with what its percentages tell. */
export function reportRelations(report: MaceReportBody): readonly Relation[] {
  return [...relationsOfCounts(report), ...shareRelations(report)];
}
