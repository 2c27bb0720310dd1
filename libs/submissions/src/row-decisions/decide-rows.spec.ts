import { describe, expect, it } from '@jest/globals';
import { checks } from '#domain/submissions';
import type { CheckExample, Finding } from '#domain/submissions';
import { aCheckContext, anInstant, neededCells } from '../../../../test/builders/index.js';
import type { Cells } from '../../../../test/builders/index.js';
import { ReturnsInMemory } from './returns-in-memory.js';

class Register extends ReturnsInMemory {
  constructor() {
    super(aCheckContext);
  }
}

function whole({ without = [] }: Pick<CheckExample, 'without'>, cells: Cells): Cells {
  return Object.fromEntries(
    Object.entries({ ...neededCells, ...cells }).filter(([column]) => !without.includes(column)),
  );
}

/** The findings of an example, after what it says came before it. */
function findingsOf(example: CheckExample): readonly Finding[] {
  const register = new Register();
  const before = (by: 'same' | 'another') =>
    (example.after ?? []).filter((row) => row.by === by).map((row) => whole({}, row.cells));
  if (before('another').length > 0) register.take('another', before('another'));
  return register.take('you', [...before('same'), whole(example, example.cells)]).findings;
}

const withExample = checks.flatMap((check) =>
  check.example === null ? [] : [[check.code, check, check.example] as const],
);
const codesOf = (findings: readonly Finding[]) => findings.map(({ code }) => code);

describe('every check', () => {
  it('has an example, but for what no text raises: workbooks, corrections of the council, contracts, faults of the service', () => {
    expect(checks.filter(({ example }) => example === null).map(({ code }) => code)).toEqual([
      ...['PR-004', 'PR-050', 'PR-052', 'PR-053'],
      ...['PR-320', 'PR-350', 'PR-351', 'PR-352'],
      'PR-900',
    ]);
  });

  it.each(withExample)('is raised by its own example: %s', (code, check, example) => {
    const found = findingsOf(example).find((finding) => finding.code === code);
    expect(found).toMatchObject({ severity: check.severity });
    if (check.columns.length > 0 && found?.column) expect(check.columns).toContain(found.column);
    expect(found?.message).toMatch(/^\S.+[.]$/s);
  });

  it('is silent on a sound row', () => expect(findingsOf({ cells: { returned_at: '11/10/2025 08:00' } })).toEqual([]));
});

describe('decideRows', () => {
  const row = (cells: Cells = {}) => ({ ...neededCells, returned_at: '11/10/2025 08:00', ...cells });
  const later = row({ provider_ref: 'H002', missing_at: '12/10/2025 20:00', returned_at: '' });

  it.each<[string, readonly Cells[], readonly string[]]>([
    [
      'names a row that is not there',
      [
        row({
          interview_at: '12/10/2025',
          push_factors: 'PU01',
          offered_at: '12/10/2025',
          offered_to: 'child',
          interview_covers: 'H009',
        }),
      ],
      ['PR-302'],
    ],
    ['comes in an earlier version', [row({ row_version: '2' }), row({ row_version: '1' })], ['PR-304']],
    ['comes in a later version', [row({ row_version: '1' }), row({ row_version: '2' })], []],
    ['is of another day', [row(), later], []],
  ])('of a row that %s says %p', (_words, rows, codes) =>
    expect(codesOf(new Register().take('you', rows).findings)).toEqual(codes),
  );

  it('warns of a cell when it comes, and not of what earlier rows or the record say', () => {
    const register = new Register();
    const told = (cells: Cells) =>
      register.take('you', [{ provider_ref: 'H001', ...cells }]).outcomes.flatMap(({ findings }) => codesOf(findings));
    expect(told(row({ episode_type: 'A' }))).toContain('PR-152');
    expect(told({ police_risk: 'low' })).toEqual([]);
    expect(told({ episode_type: 'A', police_risk: 'high' })).toContain('PR-152');
    expect(told({ lead_worker: 'R. Sample' })).toEqual([]);
    expect(told({ returned_at: '-', interview_at: '12/10/2025 10:00', push_factors: 'PU01' })).toContain('PR-139');
  });

  it('takes a row that overlaps what another provider told, and suspects a double report', () => {
    const register = new Register();
    register.take('another', [row()]);
    const { findings, outcomes } = register.take('you', [row({ missing_at: '10/10/2025 22:00' })]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['new']);
    expect(codesOf(findings)).toEqual(['PR-401']);
  });

  it('sees an own episode behind whatever others told of in between', () => {
    const register = new Register();
    register.take('you', [row({ missing_at: '01/09/2025 10:00', returned_at: '20/09/2025 12:00' })]);
    const between = Array.from({ length: 12 }, (_, day) =>
      row({ provider_ref: `A${day}`, missing_at: `${day + 2}/09/2025 10:00`, returned_at: `${day + 2}/09/2025 12:00` }),
    );
    register.take('another', between);
    const within = row({ provider_ref: 'H002', missing_at: '18/09/2025 10:00', returned_at: '18/09/2025 12:00' });
    expect(codesOf(register.take('you', [within]).findings)).toEqual(['PR-310']);
  });

  it('takes a row that is close to what another provider told, and tells the sender nothing', () => {
    const register = new Register();
    register.take('another', [row()]);
    const { findings, outcomes } = register.take('you', [row({ missing_at: '11/10/2025 09:00', returned_at: '' })]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['new']);
    expect(codesOf(findings)).toEqual(['PR-402']);
  });

  it('sees an episode of the same file, an open one long before, and lets a cancelled one pass', () => {
    const open = row({ returned_at: '' });
    const far = Array.from({ length: 20 }, (_, day) =>
      row({ provider_ref: `F${day}`, missing_at: `${day + 1}/09/2025 10:00`, returned_at: `${day + 1}/09/2025 12:00` }),
    );
    const openFirst = row({ provider_ref: 'H000', missing_at: '01/08/2025 10:00', returned_at: '' });
    expect(codesOf(new Register().take('you', [open, later]).findings)).toEqual(['PR-310']);
    expect(codesOf(new Register().take('you', [...far, openFirst]).findings)).toEqual(['PR-310']);
    expect(codesOf(new Register().take('you', [openFirst, later]).findings)).toEqual(['PR-310']);
    expect(codesOf(new Register().take('you', [{ ...open, episode_end: 'cancelled' }, later]).findings)).toEqual([]);
  });

  it.each<[string, Cells, readonly string[]]>([
    ['gives another return', {}, ['PR-350']],
    ['says that the child is not back', { returned_at: '-' }, ['PR-350']],
    ['gives the return of the council', { returned_at: '11/10/2025 09:00' }, []],
    ['gives none', { returned_at: '' }, []],
  ])('leaves a return that the council has corrected to a row that %s', (_words, cells, codes) => {
    const register = new Register();
    register.take('you', [row()]);
    register.correctReturns(anInstant('2025-10-11T08:00:00Z'));
    const { findings, outcomes } = register.take('you', [row(cells)]);
    expect([codesOf(findings), outcomes.map(({ outcome }) => outcome)]).toEqual([codes, ['same']]);
  });

  it('lets the next episode in once the one before has ended', () => {
    const register = new Register();
    register.take('you', [row({ returned_at: '' })]);
    expect(register.take('you', [later]).outcomes[0]?.outcome).toBe('held');
    register.take('you', [row()]);
    expect([...register.receipts.values()].map(({ last }) => last.outcome)).toEqual(['new', 'new', 'changed']);
    expect(register.take('you', [later]).outcomes[0]?.outcome).toBe('same');
  });

  it.each<[string, Cells, readonly string[]]>([
    ['with another date of birth', { date_of_birth: '15/03/2010' }, ['PR-303', 'PR-403']],
    ['with the same date of birth', {}, []],
  ])('of a known child ID %s says %p', (_words, cells, codes) => {
    const register = new Register();
    register.take('another', [row()]);
    expect(codesOf(register.take('you', [{ ...later, ...cells }]).findings)).toEqual(codes);
  });
});
