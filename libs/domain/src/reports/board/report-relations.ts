import type { Relation } from '../../disclosure/index.js';
import type { MaceReportBody } from '../report-document.js';
import { episodeRelations } from './episode-relations.js';
import { factorRelations } from './factor-relations.js';
import { interviewRelations } from './interview-relations.js';
import { measureRelations } from './measure-relations.js';
import { orderRelations } from './order-relations.js';
import { shareRelations } from './share-relations.js';

/** What readers of a report know of its counts without seeing any: which add up, which lie within others, and what hours tell of them. */
export function relationsOfCounts(report: MaceReportBody): readonly Relation[] {
  return [
    ...episodeRelations(report),
    ...interviewRelations(report),
    ...factorRelations(report),
    ...measureRelations(report),
  ];
}

/** The same with what its percentages and the order of its rows tell. */
export function reportRelations(report: MaceReportBody): readonly Relation[] {
  return [...relationsOfCounts(report), ...shareRelations(report), ...orderRelations(report)];
}
