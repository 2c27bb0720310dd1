import { describe, expect, it } from '@jest/globals';
import { anInstant, theLists } from '../../../../test/builders/index.js';
import { checkListHeaders, readNotification } from './read-list.js';

const now = anInstant('2025-11-03T09:00:00Z');
const needed = { reference: 'P1', child: 'S1001', date_of_birth: '14/03/2010', missing: '10/10/2025 20:00' };
const read = (cells: Readonly<Record<string, string>> = {}) =>
  readNotification({ row: 2, cells: { ...needed, ...cells } }, theLists(), now);
const codes = (cells: Readonly<Record<string, string>>) => read(cells).findings.map(({ code }) => code);

describe('checkListHeaders', () => {
  it('takes the columns of a list, and those of a provider return for the same', () => {
    expect(checkListHeaders(Object.keys(needed))).toEqual([]);
    expect(checkListHeaders(['Reference', 'child_id', 'Date of birth', ' MISSING_AT '])).toEqual([]);
  });

  it('says which needed column is absent, which stands twice, and which is not known', () => {
    expect(checkListHeaders(['reference', 'missing', 'missing_at', 'Notes']).map(({ code }) => code)).toEqual([
      'NL-003',
      'NL-002',
      'NL-001',
    ]);
  });
});

describe('readNotification', () => {
  it('reads every column', () => {
    const { sound, findings } = read({
      ...{
        returned: '11/10/2025',
        police_class: 'Missing',
        police_risk: 'high',
        missing_from: 'home',
        source: 'police',
      },
    });
    expect(findings).toEqual([]);
    expect(sound).toMatchObject({ police_class: 'missing', police_risk: 'high', source: 'police' });
    expect([sound?.missing.timeKnown, sound?.returned?.timeKnown]).toEqual([true, false]);
  });

  it('leaves out a blank cell and clears by a hyphen', () => {
    expect(read({ returned: ' ' }).sound).not.toHaveProperty('returned');
    expect(read({ returned: '-' }).sound).toHaveProperty('returned', null);
  });

  it.each([
    ['a blank that is needed', { reference: '' }, ['NL-010']],
    ['a return before', { returned: '10/10/2025 19:59' }, ['NL-101']],
    ['a return at once', { returned: '10/10/2025 20:00' }, []],
    ['a return on the day, its time not known', { returned: '10/10/2025' }, []],
    ['the future', { missing: '03/11/2025 09:01' }, ['NL-102']],
    ['now', { missing: '03/11/2025 09:00' }, []],
    ['nobody named', { child: '' }, ['NL-103']],
    ['one name alone', { child: '', family_name: 'Sample' }, ['NL-103']],
    ['a full name', { child: '', given_name: 'Testa', family_name: 'Sample' }, []],
    ['a name that cannot be read', { child: 'x'.repeat(41) }, ['PR-011']],
    ['a birth after', { date_of_birth: '11/10/2025' }, ['NL-104']],
    ['somebody of 26', { date_of_birth: '10/10/1999' }, ['NL-104']],
    ['somebody of 25', { date_of_birth: '11/10/1999' }, []],
    ['an hour that does not exist', { missing: '30/03/2025 01:30' }, ['PR-022']],
    ['an hour that occurs twice', { missing: '26/10/2025 01:30' }, ['PR-023']],
  ])('of %s finds what is wrong', (_words, cells, found) => expect(codes(cells)).toEqual(found));

  it('holds a row with an error and no other', () => {
    expect(read({ returned: '10/10/2025 19:59' }).sound).toBeNull();
    expect(read({ missing: '26/10/2025 01:30' }).sound).not.toBeNull();
  });
});
