import { describe, expect, it } from '@jest/globals';
import { aWorkbook, anArchive, textRow, workbookParts } from '../../../test/builders/a-workbook.js';
import type { ArchivePart, WorkbookWords } from '../../../test/builders/a-workbook.js';
import { workbookLimits } from './limits.js';
import { openWorkbook } from './open-workbook.js';
import { WorkbookRefused } from './workbook-refused.js';

async function refusalOf(bytes: Uint8Array, limits = workbookLimits): Promise<unknown> {
  try {
    const sheets = await openWorkbook(bytes, limits);
    for (const sheet of sheets) for await (const row of sheet.rows()) expect(row.number).toBeGreaterThan(0);
    return 'taken';
  } catch (error) {
    if (!(error instanceof WorkbookRefused)) throw error;
    return error;
  }
}

const rows = { sheets: { Returns: textRow(1, ['provider_ref']) } };
const withPart = (part: ArchivePart) => anArchive([...workbookParts(rows), part]);
const part = (name: string, content: string | Uint8Array = 'x') => withPart({ name, content });
const withXml = (name: string, change: (text: string) => string) =>
  aWorkbook({ ...rows, change: (each, text) => (each === name ? change(text) : text) });
const sheet = 'xl/worksheets/sheet1.xml';
const inSheet = (xml: string): WorkbookWords => ({ sheets: { Returns: xml } });
const sound = aWorkbook(rows);
const compound = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)]);
const cell = (text: string) => `<row r="1"><c t="inlineStr"><is><t>${text}</t></is></c></row>`;
const external = (type: string) =>
  `<Relationships><Relationship Id="a" Type="x/${type}" Target="http://example.invalid/" TargetMode="External"/></Relationships>`;

const hostile: readonly (readonly [string, () => Buffer, WorkbookRefused['reason'], RegExp])[] = [
  [
    'one with a password',
    () => Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]),
    'not-supported',
    /password.*take the password off/,
  ],
  ['one of Excel 97', () => compound, 'not-supported', /\(\.xls\); save it as/],
  ['one with an encrypted part', () => withPart({ name: 'a', content: 'x', flags: 1 }), 'not-supported', /password/],
  ['one with macros', () => part('xl/vbaProject.bin'), 'not-supported', /macros/],
  [
    'one that says it has macros',
    () =>
      withXml('[Content_Types].xml', (text) =>
        text.replace('spreadsheetml.sheet.main', 'ms-excel.sheet.macroEnabled.main'),
      ),
    'not-supported',
    /macros/,
  ],
  ['one with macros of Excel 4', () => part('xl/macrosheets/sheet1.xml'), 'not-supported', /macros/],
  [
    'a binary one',
    () =>
      anArchive([
        { name: '[Content_Types].xml', content: '<Types/>' },
        { name: 'xl/workbook.bin', content: 'x' },
      ]),
    'not-supported',
    /\.xlsb/,
  ],
  [
    'an OpenDocument sheet',
    () => anArchive([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', isStored: true }]),
    'not-supported',
    /\.ods/,
  ],
  ['a Word document', () => anArchive([{ name: 'word/document.xml', content: '<a/>' }]), 'not-supported', /Word/],
  [
    'an archive of workbooks',
    () => anArchive([{ name: 'return.xlsx', content: sound }]),
    'not-supported',
    /archive and no workbook/,
  ],
  ['an archive inside', () => part('xl/media/image1.png', sound), 'not-supported', /another archive/],
  ['embedded files', () => part('xl/embeddings/oleObject1.bin'), 'not-supported', /other files/],
  [
    'links to other workbooks',
    () => part('xl/externalLinks/externalLink1.xml', '<a/>'),
    'not-supported',
    /other files; break the links/,
  ],
  ['a data connection', () => part('xl/connections.xml', '<a/>'), 'not-supported', /other files/],
  [
    'a part from outside',
    () => part('xl/worksheets/_rels/sheet1.xml.rels', external('image')),
    'not-supported',
    /outside of itself/,
  ],
  ['one that is cut off', () => sound.subarray(0, sound.length - 40), 'unreadable', /damaged \(its end is missing\)/],
  ['one with bytes behind its end', () => Buffer.concat([sound, Buffer.from('more')]), 'unreadable', /damaged/],
  ['one with bytes before it', () => Buffer.concat([Buffer.from('PK--'), sound]), 'unreadable', /damaged/],
  ['a name that leads out', () => part('../evil.xml'), 'unreadable', /name of one of its parts/],
  ['an absolute name', () => part('/etc/passwd'), 'unreadable', /name of one of its parts/],
  ['a name of Windows', () => part('xl\\..\\evil.xml'), 'unreadable', /name of one of its parts/],
  ['a name that stands twice', () => part('XL/workbook.xml', '<a/>'), 'unreadable', /stands there twice/],
  [
    'another name in the part itself',
    () => withPart({ name: 'a.xml', localName: 'b.xml', content: '<a/>' }),
    'unreadable',
    /disagree/,
  ],
  [
    'parts that overlap',
    () =>
      anArchive([
        ...workbookParts(rows),
        { name: 'a.xml', content: '<a/>' },
        { name: 'b.xml', localName: 'b.xml', content: '<a/>', sharesBefore: true },
      ]),
    'unreadable',
    /disagree|overlap/,
  ],
  [
    'a part that is larger than it says',
    () => anArchive(workbookParts({ ...rows }).map((each) => (each.name === sheet ? { ...each, size: 10 } : each))),
    'unreadable',
    /larger than its directory says/,
  ],
  [
    'a part that cannot be unpacked',
    () =>
      anArchive(
        workbookParts(rows).map((each) =>
          each.name === sheet ? { ...each, packed: { bytes: Buffer.from('nonsense'), crc: 0, size: 9 } } : each,
        ),
      ),
    'unreadable',
    /damaged/,
  ],
  [
    'entities',
    () =>
      withXml(sheet, (text) =>
        text.replace('<worksheet', '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet'),
      ),
    'unreadable',
    /document type/,
  ],
  ['an entity that is not declared', () => aWorkbook(inSheet(cell('&xxe;'))), 'unreadable', /entity of its own/],
  ['half a character', () => aWorkbook(inSheet(cell('&#xD800;'))), 'unreadable', /character that does not exist/],
  ['a NUL in a cell', () => aWorkbook(inSheet(cell('a_x0000_'))), 'unreadable', /NUL/],
  ['XML in UTF-16', () => withXml(sheet, (text) => text.replace('UTF-8', 'UTF-16')), 'unreadable', /not UTF-8/],
  [
    'bytes that are no UTF-8',
    () =>
      anArchive(
        workbookParts(rows).map((each) =>
          each.name === sheet
            ? { ...each, content: Buffer.concat([Buffer.from('<a>'), Buffer.from([0xc3, 0x28]), Buffer.from('</a>')]) }
            : each,
        ),
      ),
    'unreadable',
    /not UTF-8/,
  ],
  [
    'tags that do not close',
    () => withXml(sheet, (text) => text.replace('</sheetData>', '')),
    'unreadable',
    /do not close each other/,
  ],
  ['XML that ends early', () => withXml(sheet, (text) => text.slice(0, -15)), 'unreadable', /ends too early/],
  ['tags nested without end', () => withXml(sheet, () => '<a>'.repeat(10_000)), 'unreadable', /nested too deeply/],
  [
    'a text without end',
    () => aWorkbook(inSheet(cell('x'.repeat(300_000)))),
    'unreadable',
    /longer than any cell|more text than any/,
  ],
  [
    'a cell of 40,000 characters',
    () => aWorkbook(inSheet(cell('x'.repeat(40_000)))),
    'unreadable',
    /more than 32767 characters/,
  ],
  [
    'a shared text that is not there',
    () => aWorkbook(inSheet('<row r="1"><c t="s"><v>9</v></c></row>')),
    'unreadable',
    /text that is not there/,
  ],
  ['rows that go back', () => aWorkbook(inSheet('<row r="2"/><row r="1"/>')), 'unreadable', /not in their order/],
  [
    'a cell in column XFD',
    () => aWorkbook(inSheet('<row r="1"><c r="XFD1"><v>1</v></c></row>')),
    'too-large',
    /more than 500 columns/,
  ],
  [
    'a sheet that is missing',
    () => anArchive(workbookParts(rows).filter(({ name }) => name !== sheet)),
    'unreadable',
    /one of its sheets is missing/,
  ],
];

describe('a workbook that is not safe to read', () => {
  it.each(hostile)('is refused in one sentence: %s', async (_name, bytes, reason, sentence) => {
    const refusal = await refusalOf(bytes());
    expect(refusal).toMatchObject({ reason, message: expect.stringMatching(sentence) });
    expect((refusal as WorkbookRefused).message).toMatch(/^The (workbook|file) [^\n]{20,240}\.$/);
  });

  it('is told from one that a person may well send: links to follow, drawings, data that is told later', async () => {
    const harmless = anArchive([
      ...workbookParts(rows),
      { name: 'xl/worksheets/_rels/sheet1.xml.rels', content: external('hyperlink') },
      { name: 'xl/media/image1.png', content: Buffer.from([0x89, 0x50, 0x4e, 0x47]) },
      { name: 'xl/printerSettings/printerSettings1.bin', content: 'settings' },
    ]);
    expect(await refusalOf(harmless)).toBe('taken');
  });

  it.each([
    ['its parts', { entries: 3 }],
    ['its unpacked size', { totalBytes: 1000 }],
    ['how tightly it is packed', { ratio: 1, ratioFromBytes: 10 }],
    ['its time', { milliseconds: -1 }],
  ])('is refused for %s', async (_words, limit) =>
    expect(await refusalOf(sound, { ...workbookLimits, ...limit })).toMatchObject({ reason: 'too-large' }),
  );

  it.each([
    ['in bytes', { sharedStringBytes: 50 }],
    ['in number', { sharedStrings: 1 }],
  ])('is refused for its shared strings %s', async (_words, limit) => {
    const bytes = aWorkbook({ ...rows, sharedStrings: '<si><t>a</t></si><si><t>b</t></si>' });
    expect(await refusalOf(bytes, { ...workbookLimits, ...limit })).toMatchObject({ reason: 'too-large' });
  });
});
