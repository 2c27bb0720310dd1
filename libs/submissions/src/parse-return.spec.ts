import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';
import { aWorkbook, textRow } from '../../../test/builders/a-workbook.js';
import { parseReturn } from './parse-return.js';
import { ReturnRefused } from './return-refused.js';
import type { ParsedReturn } from './return-refused.js';

const sample = (name: string) => readFileSync(projectPath('test', 'contract', 'samples', name));
const header = ['provider_ref', 'missing_at', 'themes'];
const row = ['T1', '01/10/2025 21:00', 'a'];
const twoRows = textRow(1, header) + textRow(2, row);

function parse(content: string | Uint8Array, said: Parameters<typeof parseReturn>[1] = null): Promise<ParsedReturn> {
  return parseReturn(Buffer.from(content), said);
}

async function refusalOf(content: string | Uint8Array, said: Parameters<typeof parseReturn>[1] = null) {
  const refusal: unknown = await parse(content, said).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ReturnRefused);
  return refusal;
}

describe('parseReturn', () => {
  it.each(['return-block-2025-10-openpyxl.xlsx', 'return-block-2025-10-libreoffice.xlsx'])(
    'reads from %s exactly the texts of the CSV file',
    async (name) => {
      const [csv, xlsx] = [await parse(sample('return-block-2025-10.csv')), await parse(sample(name))];
      expect(xlsx.rows).toEqual(csv.rows);
      expect(xlsx.headers).toEqual(csv.headers);
      expect([...xlsx.letters]).toEqual([...csv.letters]);
      expect(xlsx).toMatchObject({ format: 'xlsx', sheet: 'Returns', headerRow: 1, findings: [] });
    },
  );

  it.each([
    ['a workbook that is called CSV', aWorkbook({ sheets: { Returns: twoRows } }), 'csv', 'xlsx'],
    ['CSV that is called a workbook', 'provider_ref\nT1', 'xlsx', 'csv'],
    ['CSV that is called JSON', 'provider_ref\nT1', 'json', 'csv'],
    ['JSON that is called CSV', '{"format":1,"rows":[{"provider_ref":"T1"}]}', 'csv', 'json'],
  ] as const)('goes by the content: %s', async (_words, content, said, format) =>
    expect(await parse(content, said)).toMatchObject({ format, rows: [{ row: 2, cells: { provider_ref: 'T1' } }] }),
  );

  it('knows the sheet by its name, whatever its case and spaces, and tells where each column stands', async () => {
    const parsed = await parse(
      aWorkbook({ sheets: { Notes: twoRows, ' reTURNS ': textRow(1, ['a', 'Missing_At ']) + textRow(3, ['x', 'y']) } }),
    );
    expect(parsed).toMatchObject({ sheet: ' reTURNS ', rows: [{ row: 3, cells: { a: 'x', 'Missing_At ': 'y' } }] });
    expect([...parsed.letters]).toEqual([['missing_at', 'B']]);
  });

  it('takes the only sheet with the columns, also below a title, and counts rows as they stand', async () => {
    const titled = textRow(1, ['Our return']) + textRow(4, header) + textRow(7, row);
    const parsed = await parse(aWorkbook({ sheets: { Cover: textRow(1, ['x']), October: titled } }));
    expect(parsed).toMatchObject({ sheet: 'October', headerRow: 4, rows: [{ row: 7, cells: { themes: 'a' } }] });
    expect(await parse(`Our return\n\n\n${header.join()}\n\n\n${row.join()}`)).toMatchObject({
      ...{ headerRow: 4, rows: parsed.rows, headers: parsed.headers },
    });
  });

  it('reads merged and doubled headers as they stand: the rest of a merged cell is blank', async () => {
    const after = '<mergeCells count="1"><mergeCell ref="B1:C1"/></mergeCells>';
    const cells = textRow(1, ['provider_ref', 'themes', '', 'themes']) + textRow(2, ['T1', 'a', 'b', 'c']);
    const { rows } = await parse(aWorkbook({ sheets: { Returns: cells }, afterRows: after }));
    expect(rows[0]?.cells).toEqual({ provider_ref: 'T1', themes: 'a', '(column 3)': 'b' });
  });

  it('holds rows with formulas that were never worked out and numbers that lost digits, and tells of others once', async () => {
    const cells = (number: number, inner: string) =>
      `<row r="${number}"><c t="str"><v>T${number}</v></c>${inner}</row>`;
    const formulas =
      cells(2, '<c><f>1+1</f><v>5</v></c>') +
      cells(3, '<c><f>1+1</f></c>') +
      cells(4, '<c><v>1.5E+17</v></c>') +
      cells(5, '<c><f>2</f><v>2</v></c>');
    const parsed = await parse(aWorkbook({ sheets: { Returns: textRow(1, header) + formulas } }));
    expect(parsed.findings).toMatchObject([
      {
        code: 'PR-050',
        column: 'missing_at',
        row: null,
        message: expect.stringContaining('2 cells hold formulas, the first is B2'),
      },
    ]);
    expect(parsed.rows.map(({ faults }) => faults.map(({ code, column }) => [code, column]))).toEqual([
      [],
      [['PR-052', 'missing_at']],
      [['PR-053', 'missing_at']],
      [],
    ]);
  });

  it.each(['csv', 'xlsx', 'json'])(
    'passes over the findings of an earlier round, and restores what was neutralised: %s',
    async (format) => {
      const told: Record<string, string> = {
        provider_ref: "'=1+1",
        themes: "'-x",
        gender: '-',
        'Homeward findings: file': 'error',
      };
      const [names, texts] = [Object.keys(told), Object.values(told)];
      const content = {
        csv: `${names.join()}\n${texts.join()}`,
        xlsx: aWorkbook({ sheets: { Returns: textRow(1, names) + textRow(2, texts) } }),
        json: JSON.stringify({ format: 1, rows: [told] }),
      }[format];
      const { rows, headers } = await parse(content ?? '');
      expect(headers).toEqual(['provider_ref', 'themes', 'gender']);
      expect(rows[0]?.cells).toEqual({ provider_ref: '=1+1', themes: '-x', gender: '-' });
    },
  );

  it('keeps columns whatever they are called', async () => {
    const { rows } = await parse('provider_ref,constructor,__proto__,toString\nT1,a,b,c');
    expect(Object.entries(rows[0]?.cells ?? {})).toEqual([
      ['provider_ref', 'T1'],
      ['constructor', 'a'],
      ['__proto__', 'b'],
      ['toString', 'c'],
    ]);
  });

  it.each([
    ['UTF-16 as Excel writes "Unicode Text"', Buffer.from('\ufeffprovider_ref\tthemes\nT1\té', 'utf16le')],
    ['UTF-16, the other way round', Buffer.from('\ufeffprovider_ref\tthemes\nT1\té', 'utf16le').swap16()],
    ['UTF-8 with a mark', Buffer.from('\ufeffprovider_ref;themes\r\nT1;é')],
    ['Windows-1252', Buffer.from('provider_ref,themes\nT1,é', 'latin1')],
  ])('reads %s', async (_words, bytes) =>
    expect((await parse(bytes)).rows).toEqual([{ row: 2, cells: { provider_ref: 'T1', themes: 'é' }, faults: [] }]),
  );
});

describe('a return that is not safe to read', () => {
  const json = (rows: string) => `{"format":1,"rows":[${rows}]}`;
  const many = (count: number) => Array.from({ length: count }, (_, index) => `"c${index}":1`).join();

  it.each([
    ['one line of 2 MB', `provider_ref\n${'x'.repeat(2_000_000)}`, 'too-large', /row of more than 1 MB/],
    [
      'a quotation mark that is never closed',
      `provider_ref\n"${'x\n'.repeat(1_000_000)}`,
      'too-large',
      /quotation mark is not closed/,
    ],
    ['a row of 600 columns', `provider_ref\n${'x,'.repeat(600)}`, 'too-large', /Row 2 has more than 500 columns/],
    ['a NUL in UTF-16', Buffer.from('\ufeffa\0', 'utf16le'), 'unreadable', /NUL/],
    ['UTF-16 without a mark', Buffer.from('provider_ref', 'utf16le'), 'unreadable', /NUL/],
    ['half a character in UTF-16', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x61, 0x00]), 'unreadable', /damaged UTF-16/],
    ['blank lines alone', '\n\n \n', 'unreadable', /no header line/],
    ['a line without any column, and no row', 'null', 'unreadable', /none of the columns/],
    ['JSON nested 9 deep', json('[[[[[[[[]]]]]]]]'), 'unreadable', /nested too deeply/],
    [
      'JSON with a name that stands twice',
      json('{"provider_ref":"A","provider\\u005fref":"B"}'),
      'unreadable',
      /twice in one object/,
    ],
    ['JSON with an object of 501 names', json(`{${many(501)}}`), 'unreadable', /more than 500 names/],
    ['JSON with 80,001 objects', json('{},'.repeat(80_000)), 'too-large', /more than 20000 rows/],
    [
      'JSON with a number that would be rounded',
      json('{"child_id":12345678901234567890}'),
      'unreadable',
      /write it as a text/,
    ],
    ['JSON with a number without end', json('{"child_id":1e999}'), 'unreadable', /write it as a text/],
    ['JSON in UTF-16', Buffer.from('\ufeff{}', 'utf16le'), 'unreadable', /none of the columns|not JSON/],
  ] as const)('is refused in one sentence: %s', async (_name, content, reason, sentence) =>
    expect(await refusalOf(content)).toMatchObject({ reason, message: expect.stringMatching(sentence) }),
  );

  it.each([
    ['two sheets that could be meant', { One: twoRows, Two: twoRows }, /several sheets.*"One", "Two".*name the sheet/],
    [
      'no sheet with the columns',
      { One: textRow(1, ['x']), Two: '' },
      /no sheet with the column provider_ref \("One", "Two"\)/,
    ],
    ['an empty sheet', { Returns: '' }, /no header line/],
  ])('is refused in one sentence: a workbook with %s', async (_name, sheets, sentence) =>
    expect(await refusalOf(aWorkbook({ sheets }))).toMatchObject({
      reason: 'unreadable',
      message: expect.stringMatching(sentence),
    }),
  );

  it('says of a damaged workbook what a workbook says', async () =>
    expect(await refusalOf(Buffer.from('PK\x03\x04'))).toMatchObject({
      reason: 'unreadable',
      message: expect.stringMatching(/workbook is damaged/),
    }));
});
