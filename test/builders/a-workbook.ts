import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** A part of an archive, honest by default; each of its headers can be made to lie. */
export interface ArchivePart {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly isStored?: boolean;
  readonly flags?: number;
  readonly size?: number;
  readonly localName?: string;
  /** Share the header and the bytes of the part before this one. */
  readonly sharesBefore?: boolean;
  /** The content is packed already, and this is what it would unpack to. */
  readonly packed?: { readonly bytes: Uint8Array; readonly crc: number; readonly size: number };
}

/** A zip archive of these parts, written without the code that is tested. */
export function anArchive(parts: readonly ArchivePart[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  let headerAt = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content);
    const packed = part.packed?.bytes ?? (part.isStored ? content : deflateRawSync(content));
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(part.flags ?? 0, 2);
    header.writeUInt16LE(part.isStored ? 0 : 8, 4);
    header.writeUInt32LE(part.packed?.crc ?? crc32(content), 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(part.size ?? part.packed?.size ?? content.length, 18);
    const named = (name: string) => {
      const fields = Buffer.from(header);
      fields.writeUInt16LE(Buffer.byteLength(name), 22);
      return fields;
    };
    const localName = part.localName ?? part.name;
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), named(localName), Buffer.from(localName), packed]);
    if (!part.sharesBefore) {
      pieces.push(local);
      headerAt = at;
      at += local.length;
    }
    const place = Buffer.alloc(14);
    place.writeUInt32LE(headerAt, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), named(part.name), place, Buffer.from(part.name));
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, central, end]);
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A workbook told in XML: the rows of each sheet as they stand between `<sheetData>` tags. */
export interface WorkbookWords {
  readonly sheets?: Readonly<Record<string, string>>;
  /** What follows the rows of the first sheet. */
  readonly afterRows?: string;
  readonly is1904?: boolean;
  /** Number formats of the cell styles, from style 1 on. */
  readonly formats?: readonly string[];
  readonly sharedStrings?: string;
  readonly more?: readonly ArchivePart[];
  /** Changes the text of a part before it is packed. */
  readonly change?: (name: string, text: string) => string;
}

/** A small workbook by raw XML, valid by default: one sheet, `Returns`. */
export function aWorkbook(words: WorkbookWords = {}): Buffer {
  return anArchive(workbookParts(words));
}

export function workbookParts({
  sheets = { Returns: '' },
  afterRows = '',
  is1904 = false,
  formats = [],
  sharedStrings,
  more = [],
  change = (_, text) => text,
}: WorkbookWords): readonly ArchivePart[] {
  const names = Object.keys(sheets);
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`;
  const relationsOf = (...inner: string[]) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner.join('')}</Relationships>`;
  const texts: Record<string, string> = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    '_rels/.rels': relationsOf(relation('r1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="s${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationsOf(
      ...names.map((_, index) => relation(`s${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`)),
      ...(formats.length > 0 ? [relation('st', 'styles', '/xl/styles.xml')] : []),
      ...(sharedStrings === undefined ? [] : [relation('ss', 'sharedStrings', 'sharedStrings.xml')]),
    ),
  };
  names.forEach((name, index) => {
    texts[`xl/worksheets/sheet${index + 1}.xml`] =
      `<worksheet xmlns="${main}"><sheetData>${sheets[name] ?? ''}</sheetData>${index === 0 ? afterRows : ''}</worksheet>`;
  });
  if (formats.length > 0) texts['xl/styles.xml'] = stylesOf(formats);
  if (sharedStrings !== undefined) texts['xl/sharedStrings.xml'] = `<sst xmlns="${main}">${sharedStrings}</sst>`;
  const parts = Object.entries(texts).map(([name, text]) => ({ name, content: change(name, declaration + text) }));
  return [...parts, ...more];
}

function stylesOf(formats: readonly string[]): string {
  const codes = formats.map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${escapeXml(code)}"/>`);
  const styles = ['<xf numFmtId="0"/>', ...formats.map((_, index) => `<xf numFmtId="${200 + index}"/>`)];
  return `<styleSheet xmlns="${main}"><numFmts>${codes.join('')}</numFmts><cellXfs>${styles.join('')}</cellXfs></styleSheet>`;
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** A row of inline strings. */
export function textRow(number: number, cells: readonly string[]): string {
  const inner = cells.map((text) => `<c t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`);
  return `<row r="${number}">${inner.join('')}</row>`;
}

/** The unpacked parts of an archive by their names, in the order of its directory. */
export function partsOf(archive: Uint8Array): ReadonlyMap<string, Buffer> {
  const bytes = Buffer.from(archive);
  const parts = new Map<string, Buffer>();
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = bytes.readUInt32LE(end + 16);
  while (at < end) {
    const [nameLength, size, headerAt] = [
      bytes.readUInt16LE(at + 28),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ];
    const from = headerAt + 30 + bytes.readUInt16LE(headerAt + 26) + bytes.readUInt16LE(headerAt + 28);
    const packed = bytes.subarray(from, from + size);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    parts.set(name, bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}
