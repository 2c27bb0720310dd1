import { markStyles, minimalStyles } from './mark-styles.js';
import type { SheetMarks } from './sheet-marks.js';
import { markSheet } from './mark-sheet.js';
import { openParts } from './open-workbook.js';
import type { PackageParts } from './package-parts.js';
import { readRows } from './read-sheet.js';
import { readContent } from './workbook-content.js';
import type { WorkbookContent } from './workbook-content.js';
import { damaged } from './workbook-refused.js';
import type { ZipEntry } from './zip-entry.js';
import { keptPart, packPart, writeZip } from './zip-writer.js';
import type { PackedPart } from './zip-writer.js';

const NEW_STYLES = 'xl/styles.xml';

/**
 * Gives a workbook back with notes in a column at its far right and faulty cells coloured by a conditional format, which
 * leaves their own formats alone. Marks of an earlier round are taken away. All else is kept byte for byte: other
 * sheets, drawings, widths, formulas, the order of rows.
 */
export async function markWorkbook(bytes: Uint8Array, marks: SheetMarks): Promise<Buffer> {
  const parts = await openParts(bytes);
  const content = await readContent(parts);
  const entry = parts.find(content.sheets.find(({ name }) => name === marks.sheet)?.part ?? '');
  if (!entry) throw damaged('one of its sheets is missing');
  const column = await notesColumn(parts, entry, content, marks);
  const styles = parts.find(content.stylesPart ?? '');
  const { text, first } = await markStyles(parts, styles);
  const changed = new Map<string, PackedPart>([
    [entry.name, await packPart(entry.name, markSheet(parts, entry, { ...marks, column, firstFormat: first }))],
  ]);
  if (styles) changed.set(styles.name, await packPart(styles.name, [text]));
  else for (const part of await addStyles(parts, content)) changed.set(part.name, part);
  const kept = parts.entries.map((each) => changed.get(each.name) ?? keptPart(parts.bytes, each));
  const added = [...changed.values()].filter(({ name }) => !parts.find(name));
  return writeZip([...kept, ...added]);
}

/** The column with the header of the notes, or else the first one right of everything. */
async function notesColumn(
  parts: PackageParts,
  entry: ZipEntry,
  content: WorkbookContent,
  { headerRow, header }: SheetMarks,
): Promise<number> {
  let width = 0;
  let known = -1;
  for await (const { number, texts } of readRows(parts, entry, content)) {
    width = Math.max(width, texts.length);
    if (number === headerRow)
      known = texts.findIndex((text) => text.trim().toLowerCase().startsWith(header.toLowerCase()));
  }
  return known >= 0 ? known : width;
}

/** A workbook without any style gets the least that a colour needs. */
async function addStyles(parts: PackageParts, content: WorkbookContent): Promise<readonly PackedPart[]> {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml';
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles';
  const [, folder = '', file = ''] = /^(.*\/)?([^/]*)$/.exec(content.workbookPart) ?? [];
  return [
    await packPart(NEW_STYLES, [minimalStyles]),
    await withLast(parts, '[Content_Types].xml', `<Override PartName="/${NEW_STYLES}" ContentType="${type}"/>`),
    await withLast(
      parts,
      `${folder}_rels/${file}.rels`,
      `<Relationship Id="homewardStyles" Type="${relation}" Target="/${NEW_STYLES}"/>`,
    ),
  ];
}

/** A part with one more element at its end. */
async function withLast(parts: PackageParts, name: string, element: string): Promise<PackedPart> {
  const entry = parts.find(name);
  if (!entry) throw damaged(`${name} is missing`);
  const pieces: string[] = [];
  await parts.readWhole(entry, ({ raw }) => pieces.push(raw));
  const close = pieces.findLastIndex((piece) => piece.startsWith('</'));
  return packPart(entry.name, pieces.toSpliced(close, 0, element));
}
