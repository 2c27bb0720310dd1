import type { FactorTaxonomy } from '#domain/factors';
import { columnGuides, neededColumns } from '#domain/submissions';
import type { ColumnGuide, ColumnName } from '#domain/submissions';
import { columnLetters, writeWorkbook } from '#workbooks';
import type { NewColumn } from '#workbooks';
import { MAX_ROWS } from './return-refused.js';
import { instructions } from './template-instructions.js';

/** Counts up with each change of the template. Every one that was given out is still taken. */
export const TEMPLATE_VERSION = 1;

/** What a template is made for. */
export interface TemplateRequest {
  readonly providerCode: string;
  readonly authorityName: string;
  /** The month, such as 2025-10. */
  readonly period: string;
  readonly createdAt: Date;
  readonly taxonomy: FactorTaxonomy;
  readonly codes: (codeSet: 'PLACE' | 'ETHNIC') => readonly string[];
  /** Rows filled in beforehand, such as open referrals: cells by column. */
  readonly rows: readonly Readonly<Partial<Record<ColumnName, string>>>[];
}

const LISTS = 'Lists';
/** Choices and formats reach to so many rows; the format takes more, without them. */
const PREPARED_ROWS = 2_000;

/** A workbook to be filled in for a month: instructions, every column of the format, and lists for what is coded. */
export async function buildReturnTemplate(request: TemplateRequest): Promise<Uint8Array> {
  const lists = columnGuides.flatMap(({ column, guide }) => {
    const values = valuesOf(guide, request);
    return values.length === 0 ? [] : [{ column, values }];
  });
  const columns = columnGuides.map(({ column, guide }): NewColumn => {
    const place = lists.findIndex((list) => list.column === column);
    const letters = columnLetters(Math.max(0, place));
    const last = (lists[place]?.values.length ?? 0) + 1;
    return {
      header: column,
      width: Math.max(14, column.length + 2),
      format: guide.kind === 'date' ? 'day' : guide.kind === 'number' ? 'general' : 'text',
      prompt: promptOf(column, guide),
      ...(place >= 0 && { choices: `${LISTS}!$${letters}$2:$${letters}$${last}` }),
    };
  });
  const longest = Math.max(...lists.map(({ values }) => values.length));
  return writeWorkbook({
    title: `Provider return ${request.period}`,
    properties: { HomewardTemplate: String(TEMPLATE_VERSION), HomewardPeriod: request.period },
    createdAt: request.createdAt,
    sheets: [
      {
        name: 'Instructions',
        columns: [{ header: `Provider return for ${request.period}`, width: 110, format: 'text' }],
        rows: instructions({ ...request, version: TEMPLATE_VERSION, mostRows: MAX_ROWS }).map((line) => [line]),
      },
      {
        name: 'Returns',
        hasFrozenHeader: true,
        columns,
        rows: request.rows.map((cells) => columnGuides.map(({ column }) => cells[column] ?? '')),
        preparedRows: Math.max(PREPARED_ROWS, request.rows.length),
      },
      {
        name: LISTS,
        isHidden: true,
        columns: lists.map(({ column }) => ({ header: column, width: 30, format: 'text' })),
        rows: Array.from({ length: longest }, (_, index) => lists.map(({ values }) => values[index] ?? '')),
      },
    ],
  });
}

function valuesOf(guide: ColumnGuide, { taxonomy, codes }: TemplateRequest): readonly string[] {
  switch (guide.kind) {
    case 'one of':
      return guide.values;
    case 'code':
      return codes(guide.codeSet);
    case 'factors':
      return taxonomy.factors
        .filter(({ category, validTo }) => guide.categories.includes(category) && validTo === null)
        .map(({ label }) => label);
    case 'text':
    case 'date':
    case 'date and time':
    case 'number':
      return [];
  }
}

function promptOf(column: ColumnName, guide: ColumnGuide): string {
  const needed = neededColumns.some((each) => each === column) ? 'Every row needs it. ' : '';
  return needed + howToFill(guide);
}

function howToFill(guide: ColumnGuide): string {
  switch (guide.kind) {
    case 'one of':
      return 'Choose from the list.';
    case 'code':
      return `A code of the SSDA903 list ${guide.codeSet}.`;
    case 'factors':
      return guide.isList ? 'Choose from the list, or type several with ; between them.' : 'Choose from the list.';
    case 'date':
      return 'dd/mm/yyyy';
    case 'date and time':
      return 'dd/mm/yyyy hh:mm. Leave the time out if it is not known.';
    case 'number':
      return 'A number.';
    case 'text':
      return 'Text. - alone clears what was sent before.';
  }
}
