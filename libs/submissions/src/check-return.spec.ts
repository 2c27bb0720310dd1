import { describe, expect, it } from '@jest/globals';
import { parseInstant } from '#domain/time';
import { aWorkbook, textRow } from '../../../test/builders/a-workbook.js';
import { theLists, theTravelRules } from '../../../test/builders/index.js';
import { checkReturn } from './check-return.js';
import { parseReturn } from './parse-return.js';

const { findOutwardCode, findAuthorityCentre } = theTravelRules();
const context = {
  authority: 'E09000029',
  providerId: 'p',
  now: parseInstant('2025-11-03T09:00:00Z'),
  lists: { ...theLists(), findOutwardCode, findAuthorityCentre, authorityName: () => 'Sutton', listCodes: () => [] },
  contracts: [],
  settings: [],
  requiredColumns: [],
  needsConfirmation: false,
  aliases: [],
};

describe('checkReturn', () => {
  it('says one thing of a cell that its workbook speaks against, and holds the row', async () => {
    const header = ['provider_ref', 'child_id', 'date_of_birth', 'care_status', 'episode_type', 'missing_at'];
    const texts = ['T1', 'C1', '14/03/2010', 'home', 'M'].map((text) => `<c t="str"><v>${text}</v></c>`).join('');
    const row = `<row r="2">${texts}<c><f>NOW()</f></c></row>`;
    const parsed = await parseReturn(aWorkbook({ sheets: { Returns: textRow(1, header) + row } }), null);
    const checked = checkReturn(parsed, context);
    const [first] = checked.rows.map(checked.check);
    expect(first).toMatchObject({ row: 2, ref: 'T1', sound: null });
    expect(first?.findings.map(({ code, column, row: at, ref }) => [code, column, at, ref])).toEqual([
      ['PR-052', 'missing_at', 2, 'T1'],
    ]);
  });
});
