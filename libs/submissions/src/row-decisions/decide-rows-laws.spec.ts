import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aCheckContext, neededCells } from '../../../../test/builders/index.js';
import type { Cells } from '../../../../test/builders/index.js';
import { ReturnsInMemory } from './returns-in-memory.js';

/** Whatever of these a case holds, it is sound: contradictions are of what a cell says, and the later version counts. */
const written: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(Object.entries(neededCells).map(([column, cell]) => [column, [cell]])),
  missing_at: ['10/10/2025 20:00', '10/10/2025 21:00', '10/10/2025'],
  gender: ['female', 'male', '-'],
  family_name: ['Ashgrove-Sample', 'Ashgrove', '-'],
  police_risk: ['low', 'high', '-'],
  returned_at: ['11/10/2025 08:00', '11/10/2025 09:00', '-'],
  referred_at: ['11/10/2025 10:00', '-'],
  attempts: ['11/10/2025 12:00=text=no_response', '-'],
  offered_at: ['11/10/2025 12:00', '11/10/2025', '-'],
  offered_to: ['child', 'carer', '-'],
  offer_outcome: ['accepted', '-'],
  interview_at: ['12/10/2025 10:00', '12/10/2025 11:00', '13/10/2025', '-'],
  interview_mode: ['in_person', 'video', '-'],
  interview_covers: ['H002', '-'],
  push_factors: ['PU01', 'PU01;PU11:child', 'PU12', 'none_given', '-'],
  primary_factor: ['PU01', 'PU11', '-'],
  vulnerabilities: ['VU08=Y', 'VU10=N', '-'],
  carer_information: ['Said little', '-'],
  fee_claimed: ['245.50', '-'],
};
/** Up to six messages of one case that say something of these columns; the last says all that is needed. */
function aCase(columns: readonly string[]): fc.Arbitrary<readonly Cells[]> {
  const aMessage = fc.record(
    Object.fromEntries(columns.map((column) => [column, fc.constantFrom('', ...(written[column] ?? []))])),
  );
  return fc.array(aMessage, { minLength: 1, maxLength: 6 }).map((messages) =>
    messages.map((cells, index) => ({
      ...(index === messages.length - 1 ? neededCells : {}),
      ...Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== '')),
      provider_ref: 'H001',
      row_version: String(index + 1),
    })),
  );
}

const all = Object.keys(written);
const alone = all.filter((column) => column !== 'interview_covers');
/** What an episode has of its child where its own rows do not say is as it was at the time. */
const covering = all.filter((column) => column !== 'gender');

/** An episode of the same child that H001 may cover; until its return is told the two overlap. */
const covered: readonly Cells[] = [
  { ...neededCells, provider_ref: 'H002', row_version: '1', missing_at: '08/10/2025 20:00' },
  { provider_ref: 'H002', row_version: '2', returned_at: '09/10/2025 08:00' },
];

const you = aCheckContext('you');
const another = aCheckContext('another');
const contextOf = (sender: string) => (sender === 'you' ? you : another);

/** What is on record, told without opaque ids. */
function stateOf(register: ReturnsInMemory): readonly string[] {
  const child = (id: string) => JSON.stringify({ ...register.children.get(id), childId: null });
  const names = new Map([...register.cases.keys()].map((id) => [id, register.refOf(id)]));
  return [...register.cases.values()]
    .map((record) =>
      JSON.stringify({ ...record, child: child(record.episode.childId) }, (key, value: unknown) => {
        if (key === 'covers' && Array.isArray(value)) return value.map((id: string) => names.get(id)).sort();
        return /^(id|episodeId|childId)$/.test(key) ? undefined : value;
      }),
    )
    .sort();
}

function after(files: readonly (readonly Cells[])[], chunk = 500): ReturnsInMemory {
  const register = new ReturnsInMemory(contextOf);
  for (const file of files) register.take('you', file, chunk);
  return register;
}

const openRows = (register: ReturnsInMemory) =>
  [...register.receipts.values()].filter(({ last }) => last.outcome === 'held' && !last.isPutRight);

/** The same rows in another order, in some number of files. */
const shuffledAndSplit = (rows: readonly Cells[]) =>
  fc
    .tuple(
      fc.shuffledSubarray([...rows], { minLength: rows.length }),
      fc.array(fc.nat(rows.length), { maxLength: rows.length }),
    )
    .map(([shuffled, cuts]) =>
      [0, ...cuts.toSorted((left, right) => left - right)]
        .map((start, index, starts) => shuffled.slice(start, starts[index + 1]))
        .filter((file) => file.length > 0),
    );

describe('rows of a case', () => {
  it.each<[string, readonly Cells[], readonly string[]]>([
    ['one case', [], alone],
    ['a case that covers another episode of the child', covered, covering],
  ])('end in one state in any order and any split, and none is left held: %s', (_words, others, columns) => {
    const orders = aCase(columns).chain((messages) => {
      const rows = [...others, ...messages];
      return fc.tuple(fc.constant(rows), shuffledAndSplit(rows), fc.constantFrom(1, 2, 500));
    });
    fc.assert(
      fc.property(orders, ([rows, files, chunk]) => {
        const [inTurn, anyhow] = [after(rows.map((row) => [row])), after(files, chunk)];
        expect(stateOf(anyhow)).toEqual(stateOf(inTurn));
        expect(openRows(anyhow)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('need no versions where they do not contradict one another', () => {
    const whole: Cells = {
      ...Object.fromEntries(covering.map((column) => [column, written[column]?.[0] ?? ''])),
      ...neededCells,
    };
    const columns = Object.keys(whole).filter((column) => column !== 'provider_ref');
    const parts = fc.array(fc.nat(5), { minLength: columns.length, maxLength: columns.length }).map((places) =>
      [0, 1, 2, 3, 4, 5].map((part) => ({
        provider_ref: 'H001',
        ...Object.fromEntries(
          columns.flatMap((column, at) => (places[at] === part ? [[column, whole[column] ?? '']] : [])),
        ),
      })),
    );
    const orders = parts.chain((rows) => fc.shuffledSubarray([...covered, ...rows], { minLength: 8 }));
    const wanted = stateOf(after([covered, [whole]]));
    fc.assert(
      fc.property(orders, (rows) => {
        const register = after(rows.map((row) => [row]));
        expect(stateOf(register)).toEqual(wanted);
        expect(openRows(register)).toEqual([]);
      }),
    );
  });

  it('say the same when they are sent once more, and change nothing', () => {
    fc.assert(
      fc.property(aCase(all), (messages) => {
        const register = after([...covered, ...messages].map((row) => [row]));
        const before = stateOf(register);
        const again = messages.flatMap((row) => register.take('you', [row]).outcomes);
        expect([stateOf(register), again.map(({ outcome }) => outcome)]).toEqual([before, messages.map(() => 'same')]);
      }),
    );
  });
});

describe('rows of two senders that tell of one absence', () => {
  const hours = fc.integer({ min: 10, max: 23 });
  const aReport = (sender: string, ref: string) =>
    fc.array(fc.record({ began: hours, ended: fc.option(hours) }), { minLength: 1, maxLength: 3 }).map((versions) =>
      versions.map(({ began, ended }, index) => ({
        sender,
        cells: {
          ...{
            ...neededCells,
            provider_ref: ref,
            row_version: String(index + 1),
            missing_at: `10/10/2025 ${began}:00`,
          },
          returned_at: ended === null ? '-' : `11/10/2025 ${ended}:00`,
        },
      })),
    );

  it('are all taken in, whoever told first, and end in one state', () => {
    const orders = fc
      .tuple(aReport('you', 'H001'), aReport('another', 'N001'))
      .map((both) => both.flat())
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(orders, ([inTurn, shuffled]) => {
        const told = (rows: typeof inTurn) => {
          const register = new ReturnsInMemory(contextOf);
          for (const { sender, cells } of rows) register.take(sender, [cells]);
          expect(openRows(register)).toEqual([]);
          return stateOf(register);
        };
        expect(told(shuffled)).toEqual(told(inTurn));
        expect(told(inTurn)).toHaveLength(2);
      }),
      { numRuns: 100 },
    );
  });
});

describe('any sequence of returns', () => {
  const oneOf = (...cells: readonly string[]) => fc.constantFrom(...cells);
  const aRow: fc.Arbitrary<Cells> = fc.record(
    {
      provider_ref: oneOf('A1', 'A2', 'A3', ''),
      row_version: oneOf('1', '2', '3', 'x', ''),
      child_id: oneOf('C1', 'C2', ''),
      given_name: oneOf('Testo', ''),
      family_name: oneOf('Willow', ''),
      date_of_birth: oneOf('04/05/2011', '04/05/2012', '31/09/2011', ''),
      care_status: oneOf('home', 'LAC', ''),
      episode_type: oneOf('M', ''),
      missing_at: oneOf('06/10/2025 18:00', '01/10/2025 18:00', '06/10/2025', 'yesterday', ''),
      returned_at: oneOf('07/10/2025 06:00', '02/10/2025 06:00', '02/09/2025 06:00', '', '-'),
      interview_at: oneOf('07/10/2025 06:30', ''),
      interview_covers: oneOf('A1', 'A9', ''),
      police_risk: oneOf('low', 'grave', '-'),
    },
    { requiredKeys: ['provider_ref', 'child_id', 'date_of_birth', 'care_status', 'episode_type', 'missing_at'] },
  );
  const files = fc.array(fc.tuple(oneOf('you', 'another'), fc.array(aRow, { minLength: 1, maxLength: 4 })), {
    maxLength: 6,
  });

  it('keeps one receipt of each row: taken, put right, or held and open for a reason', () => {
    fc.assert(
      fc.property(files, (sent) => {
        const register = new ReturnsInMemory(contextOf);
        for (const [sender, rows] of sent) register.take(sender, rows, 2);
        expect(register.receipts.size).toBe(sent.flatMap(([, rows]) => rows).length);
        for (const { first, last } of register.receipts.values()) {
          const errors = last.findings.filter(({ severity }) => severity === 'error');
          if (first.outcome !== 'held') expect(last).toBe(first);
          if (last.outcome !== 'held') expect([errors, last.episodeId]).toEqual([[], expect.any(String)]);
          if (last.isPutRight) expect(last.findings.map(({ code }) => code)).toContain('PR-321');
        }
        for (const { last } of openRows(register)) expect(isHeldForReason(last.findings)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('leaves nothing held that fits what is on record', () => {
    fc.assert(
      fc.property(files, (sent) => {
        const register = new ReturnsInMemory(contextOf);
        for (const [sender, rows] of sent) register.take(sender, rows);
        const before = stateOf(register);
        for (const sender of ['you', 'another']) register.tryAgain(sender);
        expect(stateOf(register)).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });
});

/** By a finding of its own, or by a column that its whole file lacks. */
function isHeldForReason(findings: readonly { readonly severity: string }[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
