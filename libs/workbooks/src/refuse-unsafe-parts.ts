import type { PackageParts } from './package-parts.js';
import { startOf } from './unpack.js';
import { WorkbookRefused } from './workbook-refused.js';

const supported = 'save it as "Excel Workbook (.xlsx)" and send that';

/** Parts that a workbook of plain cells does not have, by their names. The first that fits is told. */
const unwanted: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)vbaproject\.bin$|^xl\/macrosheets\//, `The workbook carries macros; ${supported}, without macros.`],
  [/^xl\/workbook\.bin$/, `The workbook is in the binary form (.xlsb); ${supported}.`],
  [/^xl\/activex\//, 'The workbook holds active controls; copy its rows into a new workbook and send that.'],
  [
    /^xl\/externallinks\/|^xl\/connections\.xml$|^xl\/querytables\//,
    'The workbook takes values from other files; break the links (Data, Edit Links or Queries & Connections) and send it again.',
  ],
  [/^xl\/embeddings\//, 'The workbook holds other files; copy its rows into a new workbook and send that.'],
];

const archives: readonly Buffer[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x52, 0x61, 0x72, 0x21],
  [0x1f, 0x8b, 0x08],
].map((signature) => Buffer.from(signature));
/** Drawings that are packed once more by their own format. */
const packedDrawing = /\.(emz|wmz|svgz)$/;

/** Refuses what is no workbook, and every workbook that holds more than cells can need. */
export async function refuseUnsafeParts(parts: PackageParts): Promise<void> {
  const names = parts.entries.map(({ name }) => name.toLowerCase());
  refuseOtherArchives(parts, names);
  for (const [pattern, sentence] of unwanted) {
    if (names.some((name) => pattern.test(name))) throw new WorkbookRefused('not-supported', sentence);
  }
  const nested = parts.entries.find(
    (entry) =>
      !packedDrawing.test(entry.name.toLowerCase()) &&
      archives.some((signature) => startOf(parts.bytes, entry).subarray(0, signature.length).equals(signature)),
  );
  if (nested)
    throw new WorkbookRefused(
      'not-supported',
      'The workbook holds another archive; copy its rows into a new workbook and send that.',
    );
  await refuseLinks(parts, names);
}

function refuseOtherArchives(parts: PackageParts, names: readonly string[]): void {
  const holds = (name: string) => names.includes(name);
  if (holds('[content_types].xml') && names.some((name) => /^xl\/workbook\.(xml|bin)$/.test(name))) return;
  const isOpenDocument = parts.entries[0]?.name === 'mimetype';
  const what = isOpenDocument
    ? `The file is in the OpenDocument form (.ods); ${supported}.`
    : holds('word/document.xml')
      ? 'The file is a Word document; put the rows into a workbook or a CSV file and send that.'
      : 'The file is an archive and no workbook; take the workbook out of it and send that alone.';
  throw new WorkbookRefused('not-supported', what);
}

/** Only links that a person may follow are let in; nothing else may lead outside. A part may say that it has macros. */
async function refuseLinks(parts: PackageParts, names: readonly string[]): Promise<void> {
  const types = parts.find('[content_types].xml');
  const contentTypes: string[] = [];
  if (types) await parts.readTags(types, (_, attributes) => contentTypes.push(attributes.get('ContentType') ?? ''));
  if (contentTypes.some((type) => type.toLowerCase().includes('macroenabled')))
    throw new WorkbookRefused('not-supported', `The workbook carries macros; ${supported}, without macros.`);
  for (const name of names.filter((each) => each.endsWith('.rels'))) {
    const part = name.replace(/_rels\/([^/]*)\.rels$/, '$1');
    const outside = (await parts.relationshipsOf(part)).find((each) => each.part === null && each.type !== 'hyperlink');
    if (outside)
      throw new WorkbookRefused(
        'not-supported',
        'The workbook refers to something outside of itself; break its links (Data, Edit Links) and send it again.',
      );
  }
}
