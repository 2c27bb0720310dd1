import { constants, crc32, deflateRawSync } from 'node:zlib';
import { aWorkbook, anArchive, workbookParts } from './a-workbook.js';
import type { ArchivePart, WorkbookWords } from './a-workbook.js';

/** A file made to harm whoever reads it. */
export interface HostileFile {
  readonly name: string;
  readonly make: () => Uint8Array;
  /** The sentence that refuses it. */
  readonly said: RegExp;
  /** By how much the memory of whoever reads it may grow, in MiB. */
  readonly megabytes: number;
}

const MEGABYTE = 1024 * 1024;

/** The same megabyte over and over between a start and an end, packed without ever being whole. */
function repeated(start: string, piece: string, end: string, times: number): NonNullable<ArchivePart['packed']> {
  const [first, middle, last] = [start, piece, end].map((text) => Buffer.from(text));
  if (!first || !middle || !last) throw new Error('not three pieces');
  const flush = { finishFlush: constants.Z_FULL_FLUSH, level: 9 };
  const packed = [first, middle].map((bytes) => deflateRawSync(bytes, flush));
  let crc = crc32(first);
  for (let time = 0; time < times; time += 1) crc = crc32(middle, crc);
  return {
    bytes: Buffer.concat([
      packed[0] ?? first,
      ...Array.from({ length: times }, () => packed[1] ?? middle),
      deflateRawSync(last),
    ]),
    crc: crc32(last, crc),
    size: first.length + middle.length * times + last.length,
  };
}

type Told = readonly [string, () => Uint8Array, RegExp, number];

/** A workbook in which one part is replaced. */
function workbookWith(name: string, packed: ArchivePart['packed'], words: WorkbookWords = {}, said?: number): Buffer {
  const part = { ...(packed && { packed }), ...(said !== undefined && { size: said }) };
  return anArchive(workbookParts(words).map((each) => (each.name === name ? { ...each, ...part } : each)));
}

const sheet = 'xl/worksheets/sheet1.xml';
const start = '<worksheet><sheetData>';
const end = '</sheetData></worksheet>';
const cells = `<row>${'<c><v>1</v></c>'.repeat(64)}</row>`;
const rows = cells.repeat(Math.floor(MEGABYTE / cells.length));
/** Cannot be packed well: what an honest file of 20 MB is made of. */
const noise = (length: number) =>
  Array.from({ length }, (_, index) => (Math.imul(index + 1, 2_654_435_761) >>> 0).toString(36)).join('');

/** A megabyte of texts that differ from one another: an honest workbook may be packed as tightly. */
const differing = Array.from({ length: 46_000 }, (_, index) => `<si><t>${index.toString(36)}</t></si>`).join('');

const toldBombs: readonly Told[] = [
  [
    '600 MB of cells, honestly told',
    () => workbookWith(sheet, repeated(start, rows, end, 600)),
    /^too-large: .*unpack to 6\d\d MB/,
    50,
  ],
  [
    '600 MB of cells that say they are 5 MB',
    () => workbookWith(sheet, repeated(start, rows, end, 600), {}, 5 * MEGABYTE),
    /^(unreadable|too-large): /,
    50,
  ],
  [
    '100 MB of blanks',
    () => workbookWith(sheet, repeated(start, ' '.repeat(MEGABYTE), end, 100)),
    /^too-large: .*times larger/,
    50,
  ],
  [
    'one text of 200 MB, packed less tightly',
    () =>
      workbookWith(
        sheet,
        repeated(
          `${start}<row><c t="inlineStr"><is><t>`,
          noise(150_000).slice(0, MEGABYTE),
          `</t></is></c></row>${end}`,
          30,
        ),
      ),
    /^unreadable: .*longer than any cell/,
    50,
  ],
  [
    '60 MB of shared strings',
    () =>
      workbookWith('xl/sharedStrings.xml', repeated('<sst>', '<si><t>ab</t></si>'.repeat(58_000), '</sst>', 60), {
        sharedStrings: '',
      }),
    /^too-large: /,
    120,
  ],
  [
    'three million shared strings that differ, below every limit of size',
    () => workbookWith('xl/sharedStrings.xml', repeated('<sst>', differing, '</sst>', 70), { sharedStrings: '' }),
    /^too-large: .*texts/,
    150,
  ],
  [
    'one line of 20 MB',
    () => Buffer.from(`provider_ref\n${'x,'.repeat(10 * MEGABYTE - 20)}`),
    /^too-large: .*row of more than 1 MB/,
    60,
  ],
  [
    'JSON nested 20 million deep',
    () => Buffer.from(`{"format":1,"rows":${'['.repeat(20 * MEGABYTE - 20)}`),
    /^unreadable: .*nested too deeply/,
    60,
  ],
  [
    'JSON with a list of 10 million',
    () => Buffer.from(`{"format":1,"rows":[${'{},'.repeat(6 * MEGABYTE)}{}]}`),
    /^too-large: /,
    60,
  ],
];

const laughs = [...Array(9).keys()].map((level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`).join('');
const xmlBomb = (name: string) =>
  aWorkbook({
    sharedStrings: '<si><t>a</t></si>',
    change: (each, text) =>
      each === name
        ? text.replace('?>', `?><!DOCTYPE w [<!ENTITY l0 "ha">${laughs}]>`).replace('<t>a', '<t>&l9;')
        : text,
  });
const compound = (more: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(more, 'utf16le')]);
const withPart = (name: string, content: string | Uint8Array) => aWorkbook({ more: [{ name, content }] });
const SMALL = 20;

const toldTricks: readonly Told[] = [
  ['a workbook with a password', () => compound('EncryptedPackage'), /^not-supported: .*password/, SMALL],
  ['a workbook with macros', () => withPart('xl/vbaProject.bin', 'x'), /^not-supported: .*macros/, SMALL],
  ['a workbook of Excel 97', () => compound('Workbook'), /^not-supported: .*\(\.xls\)/, SMALL],
  ['a workbook that is cut off', () => aWorkbook().subarray(0, -30), /^unreadable: .*damaged/, SMALL],
  [
    'an archive of workbooks',
    () => anArchive([{ name: 'return.xlsx', content: aWorkbook() }]),
    /^not-supported: .*archive and no workbook/,
    SMALL,
  ],
  ['an archive in a workbook', () => withPart('xl/media/image1.png', aWorkbook()), /another archive/, SMALL],
  ['entities within entities in the cells', () => xmlBomb(sheet), /^unreadable: .*document type/, SMALL],
  ['entities within entities in shared strings', () => xmlBomb('xl/sharedStrings.xml'), /document type/, SMALL],
  [
    'links to other workbooks',
    () => withPart('xl/externalLinks/externalLink1.xml', '<a/>'),
    /^not-supported: .*other files/,
    SMALL,
  ],
  ['NUL bytes', () => Buffer.from('provider_ref\nT1\0'), /^unreadable: .*NUL/, SMALL],
  ['UTF-16 without a mark', () => Buffer.from('provider_ref', 'utf16le'), /^unreadable: .*NUL/, SMALL],
  ['half a character in UTF-16', () => Buffer.from('fffe00d86100', 'hex'), /^unreadable: .*UTF-16/, SMALL],
];

const asFile = ([name, make, said, megabytes]: Told): HostileFile => ({ name, make, said, megabytes });

/** Files that fill the memory of whoever trusts them. */
export const bombs = toldBombs.map(asFile);
/** Small files that trick whoever trusts them. */
export const tricks = toldTricks.map(asFile);
