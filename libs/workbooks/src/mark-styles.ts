import type { PackageParts } from './package-parts.js';
import type { ZipEntry } from './zip-entry.js';

/** The colours of a marked cell, in the order of their formats. */
export const markColours = ['error', 'warning'] as const;
export type MarkColour = (typeof markColours)[number];

const shades: Readonly<Record<MarkColour, { readonly fill: string; readonly font: string }>> = {
  error: { fill: 'FFFFC7CE', font: 'FF9C0006' },
  warning: { fill: 'FFFFEB9C', font: 'FF7F6000' },
};

/** What follows the differential formats in a style sheet. */
const afterFormats = new Set(['tableStyles', 'colors', 'extLst']);

function formats(prefix: string): string {
  return markColours
    .map((colour) => {
      const { fill, font } = shades[colour];
      return `<dxf><font><color rgb="${font}"/></font><fill><patternFill patternType="solid"><fgColor rgb="${fill}"/><bgColor rgb="${fill}"/></patternFill></fill></dxf>`;
    })
    .join('')
    .replaceAll(/<(\/?)/g, `<$1${prefix}`);
}

/** For a workbook that has none: one font, the two fills that must be there, and the formats of the marks. */
export const minimalStyles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><dxfs count="${markColours.length}">${formats('')}</dxfs></styleSheet>`;

/** A style sheet with the formats of the marks after those it has, and the number of the first of them. */
export async function markStyles(
  parts: PackageParts,
  entry: ZipEntry | null,
): Promise<{ readonly text: string; readonly first: number }> {
  if (entry === null) return { text: minimalStyles, first: 0 };
  const pieces: string[] = [];
  let depth = 0;
  let count = 0;
  let openedAt = -1;
  let place = -1;
  let prefix = '';
  await parts.readWhole(entry, ({ kind, name, raw, isEmpty }) => {
    if (kind === 'close') depth -= 1;
    if (kind === 'open' && depth === 0) prefix = /^<([^\s/>]+:)?/.exec(raw)?.[1] ?? '';
    if (name === 'dxfs' && kind === 'open') openedAt = pieces.length;
    if (name === 'dxf' && kind === 'open' && depth === 2) count += 1;
    const isPlace =
      (name === 'dxfs' && (kind === 'close' || isEmpty)) || (kind === 'open' && depth === 1 && afterFormats.has(name));
    if (place < 0 && (isPlace || (kind === 'close' && depth === 0))) place = pieces.length;
    pieces.push(raw);
    if (kind === 'open' && !isEmpty) depth += 1;
  });
  const opening = `<${prefix}dxfs count="${count + markColours.length}">`;
  const closing = `</${prefix}dxfs>`;
  const changed =
    openedAt < 0
      ? pieces.toSpliced(place, 0, opening + formats(prefix) + closing)
      : openedAt === place
        ? pieces.with(place, opening + formats(prefix) + closing)
        : pieces.with(openedAt, opening).toSpliced(place, 0, formats(prefix));
  return { text: changed.join(''), first: count };
}
