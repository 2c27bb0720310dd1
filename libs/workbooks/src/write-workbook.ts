import { writeXlsx } from 'hucre/xlsx';
import type { DataValidation, WriteSheet } from 'hucre/xlsx';
import { neutralised } from './neutralise.js';
import { openParts } from './open-workbook.js';
import { columnLetters } from './workbook-content.js';
import { keptPart, packPart, writeZip } from './zip-writer.js';

/** A column of a sheet to be written. Cells are texts; a format other than text is for what a person types in. */
export interface NewColumn {
  readonly header: string;
  readonly width: number;
  readonly format: 'text' | 'day' | 'general';
  /** Where the values stand that may be chosen, such as `Lists!$A$2:$A$5`; any other value may be typed all the same. */
  readonly choices?: string;
  /** Shown while one of its cells is chosen: at most 255 characters. */
  readonly prompt?: string;
}

export interface NewSheet {
  readonly name: string;
  readonly isHidden?: boolean;
  readonly hasFrozenHeader?: boolean;
  readonly columns: readonly NewColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Down to which row formats and choices reach, below the header. */
  readonly preparedRows?: number;
}

export interface NewWorkbook {
  readonly title: string;
  /** Properties that a program can read and nobody sees. */
  readonly properties: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  readonly sheets: readonly NewSheet[];
}

const numberFormats = { text: '@', day: 'dd/mm/yyyy', general: 'General' } as const;

/** Writes a workbook of texts. What a spreadsheet would evaluate is neutralised. */
export async function writeWorkbook({ title, properties, createdAt, sheets }: NewWorkbook): Promise<Uint8Array> {
  const written = await writeXlsx({
    sheets: sheets.map(toSheet),
    properties: { title, creator: 'Homeward', created: createdAt, modified: createdAt, custom: { ...properties } },
  });
  return withColumnStyles(written);
}

function toSheet({
  name,
  isHidden = false,
  hasFrozenHeader = false,
  columns,
  rows,
  preparedRows = 0,
}: NewSheet): WriteSheet {
  const bold = { font: { bold: true }, numFmt: '@' };
  const cells = new Map(
    columns.map(({ header }, column) => [`0,${column}`, { value: header, type: 'string' as const, style: bold }]),
  );
  return {
    name,
    hidden: isHidden,
    columns: columns.map(({ width, format }) => ({ width, numFmt: numberFormats[format] })),
    rows: [
      columns.map(({ header }) => header),
      ...(rows.length === 0 ? [columns.map(() => '')] : rows).map((row) =>
        row.map((text) => (text === '' ? null : neutralised(text))),
      ),
    ],
    cells,
    dataValidations:
      preparedRows === 0 ? [] : columns.flatMap((column, index) => validationOf(column, index, preparedRows)),
    ...(hasFrozenHeader && { freezePane: { rows: 1 } }),
  };
}

function validationOf({ header, choices, prompt }: NewColumn, index: number, rows: number): readonly DataValidation[] {
  if (choices === undefined && prompt === undefined) return [];
  const letters = columnLetters(index);
  return [
    {
      type: choices === undefined ? 'textLength' : 'list',
      ...(choices === undefined ? { operator: 'greaterThanOrEqual', formula1: '0' } : { formula1: choices }),
      range: `${letters}2:${letters}${rows + 1}`,
      allowBlank: true,
      showInputMessage: prompt !== undefined,
      ...(prompt !== undefined && { inputTitle: header.slice(0, 32), inputMessage: prompt.slice(0, 255) }),
      showErrorMessage: choices !== undefined,
      errorStyle: 'warning',
      errorTitle: header.slice(0, 32),
      errorMessage: 'This is not one of the values of the list.',
    },
  ];
}

/**
 * hucre gives a format to the cells it writes and not to the column. A cell that is filled in later takes that of its
 * column: without it a reference such as 00123 would become a number as it is typed. The second row tells the format.
 */
async function withColumnStyles(written: Uint8Array): Promise<Uint8Array> {
  const parts = await openParts(written);
  const packed = parts.entries.map(async (entry) => {
    if (!entry.name.startsWith('xl/worksheets/sheet')) return keptPart(parts.bytes, entry);
    const pieces: string[] = [];
    await parts.readWhole(entry, ({ raw }) => pieces.push(raw));
    return packPart(entry.name, [styledColumns(pieces.join(''))]);
  });
  return writeZip(await Promise.all(packed));
}

function styledColumns(sheet: string): string {
  const secondRow = /<row r="2".*?<\/row>/s.exec(sheet)?.[0] ?? '';
  const styles = new Map(
    [...secondRow.matchAll(/<c r="([A-Z]+)2"[^>]*? s="(\d+)"/g)].map(([, letters, style]) => [letters, style]),
  );
  return sheet.replaceAll(/<col min="(\d+)" max="\1"/g, (whole, number: string) => {
    const style = styles.get(columnLetters(Number(number) - 1));
    return style === undefined ? whole : `${whole} style="${style}"`;
  });
}
