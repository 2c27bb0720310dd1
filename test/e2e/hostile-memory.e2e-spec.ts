import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';
import { anArchive, workbookParts } from '../builders/a-workbook.js';
import type { ArchivePart, WorkbookWords } from '../builders/a-workbook.js';

/** Reads one file in a process of its own and says by how much that grew at most, in MiB. */
const reader = `
import { readFileSync, writeFileSync } from 'node:fs';
import { parseReturn } from '#submissions';
const [, file] = process.argv;
const header = 'provider_ref\\n' + 'T1\\n'.repeat(1000);
await parseReturn(Buffer.from(header), null);
const bytes = readFileSync(file);
let isLinux = true;
// From here on Linux counts the most anew.
try { writeFileSync('/proc/self/clear_refs', '5'); } catch { isLinux = false; }
const before = process.memoryUsage().rss;
let most = before;
const watch = setInterval(() => { most = Math.max(most, process.memoryUsage().rss); }, 5);
const said = await parseReturn(bytes, null).then(({ rows }) => rows.length + ' rows', ({ reason, message }) => reason + ': ' + message);
clearInterval(watch);
const peak = isLinux ? Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024 : 0;
process.stdout.write(JSON.stringify({ said, grown: (Math.max(most, peak, process.memoryUsage().rss) - before) / 1024 / 1024 }));
`;

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

const bombs: readonly (readonly [string, () => Uint8Array, RegExp, number])[] = [
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

describe('a return made to fill the memory', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'homeward-hostile-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(bombs)('is refused in bounded memory: %s', async (_name, make, said, bound) => {
    const file = join(folder, 'return');
    const bytes = make();
    expect(bytes.length).toBeLessThanOrEqual(20 * MEGABYTE);
    writeFileSync(file, bytes);
    const args = ['--input-type=module', '-e', reader, file];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: projectPath('.') });
    const answer = JSON.parse(stdout) as { readonly said: string; readonly grown: number };
    expect(answer.said).toMatch(said);
    expect(answer.grown).toBeLessThan(bound);
  });
});
