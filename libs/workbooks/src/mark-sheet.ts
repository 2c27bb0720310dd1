import { conditionalFormats, isMarkRule } from './mark-formats.js';
import type { SheetMarks } from './sheet-marks.js';
import type { PackageParts } from './package-parts.js';
import { columnLetters, columnNumber } from './workbook-content.js';
import { attributeOf, attributesOf } from './xml-tokens.js';
import type { XmlToken } from './xml-tokens.js';
import { toCellXml } from './xml-text.js';
import type { ZipEntry } from './zip-entry.js';

/** What is to be written, and where: the column of the notes, and the number of the first format of the marks. */
export interface SheetChange extends SheetMarks {
  readonly column: number;
  readonly firstFormat: number;
}

/** What may follow the conditional formats in a sheet (ECMA-376, 18.3.1.99). */
const afterFormats = new Set(
  'dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst'.split(
    ' ',
  ),
);
const NOTES_WIDTH = 90;
const MOST_CHARACTERS = 32_000;

/** A sheet with its notes and marks, piece by piece. What is not touched is passed on as it is. */
export function markSheet(
  parts: PackageParts,
  entry: ZipEntry,
  change: SheetChange,
): AsyncGenerator<string, void, undefined> {
  const marker = new SheetMarker(change);
  return parts.read(
    entry,
    (token) => marker.take(token),
    () => marker.takeOut(),
  );
}

class SheetMarker {
  private out: string[] = [];
  private depth = 0;
  private prefix = '';
  private row = 0;
  private nextColumn = 0;
  /** Whether the cell of the notes is still to be written in the open row. */
  private isAwaited = false;
  private isSkipping = false;
  private headerStyle: string | null = null;
  private lastColumnTold = -1;
  private hasColumns = false;
  private hasFormats = false;
  /** Tokens of a conditional format that is being read, rule by rule. */
  private format: { readonly opening: string; readonly rules: string[]; hadMark: boolean } | null = null;
  private rule: string | null = null;

  constructor(private readonly change: SheetChange) {}

  takeOut(): readonly string[] {
    const text = this.out.join('');
    this.out = [];
    return text === '' ? [] : [text];
  }

  take(token: XmlToken): void {
    const { kind, isEmpty } = token;
    if (kind === 'close') this.depth -= 1;
    if (this.depth === 0 && kind === 'open') this.prefix = /^<([^\s/>]+:)?/.exec(token.raw)?.[1] ?? '';
    this.pass(token);
    if (kind === 'open' && !isEmpty) this.depth += 1;
  }

  private pass(token: XmlToken): void {
    const { kind, name, raw } = token;
    if (this.format) this.takeFormat(this.format, token);
    else if (this.depth === 1 && (kind === 'open' || kind === 'close')) this.takeChild(token);
    else if (this.depth === 0 && kind === 'close') this.out.push(this.formats(), raw);
    else if (name === 'col' && this.depth === 2) this.takeColumn(raw);
    else if (name === 'row' && this.depth === 2) this.takeRow(token);
    else if (name === 'c' && this.depth === 3) this.takeCell(token);
    else if (!this.isSkipping) this.out.push(raw);
  }

  private takeChild({ kind, name, raw, isEmpty }: XmlToken): void {
    if (kind === 'open' && name === 'conditionalFormatting') {
      if (!isEmpty) this.format = { opening: raw, rules: [], hadMark: false };
      return;
    }
    if (kind === 'open' && afterFormats.has(name)) this.out.push(this.formats());
    if (kind === 'open' && name === 'dimension') {
      this.out.push(this.dimension(raw));
      return;
    }
    if (kind === 'open' && name === 'sheetData' && !this.hasColumns)
      this.out.push(`<${this.prefix}cols>${this.notesWidth()}</${this.prefix}cols>`);
    if (name === 'cols') this.hasColumns = true;
    if (name === 'cols' && kind === 'close' && this.lastColumnTold < this.change.column)
      this.out.push(this.notesWidth());
    this.out.push(raw);
  }

  private takeColumn(raw: string): void {
    this.lastColumnTold = Number(attributeOf(raw, 'max') ?? 0) - 1;
    this.out.push(raw);
  }

  private notesWidth(): string {
    const number = this.change.column + 1;
    return `<${this.prefix}col min="${number}" max="${number}" width="${NOTES_WIDTH}" customWidth="1"/>`;
  }

  private takeRow({ kind, raw, isEmpty }: XmlToken): void {
    if (kind === 'close') {
      this.endRow();
      this.out.push(raw);
      return;
    }
    this.row = Number(attributeOf(raw, 'r') ?? this.row + 1);
    this.nextColumn = 0;
    this.isAwaited = this.noteOf(this.row) !== null;
    // Which columns a row spans is a hint only, and wrong once a cell is added.
    const opening = this.isAwaited ? raw.replace(/\sspans\s*=\s*("[^"]*"|'[^']*')/, '') : raw;
    if (!isEmpty || !this.isAwaited) this.out.push(opening);
    else {
      this.out.push(opening.replace(/\s*\/>$/, '>'));
      this.endRow();
      this.out.push(`</${this.prefix}row>`);
    }
  }

  private endRow(): void {
    if (this.isAwaited) this.writeNote(null);
  }

  private takeCell({ kind, raw, isEmpty }: XmlToken): void {
    if (kind === 'close') {
      if (!this.isSkipping) this.out.push(raw);
      this.isSkipping = false;
      return;
    }
    const attributes = attributesOf(raw);
    const column = columnNumber((attributes.get('r') ?? '').replace(/\d+$/, '')) ?? this.nextColumn;
    this.nextColumn = column + 1;
    const style = attributes.get('s') ?? null;
    if (column === this.change.column) {
      this.isSkipping = !isEmpty;
      if (this.isAwaited) this.writeNote(style);
      else if (style !== null) this.out.push(`<${this.prefix}c r="${this.place()}" s="${style}"/>`);
      return;
    }
    if (column > this.change.column && this.isAwaited) this.writeNote(null);
    if (this.row === this.change.headerRow && column < this.change.column) this.headerStyle = style;
    this.out.push(raw);
  }

  private writeNote(style: string | null): void {
    const text = toCellXml((this.noteOf(this.row) ?? '').slice(0, MOST_CHARACTERS));
    const shown = this.row === this.change.headerRow ? this.headerStyle : style;
    const p = this.prefix;
    const styled = shown === null ? '' : ` s="${shown}"`;
    this.out.push(
      `<${p}c r="${this.place()}"${styled} t="inlineStr"><${p}is><${p}t xml:space="preserve">${text}</${p}t></${p}is></${p}c>`,
    );
    this.isAwaited = false;
  }

  private noteOf(row: number): string | null {
    return row === this.change.headerRow ? this.change.headerText : (this.change.notes.get(row) ?? null);
  }

  private place(): string {
    return `${columnLetters(this.change.column)}${this.row}`;
  }

  /** The part of the sheet that is in use reaches to the column of the notes. */
  private dimension(raw: string): string {
    return raw.replace(/(ref\s*=\s*["'][A-Z]+\d+)(?::([A-Z]+)(\d+))?/, (_, start: string, letters = 'A', row = '') => {
      const last = Math.max(columnNumber(String(letters)) ?? 0, this.change.column);
      return `${start}:${columnLetters(last)}${row === '' ? this.change.headerRow : String(row)}`;
    });
  }

  /** A conditional format without the rules of earlier marks; nothing when it held no other. */
  private takeFormat(format: NonNullable<SheetMarker['format']>, { kind, name, raw, isEmpty }: XmlToken): void {
    if (kind === 'close' && name === 'conditionalFormatting' && this.depth === 1) {
      if (!format.hadMark || format.rules.some((rule) => rule.trim() !== ''))
        this.out.push(format.opening, ...format.rules, raw);
      this.format = null;
      return;
    }
    if (name === 'cfRule' && kind === 'open' && !isEmpty) this.rule = raw;
    else if (this.rule !== null) this.rule += raw;
    else format.rules.push(raw);
    if (name !== 'cfRule' || kind !== 'close' || this.rule === null) return;
    if (isMarkRule(this.rule)) format.hadMark = true;
    else format.rules.push(this.rule);
    this.rule = null;
  }

  private formats(): string {
    if (this.hasFormats) return '';
    this.hasFormats = true;
    return conditionalFormats(this.change.marks, this.change.firstFormat, this.prefix);
  }
}
