import { FiguresContradict, boundsOf, indexOf, rings } from '../../disclosure/index.js';
import type { CountName, Publication, Relation } from '../../disclosure/index.js';
import type { MaceReportBody } from '../report-document.js';
import { packLinks } from './pack-links.js';
import type { Pack } from './pack-links.js';
import { cellsOf, numbersOf } from './report-counts.js';
import { reportRelations } from './report-relations.js';

/** What readers have beside a report, and by which relations the reports hang together. */
export interface Beside {
  readonly publication: Publication;
  readonly links: ReadonlySet<Relation>;
}

/**
 * The relations of a report, and those reports that were published before with all that hangs together with it. The counts
 * of the report itself are neither among the shown nor the hidden; they keep their names.
 */
export function beside(report: MaceReportBody, own: readonly Relation[], earlier: readonly MaceReportBody[]): Beside {
  const others = earlier.map((each, index): Pack => ({ prefix: `earlier:${index}`, report: each }));
  const links = packLinks([{ prefix: '', report }, ...others]);
  const cells = new Map(others.flatMap((pack) => [...named(cellsOf(pack.report), pack)]));
  const theirs = others.flatMap((pack) => reportRelations(pack.report).map((relation) => renamed(relation, pack)));
  const whole = {
    shown: numbersOf(cells),
    hidden: new Set([...cells].flatMap(([name, cell]) => ('suppressed' in cell ? [name] : []))),
    unpublished: links.months,
    relations: [...own, ...theirs, ...links.relations],
  };
  return { publication: onlyNear(whole, cellsOf(report).keys()), links: new Set(links.relations) };
}

/**
 * The same without those links that the counts of the report contradict, because a month was corrected between the two.
 * Throws FiguresContradict where the counts contradict each other without any.
 */
export function withoutContradictions(
  { publication, links }: Beside,
  counts: ReadonlyMap<CountName, number>,
): Publication {
  let left = publication;
  for (;;) {
    try {
      boundsOf({ ...left, shown: new Map([...left.shown, ...counts]) });
      return left;
    } catch (error) {
      if (!(error instanceof FiguresContradict)) throw error;
      const guilty = nearestLinks(error, left, links);
      if (guilty.size === 0) throw error;
      left = { ...left, relations: left.relations.filter((relation) => !guilty.has(relation)) };
    }
  }
}

function nearestLinks(
  { count, relation }: FiguresContradict,
  { shown, relations }: Publication,
  links: ReadonlySet<Relation>,
): ReadonlySet<Relation> {
  if (links.has(relation)) return new Set([relation]);
  for (const ring of rings([count], indexOf(relations), (each) => !shown.has(each))) {
    const found = ring.filter((each) => links.has(each));
    if (found.length > 0) return new Set(found);
  }
  return new Set();
}

/** What does not hang together with any of the counts was proved before and tells nothing new. */
function onlyNear(publication: Publication, counts: Iterable<CountName>): Publication {
  const { shown, relations } = publication;
  const near = new Set([...rings(counts, indexOf(relations), (count) => !shown.has(count))].flat());
  const open = new Set([...near].flatMap(({ terms }) => terms.map(({ count }) => count)));
  return {
    shown,
    hidden: new Set([...publication.hidden].filter((count) => open.has(count))),
    unpublished: new Set([...(publication.unpublished ?? [])].filter((count) => open.has(count))),
    relations: relations.filter((relation) => near.has(relation)),
  };
}

function named<Value>(counts: ReadonlyMap<CountName, Value>, { prefix }: Pack): ReadonlyMap<CountName, Value> {
  return new Map([...counts].map(([name, value]) => [`${prefix}${name}`, value]));
}

function renamed(relation: Relation, { prefix }: Pack): Relation {
  return { ...relation, terms: relation.terms.map((term) => ({ ...term, count: `${prefix}${term.count}` })) };
}
