import { isAtMost } from '../../disclosure/index.js';
import type { Relation } from '../../disclosure/index.js';
import type { MaceReportBody } from '../report-document.js';

/** Groups of children who are in no placement; those of all the others are in one, or it is not known in which. */
const atHome: readonly string[] = ['home', 'care_leaver'];

/** What anybody knows of two tables of one population: groups tell who is in a placement, and so do placements. */
export function placementRelations({ groups, demographics: { placement } }: MaceReportBody): readonly Relation[] {
  const isPlacedByGroup = groups.map(({ group }) => !atHome.includes(group));
  const isPlacedByPlacement = placement.map(({ key }) => key !== 'not_placed');
  return [true, false].flatMap((isPlaced) => {
    const rowsOf = (table: string, placed: readonly boolean[], column: string) =>
      placed.flatMap((each, row) => (each === isPlaced ? [`${table}/${row}/${column}`] : []));
    const byGroup = (column: string) => rowsOf('/groups', isPlacedByGroup, column);
    const byPlacement = (column: string) => rowsOf('/demographics/placement', isPlacedByPlacement, column);
    return [
      isAtMost(byGroup('episodes'), byPlacement('episodes')),
      isAtMost(byPlacement('episodes'), byGroup('episodes')),
      ...byGroup('children').map((count) => isAtMost([count], byPlacement('children'))),
      ...byPlacement('children').map((count) => isAtMost([count], byGroup('children'))),
    ].filter(({ terms }) => terms.length > 0);
  });
}
