import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rangesByTrying, solveByTrying } from '../../../../test/builders/index.js';
import { boundsOf } from './bounds.js';
import { FiguresContradict, addsUp, chooseHidden, isAtMost, isSame, isWithin, recoverCounts } from './index.js';
import type { CountName, Publication, Relation } from './index.js';
import { publicationOf } from './choose-hidden.js';

/** No drawn total is larger, so that every solution is found by trying. */
const MOST = 8;
const solver = solveByTrying(MOST);

/** A small table with its totals, another split of one of the totals, and a count within each. */
const table = fc
  .record({
    cells: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 4, maxLength: 4 }),
    split: fc.integer({ min: 0, max: 8 }),
    part: fc.integer({ min: 0, max: 8 }),
  })
  .map(({ cells: [a = 0, b = 0, c = 0, d = 0], split, part }) => {
    const top = Math.min(split, a + b);
    const counts = new Map<CountName, number>([
      ...Object.entries({ a, b, c, d, ab: a + b, cd: c + d, ac: a + c, bd: b + d, twin: a + b }),
      ...Object.entries({ top, rest: a + b - top, part: Math.min(part, c + d) }),
    ]);
    const relations: readonly Relation[] = [
      ...[addsUp('ab', ['a', 'b']), addsUp('cd', ['c', 'd']), addsUp('ac', ['a', 'c']), addsUp('bd', ['b', 'd'])],
      ...[addsUp('ab', ['top', 'rest']), isSame('ab', 'twin'), isWithin(['part'], 'cd')],
    ];
    return { counts, relations };
  });
/** Counts with nothing published before them. */
const draftOf = (counts: ReadonlyMap<CountName, number>, relations: readonly Relation[]) => ({
  counts,
  beside: { shown: new Map(), hidden: new Set<CountName>(), relations },
  isDear: () => false,
});

const hidings = table.chain(({ counts, relations }) => {
  const names = [...counts].filter(([, count]) => count > 0).map(([name]) => name);
  return fc
    .subarray(names, { maxLength: Math.min(names.length, 5) })
    .map((hidden) => publicationOf(draftOf(counts, relations), new Set(hidden)));
});

/** What is known when every solution is, but for what nothing holds from above. */
function truthOf(publication: Publication) {
  const ranges = rangesByTrying(publication, MOST);
  const isHeld = (count: CountName) =>
    ![...boundsOf(publication)].some(([name, { most }]) => name === count && most > MOST);
  return { ranges, isHeld };
}

describe('boundsOf', () => {
  it('is never closer than the truth', () =>
    fc.assert(
      fc.property(hidings, (publication) => {
        const bounds = boundsOf(publication);
        for (const [count, { least, most }] of truthOf(publication).ranges) {
          expect(bounds.get(count)?.least).toBeLessThanOrEqual(least);
          expect(bounds.get(count)?.most).toBeGreaterThanOrEqual(most);
        }
      }),
      { numRuns: 300 },
    ));

  const hidden = (names: string, shown: Readonly<Record<string, number>>, relations: readonly Relation[]) =>
    boundsOf({ hidden: new Set(names.split(' ')), shown: new Map(Object.entries(shown)), relations });

  it('starts at 1, since true zeros are shown, and has no end where nothing holds a count', () =>
    expect(hidden('a', {}, []).get('a')).toEqual({ least: 1, most: Infinity, because: [] }));

  it('is carried on from one relation to the next', () =>
    expect(
      hidden(
        'a b c',
        { total: 6, other: 5 },
        [addsUp('total', ['a', 'b']), addsUp('other', ['b', 'c']), isAtMost(['c'], [])].slice(0, 2),
      ).get('c'),
    ).toMatchObject({ least: 1, most: 4 }));

  it('pins two that add up to 2', () => {
    const bounds = hidden('a b', { total: 2 }, [addsUp('total', ['a', 'b'])]);
    expect([...bounds.values()]).toMatchObject([
      { least: 1, most: 1 },
      { least: 1, most: 1 },
    ]);
  });

  it('takes no notice of a relation with a count that is not in the publication', () =>
    expect(hidden('a', { b: 1 }, [addsUp('total', ['a', 'b'])]).get('a')?.most).toBe(Infinity));

  it.each([
    ['two that add up to 1', { total: 1 }],
    ['two that add up to nothing', { total: 0 }],
  ])('refuses %s', (_words, shown) =>
    expect(() => hidden('a b', shown, [addsUp('total', ['a', 'b'])])).toThrow(FiguresContradict),
  );
});

describe('recoverCounts', () => {
  it('finds the very counts that can be one number only, and the narrowest range', () =>
    fc.assert(
      fc.property(hidings, (publication) => {
        const { ranges, isHeld } = truthOf(publication);
        const held = [...ranges].filter(([count]) => isHeld(count));
        const widths = held.map(([, { least, most }]) => most - least);
        const found = recoverCounts(publication, solver);
        expect([...found.pinned].sort()).toEqual(
          held
            .filter(([, { least, most }]) => least === most)
            .map(([name]) => name)
            .sort(),
        );
        expect(found.hidden).toBe(publication.hidden.size);
        if (held.length === ranges.size) expect(found.narrowest).toBe(widths.length === 0 ? null : Math.min(...widths));
      }),
      { numRuns: 300 },
    ));

  it('finds by the solver what bounds leave open: a + b, b + c and a + c known', () => {
    const shown = new Map(Object.entries({ ab: 7, bc: 8, ac: 7 }));
    const relations = [addsUp('ab', ['a', 'b']), addsUp('bc', ['b', 'c']), addsUp('ac', ['a', 'c'])];
    const publication = { shown, relations, hidden: new Set(['a', 'b', 'c']) };
    expect([...boundsOf(publication).values()].some(({ least, most }) => least === most)).toBe(false);
    expect(recoverCounts(publication, solver).pinned).toEqual(['a', 'b', 'c']);
  });
});

describe('chooseHidden', () => {
  const choose = (counts: ReadonlyMap<CountName, number>, relations: readonly Relation[], threshold = 3) =>
    chooseHidden(draftOf(counts, relations), threshold, solver);

  const mostly = table.filter(({ counts }) => [...counts.values()].every((count) => count !== 1 && count !== 2));

  it('leaves nothing that every solution agrees on, hides what is small and shows true zeros', () =>
    fc.assert(
      fc.property(table, ({ counts, relations }) => {
        const hidden = hiddenOrNull(counts, relations);
        if (hidden === null) return;
        for (const [name, count] of counts) {
          if (count === 0) expect(hidden.has(name)).toBe(false);
          if (count > 0 && count < 3) expect(hidden.has(name)).toBe(true);
        }
        const { ranges, isHeld } = truthOf(publicationOf(draftOf(counts, relations), hidden));
        for (const [name, { least, most }] of ranges) if (isHeld(name)) expect(most).toBeGreaterThan(least);
      }),
      { numRuns: 60 },
    ));

  it('is the same each time, in whatever order the relations come', () =>
    fc.assert(
      fc.property(
        table.chain(({ counts, relations }) =>
          fc.tuple(
            fc.constant({ counts, relations }),
            fc.shuffledSubarray([...relations], { minLength: relations.length }),
          ),
        ),
        ([{ counts, relations }, shuffled]) => {
          expect(hiddenOrNull(counts, shuffled)).toEqual(hiddenOrNull(counts, relations));
        },
      ),
      { numRuns: 60 },
    ));

  it('hides nothing where nothing is small', () =>
    fc.assert(
      fc.property(mostly, ({ counts, relations }) => expect(choose(counts, relations)).toEqual(new Set())),
      { numRuns: 20 },
    ));

  it('hides the smallest of those that pin, the first of equals', () => {
    const counts = new Map(Object.entries({ a: 2, b: 7, c: 5, d: 5, total: 19 }));
    expect([...choose(counts, [addsUp('total', ['a', 'b', 'c', 'd'])])]).toEqual(['a', 'c']);
  });

  /** Null where small counts are known whatever is hidden: next to nothing but zeros. */
  function hiddenOrNull(counts: ReadonlyMap<CountName, number>, relations: readonly Relation[]) {
    try {
      return choose(counts, relations);
    } catch (error) {
      expect(String(error)).toMatch(/is known whatever is hidden/);
      return null;
    }
  }
});
