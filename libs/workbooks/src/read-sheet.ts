import { isoDateText, numberText } from './number-text.js';
import type { PackageParts } from './package-parts.js';
import { damaged, tooLarge } from './workbook-refused.js';
import { CellText, columnNumber, isTrue } from './workbook-content.js';
import type { WorkbookContent } from './workbook-content.js';
import { attributesOf, textOf } from './xml-tokens.js';
import type { XmlToken } from './xml-tokens.js';
import type { ZipEntry } from './zip-entry.js';

/** What is to be said about a cell besides its text. */
export interface CellNote {
  readonly column: number;
  /** A formula's stored value was read; a formula has none; a number has lost its last digits. */
  readonly kind: 'formula' | 'formula-without-value' | 'digits-lost';
}

/** A row as it stands in its sheet. Columns count from 0; those with nothing in them are blank texts. */
export interface SheetRow {
  /** As the spreadsheet program counts it, from 1. */
  readonly number: number;
  readonly texts: readonly string[];
  readonly notes: readonly CellNote[];
}

/** The rows of a sheet from top to bottom, hidden ones too, as far as anything stands in them. Memory holds a few at a time. */
export function readRows(
  parts: PackageParts,
  entry: ZipEntry,
  content: WorkbookContent,
): AsyncGenerator<SheetRow, void, undefined> {
  const reader = new RowReader(content, parts.limits.columns, parts.limits.cellCharacters);
  return parts.read(
    entry,
    (token) => reader.take(token),
    () => reader.rows.splice(0),
  );
}

interface CellStart {
  readonly column: number;
  readonly type: string;
  readonly style: number;
}

class RowReader {
  readonly rows: SheetRow[] = [];
  private number = 0;
  private texts: string[] = [];
  private notes: CellNote[] = [];
  private cell: CellStart | null = null;
  private next = 0;
  private value: string | null = null;
  private hasFormula = false;
  private isInValue = false;
  private isInRow = false;
  private readonly inline: CellText;

  constructor(
    private readonly content: WorkbookContent,
    private readonly mostColumns: number,
    private readonly mostCharacters: number,
  ) {
    this.inline = new CellText(mostCharacters);
  }

  take({ kind, name, raw, isEmpty }: XmlToken): void {
    if (kind === 'text') {
      if (this.isInValue) this.value = (this.value ?? '') + textOf(raw);
      else if (this.cell) this.inline.add(raw);
    } else if (name === 'row') this.takeRow(kind, raw, isEmpty);
    else if (name === 'c' && this.isInRow) this.takeCell(kind, raw, isEmpty);
    else if (this.cell) this.takeInside(kind, name, isEmpty);
  }

  private takeRow(kind: string, raw: string, isEmpty: boolean): void {
    if (kind === 'open') {
      const told = attributesOf(raw).get('r');
      const number = told === undefined ? this.number + 1 : Number(told);
      if (!Number.isInteger(number) || number <= this.number || number > 1_048_576)
        throw damaged('its rows are not in their order');
      this.number = number;
      this.isInRow = !isEmpty;
      this.next = 0;
    }
    if (kind === 'open' && !isEmpty) return;
    this.isInRow = false;
    if (this.texts.length > 0 || this.notes.length > 0)
      this.rows.push({
        number: this.number,
        texts: Array.from(this.texts, (text: string | undefined) => text ?? ''),
        notes: this.notes,
      });
    this.texts = [];
    this.notes = [];
  }

  private takeCell(kind: string, raw: string, isEmpty: boolean): void {
    if (kind === 'open') {
      const attributes = attributesOf(raw);
      const told = attributes.get('r');
      const column = told === undefined ? this.next : columnNumber(told.replace(/\d+$/, ''));
      if (column === null) throw damaged('the place of a cell cannot be read');
      this.cell = { column, type: attributes.get('t') ?? 'n', style: Number(attributes.get('s') ?? 0) };
      this.next = column + 1;
      this.value = null;
      this.hasFormula = false;
      this.inline.begin();
    }
    if (kind === 'open' && !isEmpty) return;
    if (this.cell) this.endCell(this.cell);
    this.cell = null;
  }

  private takeInside(kind: string, name: string, isEmpty: boolean): void {
    if (name === 'v') {
      this.isInValue = kind === 'open' && !isEmpty;
      if (kind === 'open') this.value = '';
    } else if (name === 'f' && kind === 'open') this.hasFormula = true;
    else this.inline.tag(kind, name, isEmpty);
  }

  private endCell(cell: CellStart): void {
    const text = this.textOf(cell);
    if (this.hasFormula)
      this.notes.push({ column: cell.column, kind: this.value === null ? 'formula-without-value' : 'formula' });
    if (text === '') return;
    if (cell.column >= this.mostColumns) throw tooLarge(`has more than ${this.mostColumns} columns`);
    if (text.length > this.mostCharacters) throw damaged(`a cell holds more than ${this.mostCharacters} characters`);
    this.texts[cell.column] = text;
  }

  private textOf(cell: CellStart): string {
    const inline = this.inline.take();
    const value = this.value ?? '';
    switch (cell.type) {
      case 'inlineStr':
        return inline;
      case 's':
        return value === '' ? '' : this.sharedString(value);
      case 'b':
        return value === '' ? '' : isTrue(value) ? 'Y' : 'N';
      case 'd':
        return isoDateText(value) ?? value;
      case 'n':
        return value.trim() === '' ? '' : this.numberOf(cell, value);
      default:
        return value;
    }
  }

  private sharedString(value: string): string {
    const text = /^\d+$/.test(value.trim()) ? this.content.sharedStrings[Number(value)] : undefined;
    if (text === undefined) throw damaged('a cell refers to a text that is not there');
    return text;
  }

  private numberOf(cell: CellStart, value: string): string {
    const number = Number(value);
    if (!Number.isFinite(number)) throw damaged('a number cannot be read');
    const format = this.content.formats[cell.style] ?? { kind: 'plain' };
    const { text, isCutShort } = numberText(number, format, this.content.is1904);
    if (isCutShort) this.notes.push({ column: cell.column, kind: 'digits-lost' });
    return text;
  }
}
