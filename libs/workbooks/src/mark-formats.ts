import { markColours } from './mark-styles.js';
import type { CellMark } from './sheet-marks.js';
import { columnLetters } from './workbook-content.js';

/** Always true. Its text tells a mark from the conditional formats of the sheet's own, also after it was saved again. */
const MARK = 'LEN("Homeward finding")&gt;0';

export function isMarkRule(raw: string): boolean {
  return raw.includes('Homeward finding');
}

/** Programs refuse a format of several thousand separate ranges. */
const MOST_RANGES = 200;

/** Conditional formats that colour the cells, whatever is in them. */
export function conditionalFormats(marks: readonly CellMark[], firstFormat: number, prefix: string): string {
  return markColours
    .flatMap((colour, index) => {
      const ranges = rangesOf(marks.filter((mark) => mark.colour === colour));
      return Array.from({ length: Math.ceil(ranges.length / MOST_RANGES) }, (_, chunk) => {
        const some = ranges.slice(chunk * MOST_RANGES, (chunk + 1) * MOST_RANGES).join(' ');
        return `<${prefix}conditionalFormatting sqref="${some}"><${prefix}cfRule type="expression" dxfId="${firstFormat + index}" priority="1"><${prefix}formula>${MARK}</${prefix}formula></${prefix}cfRule></${prefix}conditionalFormatting>`;
      });
    })
    .join('');
}

/** Cells below one another become one range. */
function rangesOf(marks: readonly CellMark[]): readonly string[] {
  const ranges: { column: number; first: number; last: number }[] = [];
  for (const { row, column } of marks.toSorted((left, right) => left.column - right.column || left.row - right.row)) {
    const open = ranges.at(-1);
    if (open?.column === column && row <= open.last + 1) open.last = row;
    else ranges.push({ column, first: row, last: row });
  }
  return ranges.map(({ column, first, last }) => {
    const letters = columnLetters(column);
    return first === last ? `${letters}${first}` : `${letters}${first}:${letters}${last}`;
  });
}
