import { numberFormatOf } from './number-format.js';
import type { NumberFormat } from './number-format.js';
import type { PackageParts } from './package-parts.js';
import { damaged, tooLarge } from './workbook-refused.js';
import { attributesOf, textOf } from './xml-tokens.js';
import { fromCellXml } from './xml-text.js';

/** A worksheet as the workbook lists it. */
export interface SheetPlace {
  readonly name: string;
  readonly part: string;
}

/** What the cells of every sheet are read with. */
export interface WorkbookContent {
  readonly sheets: readonly SheetPlace[];
  readonly is1904: boolean;
  readonly formats: readonly NumberFormat[];
  readonly sharedStrings: readonly string[];
  readonly workbookPart: string;
  readonly stylesPart: string | null;
}

/** Reads which sheets there are, the number formats and the texts that cells share. */
export async function readContent(parts: PackageParts): Promise<WorkbookContent> {
  const main =
    (await parts.relationshipsOf('')).find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml';
  const entry = parts.find(main);
  if (!entry) throw damaged('it has no list of sheets');
  const relationships = await parts.relationshipsOf(main);
  const partOf = new Map(relationships.filter(({ type }) => type === 'worksheet').map(({ id, part }) => [id, part]));
  const sheets: SheetPlace[] = [];
  let is1904 = false;
  await parts.readTags(entry, (name, attributes) => {
    if (name === 'workbookPr') is1904 = isTrue(attributes.get('date1904'));
    const part = name === 'sheet' ? partOf.get(attributes.get('id') ?? '') : undefined;
    if (part) sheets.push({ name: attributes.get('name') ?? '', part });
  });
  const partOfType = (wanted: string) => relationships.find(({ type }) => type === wanted)?.part ?? null;
  return {
    sheets,
    is1904,
    workbookPart: main,
    stylesPart: partOfType('styles'),
    formats: await readFormats(parts, partOfType('styles')),
    sharedStrings: await readSharedStrings(parts, partOfType('sharedStrings')),
  };
}

export function isTrue(value: string | null | undefined): boolean {
  return value === '1' || value === 'true';
}

/** The number format of each cell style, by its number. */
async function readFormats(parts: PackageParts, part: string | null): Promise<readonly NumberFormat[]> {
  const entry = part === null ? null : parts.find(part);
  const codes = new Map<number, string>();
  const formats: NumberFormat[] = [];
  if (!entry) return formats;
  let isInCellFormats = false;
  await parts.readWhole(entry, ({ kind, name, raw }) => {
    if (name === 'cellXfs') isInCellFormats = kind === 'open';
    if (kind !== 'open') return;
    const attributes = name === 'numFmt' || name === 'xf' ? attributesOf(raw) : new Map<string, string>();
    const id = Number(attributes.get('numFmtId') ?? 0);
    if (name === 'numFmt') codes.set(id, attributes.get('formatCode') ?? '');
    if (name === 'xf' && isInCellFormats) formats.push(numberFormatOf(id, codes.get(id)));
  });
  return formats;
}

async function readSharedStrings(parts: PackageParts, part: string | null): Promise<readonly string[]> {
  const { limits } = parts;
  const entry = part === null ? null : parts.find(part);
  const strings: string[] = [];
  if (!entry) return strings;
  if (entry.size > limits.sharedStringBytes)
    throw tooLarge(`holds ${Math.round(entry.size / 1024 / 1024)} MB of texts`);
  const text = new CellText(limits.cellCharacters);
  await parts.readWhole(entry, ({ kind, name, raw, isEmpty }) => {
    if (kind === 'text') text.add(raw);
    else if (name === 'si' && kind === 'open') text.begin();
    else text.tag(kind, name, isEmpty);
    if (name !== 'si' || (kind === 'open' && !isEmpty)) return;
    if (strings.length >= limits.sharedStrings) throw tooLarge(`holds more than ${limits.sharedStrings} texts`);
    strings.push(text.take());
  });
  return strings;
}

/** The text of a cell as it is put together: of each of its runs, and not of the reading aids of East Asian scripts. */
export class CellText {
  private raw = '';
  private isInText = false;
  private isInReadingAid = false;

  constructor(private readonly most: number) {}

  begin(): void {
    this.raw = '';
  }

  tag(kind: string, name: string, isEmpty: boolean): void {
    if (isEmpty) return;
    if (name === 't') this.isInText = kind === 'open';
    if (name === 'rPh') this.isInReadingAid = kind === 'open';
  }

  add(raw: string): void {
    if (!this.isInText || this.isInReadingAid) return;
    this.raw += raw.startsWith('<![CDATA[') ? textOf(raw).replaceAll('&', '&amp;') : raw;
    // A character takes ten at most as it is written, such as &#1048576;
    if (this.raw.length > this.most * 10) throw damaged('a cell holds more text than any cell may');
  }

  take(): string {
    const text = fromCellXml(this.raw);
    this.raw = '';
    if (text.length > this.most) throw damaged(`a cell holds more than ${this.most} characters`);
    return text;
  }
}

/** The number of a column, from 0, by its letters; null when they are none. */
export function columnNumber(letters: string): number | null {
  if (!/^[A-Z]{1,3}$/.test(letters)) return null;
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** The letters of a column by its number from 0: 0 is A, 26 is AA. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}
