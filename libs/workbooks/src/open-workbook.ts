import { workbookLimits } from './limits.js';
import type { WorkbookLimits } from './limits.js';
import { PackageParts } from './package-parts.js';
import { readRows } from './read-sheet.js';
import type { SheetRow } from './read-sheet.js';
import { refuseUnsafeParts } from './refuse-unsafe-parts.js';
import { readContent } from './workbook-content.js';
import { WorkbookRefused, damaged } from './workbook-refused.js';
import { readZipDirectory, withPassword } from './zip-directory.js';

/** A sheet whose rows can be read, any number of times. */
export interface Sheet {
  readonly name: string;
  rows(): AsyncGenerator<SheetRow, void, undefined>;
}

/** What a file is by its first bytes: a zip archive, an older compound file, or neither. */
export function containerOf(bytes: Uint8Array): 'zip' | 'compound' | null {
  const starts = (...signature: readonly number[]) => signature.every((byte, index) => bytes[index] === byte);
  if (starts(0x50, 0x4b)) return 'zip';
  return starts(0xd0, 0xcf, 0x11, 0xe0) ? 'compound' : null;
}

/** Opens a workbook (.xlsx) and lists its sheets. What is no workbook, or not safe to read, is refused in one sentence. */
export async function openWorkbook(
  bytes: Uint8Array,
  limits: WorkbookLimits = workbookLimits,
): Promise<readonly Sheet[]> {
  const parts = await openParts(bytes, limits);
  const content = await readContent(parts);
  return content.sheets.map(({ name, part }) => ({
    name,
    rows() {
      const entry = parts.find(part);
      if (!entry) throw damaged('one of its sheets is missing');
      return readRows(parts, entry, content);
    },
  }));
}

/** The parts of a workbook, once its directory and its names have shown nothing that speaks against reading it. */
export async function openParts(bytes: Uint8Array, limits: WorkbookLimits = workbookLimits): Promise<PackageParts> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (containerOf(bytes) === 'compound') throw compound(buffer);
  const parts = new PackageParts(buffer, readZipDirectory(buffer, limits), limits);
  await refuseUnsafeParts(parts);
  return parts;
}

/** The older container holds workbooks up to Excel 2003, and every workbook that has a password. */
function compound(bytes: Buffer): WorkbookRefused {
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return withPassword();
  return new WorkbookRefused(
    'not-supported',
    'The file is in the form of Excel 97 to 2003 (.xls); save it as "Excel Workbook (.xlsx)" and send that.',
  );
}
