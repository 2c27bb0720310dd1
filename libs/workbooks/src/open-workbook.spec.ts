import { describe, expect, it } from '@jest/globals';
import { aWorkbook, textRow } from '../../../test/builders/a-workbook.js';
import type { WorkbookWords } from '../../../test/builders/a-workbook.js';
import { openWorkbook } from './open-workbook.js';
import type { SheetRow } from './read-sheet.js';

async function rowsOf(words: WorkbookWords, sheet = 0): Promise<readonly SheetRow[]> {
  const sheets = await openWorkbook(aWorkbook(words));
  const rows: SheetRow[] = [];
  for await (const row of sheets[sheet]?.rows() ?? []) rows.push(row);
  return rows;
}

/** The texts of one row of cells, told in XML. */
async function textsOf(cells: string, words: WorkbookWords = {}): Promise<readonly string[]> {
  const [row] = await rowsOf({ ...words, sheets: { Returns: `<row r="1">${cells}</row>` } });
  return row?.texts ?? [];
}

describe('openWorkbook', () => {
  it('lists the sheets by name, and reads any of them', async () => {
    const sheets = { One: '', 'Two &amp; more': textRow(1, ['x']) };
    expect((await openWorkbook(aWorkbook({ sheets }))).map(({ name }) => name)).toEqual(['One', 'Two & more']);
    expect(await rowsOf({ sheets }, 1)).toEqual([{ number: 1, texts: ['x'], notes: [] }]);
  });

  it('reads shared strings with their runs, without reading aids, and inline strings', async () => {
    const sharedStrings =
      '<si><t>plain</t></si><si><r><t>two </t></r><r><t>runs</t></r><rPh><t>aid</t></rPh></si><si/>';
    const cells =
      '<c t="s"><v>1</v></c><c t="s"><v>0</v></c><c t="s"><v>2</v></c><c t="inlineStr"><is><t>in</t></is></c>';
    expect(await textsOf(cells, { sharedStrings })).toEqual(['two runs', 'plain', '', 'in']);
  });

  it.each([
    ['a number', '<c><v>245.5</v></c>', '245.5'],
    ['a long reference without exponent', '<c><v>1.23456789012E+14</v></c>', '123456789012000'],
    ['a fraction without binary noise', '<c><v>0.30000000000000004</v></c>', '0.3'],
    ['a text of digits as it was typed', '<c t="inlineStr"><is><t>00123</t></is></c>', '00123'],
    ['yes', '<c t="b"><v>1</v></c>', 'Y'],
    ['no', '<c t="b"><v>0</v></c>', 'N'],
    ['an error', '<c t="e"><v>#N/A</v></c>', '#N/A'],
    ['a date that is written out', '<c t="d"><v>2025-10-01T21:00:00</v></c>', '01/10/2025 21:00'],
    ['characters that XML cannot hold', '<c t="inlineStr"><is><t>a_x000D_b_x005F_x0041_</t></is></c>', 'a\rb_x0041_'],
    ['entities and CDATA', '<c t="inlineStr"><is><t>&lt;&#65;&#x42;<![CDATA[<&>]]></t></is></c>', '<AB<&>'],
  ])('reads %s', async (_words, cell, text) => expect(await textsOf(cell)).toEqual([text]));

  it.each([
    ['dd/mm/yyyy hh:mm', '45931.875', '01/10/2025 21:00'],
    ['dd/mm/yyyy hh:mm', '45931', '01/10/2025 00:00'],
    ['dd/mm/yyyy', '45931', '01/10/2025'],
    ['dd/mm/yyyy', '45931.875', '01/10/2025 21:00'],
    ['d mmm yyyy', '45931', '01/10/2025'],
    ['[$-809]dddd d mmmm yyyy;@', '45931', '01/10/2025'],
    ['yyyy-mm-dd"T"hh:mm:ss', '45931.8753472222', '01/10/2025 21:00:30'],
    ['dd/mm/yyyy hh:mm', '45931.8881944443', '01/10/2025 21:19'],
    ['dd/mm/yyyy hh:mm', '45931.99999999', '02/10/2025 00:00'],
    ['hh:mm', '0.875', '21:00'],
    ['[h]:mm', '1.5', '36:00'],
    ['dd/mm/yyyy', '1', '01/01/1900'],
    ['dd/mm/yyyy', '59', '28/02/1900'],
    ['dd/mm/yyyy', '60', '29/02/1900'],
    ['dd/mm/yyyy', '61', '01/03/1900'],
    ['dd/mm/yyyy', '-1', '-1'],
    ['00000', '123', '00123'],
    ['#,##0.00', '1245.5', '1245.50'],
    ['General', '45931', '45931'],
    ['0.00E+00', '45931', '45931.00'],
    ['"days "0', '45931', '45931'],
    ['[Red]0', '7', '7'],
  ])('reads a number in the format %s: %s is %s', async (format, value, text) =>
    expect(await textsOf(`<c s="1"><v>${value}</v></c>`, { formats: [format] })).toEqual([text]),
  );

  it.each([
    ['dd/mm/yyyy', '0', '01/01/1904'],
    ['dd/mm/yyyy hh:mm', '44469.875', '01/10/2025 21:00'],
  ])('counts days from 1904 where the workbook says so: %s, %s is %s', async (format, value, text) =>
    expect(await textsOf(`<c s="1"><v>${value}</v></c>`, { formats: [format], is1904: true })).toEqual([text]),
  );

  it('counts rows as the program does, and leaves blank ones and trailing columns out', async () => {
    const sheets = {
      Returns:
        '<row r="3" hidden="1"><c r="B3" t="str"><v>x</v></c><c r="AA3" s="1"/></row><row r="5"/><row><c><v>1</v></c></row>',
    };
    expect(await rowsOf({ sheets })).toEqual([
      { number: 3, texts: ['', 'x'], notes: [] },
      { number: 6, texts: ['1'], notes: [] },
    ]);
  });

  it('reads what a formula came to and says so, and says where it was never worked out', async () => {
    const cells =
      '<c><f>1+1</f><v>2</v></c><c><f>A1</f></c><c t="str"><f>""</f><v></v></c><c><v>1.2345678901234567E+18</v></c>';
    const [row] = await rowsOf({ sheets: { Returns: `<row r="1">${cells}</row>` } });
    expect(row).toEqual({
      number: 1,
      texts: ['2', '', '', '1234567890123456768'],
      notes: [
        { column: 0, kind: 'formula' },
        { column: 1, kind: 'formula-without-value' },
        { column: 2, kind: 'formula' },
        { column: 3, kind: 'digits-lost' },
      ],
    });
  });

  it('reads names with a prefix', async () => {
    const change = (name: string, text: string) =>
      name.includes('sheet1') ? text.replaceAll(/<(\/?)(?=[a-z])/gi, '<$1x:').replace('xmlns=', 'xmlns:x=') : text;
    expect(await rowsOf({ sheets: { Returns: textRow(1, ['a', 'b']) }, change })).toEqual([
      { number: 1, texts: ['a', 'b'], notes: [] },
    ]);
  });
});
