import { beforeAll, describe, expect, it } from '@jest/globals';
import { columnGuides } from '#domain/submissions';
import { partsOf } from '../../../test/builders/a-workbook.js';
import { aTaxonomy } from '../../../test/builders/index.js';
import { parseReturn } from './parse-return.js';
import { buildReturnTemplate } from './return-template.js';

const request = {
  providerCode: 'HARBOUR',
  authorityName: 'Sutton',
  period: '2025-10',
  createdAt: new Date('2025-11-01T00:00:00Z'),
  taxonomy: aTaxonomy(),
  codes: (codeSet: string) => (codeSet === 'ETHNIC' ? ['WBRI', 'BCRB'] : ['K2']),
  rows: [{ provider_ref: '00123', missing_at: '01/10/2025 21:00', themes: '=HYPERLINK("x")', gender: '-' }],
};

describe('buildReturnTemplate', () => {
  let bytes: Uint8Array;
  let parts: ReadonlyMap<string, Buffer>;
  beforeAll(async () => {
    bytes = await buildReturnTemplate(request);
    parts = partsOf(bytes);
  });
  const text = (name: string) => parts.get(name)?.toString() ?? '';

  it('is read as a return: every column, and the rows that were filled in, unchanged', async () => {
    const parsed = await parseReturn(bytes, null);
    expect(parsed.headers).toEqual(columnGuides.map(({ column }) => column));
    expect(parsed).toMatchObject({ sheet: 'Returns', findings: [], rows: [{ row: 2, cells: request.rows[0] }] });
  });

  it('has the sheets Instructions and Returns, a hidden one for the lists, and its version', () => {
    const sheets = [...text('xl/workbook.xml').matchAll(/<sheet [^>]*name="(\w+)"[^>]*?(?: state="(\w+)")?[^>]*>/g)];
    expect(sheets.map(([tag, name]) => [name, tag.includes('state="hidden"')])).toEqual([
      ['Instructions', false],
      ['Returns', false],
      ['Lists', true],
    ]);
    expect(text('docProps/custom.xml')).toMatch(/HomewardTemplate.*>1</s);
  });

  it('freezes the header and offers the values of coded columns', () => {
    const sheet = text('xl/worksheets/sheet2.xml');
    expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
    expect(sheet).toMatch(
      /<dataValidation type="list"[^>]*sqref="J2:J2001"[^>]*>.*?<formula1>Lists!\$\w+\$2:\$\w+\$5<\/formula1>/s,
    );
    const coded = columnGuides.filter(({ guide }) => ['one of', 'code', 'factors'].includes(guide.kind));
    // The taxonomy of the tests has no protective factor to offer.
    const lists = coded.filter(({ column }) => column !== 'protective_factors');
    expect(sheet.match(/type="list"/g)?.length).toBe(lists.length);
  });

  it('keeps as text what is typed below the rows that are there', () => {
    const sheet = text('xl/worksheets/sheet2.xml');
    const style = /<c r="A2"[^>]* s="(\d+)"/.exec(sheet)?.[1] ?? 'none';
    const columns = sheet.match(/<col [^>]*>/g) ?? [];
    expect(columns).toHaveLength(columnGuides.length);
    expect(columns[0]).toContain(` style="${style}"`);
    const formats = /<cellXfs.*<\/cellXfs>/s.exec(text('xl/styles.xml'))?.[0].match(/<xf [^>]*>/g) ?? [];
    const id = /numFmtId="(\d+)"/.exec(formats[Number(style)] ?? '')?.[1] ?? 'none';
    expect(text('xl/styles.xml')).toContain(`numFmtId="${id}" formatCode="@"`);
  });

  it('writes what a spreadsheet would evaluate so that it does not', () => {
    expect(text('xl/worksheets/sheet2.xml')).not.toContain('<f>');
    expect([...parts.values()].join('')).toMatch(/('|&apos;)=HYPERLINK/);
  });
});
