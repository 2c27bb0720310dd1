import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { columnGuides } from '#domain/submissions';
import type { ColumnName } from '#domain/submissions';
import { Form, TypedText } from '../forms/form.js';

/** One row as the form sends it: besides these, a field for each column of the format. */
export class RowForm extends Form {
  /** Made with the page: the same row sent twice from one page is one submission. */
  @IsUUID()
  key: string;

  @TypedText() month?: string;

  /** That it is to be sent although it has errors: it is then held. */
  @IsOptional()
  @IsIn(['yes'])
  sendHeld?: string;
}

/** More than any column takes: what is too long for its own is told beside it. */
const LONGEST_CELL = 20_000;

for (const { column } of columnGuides)
  for (const decorate of [IsOptional(), IsString(), MaxLength(LONGEST_CELL)]) decorate(RowForm.prototype, column);

export type RowCells = Readonly<Partial<Record<ColumnName, string>>>;

/** What was typed, column by column; blank fields are left out. */
export function cellsOf(form: RowForm): RowCells {
  const cells = columnGuides.map(({ column }): readonly [ColumnName, unknown] => [column, Reflect.get(form, column)]);
  return Object.fromEntries(
    cells.flatMap(([column, cell]) =>
      typeof cell === 'string' && cell.trim() !== '' ? [[column, cell.replaceAll('\r\n', '\n').trim()]] : [],
    ),
  );
}

/** By these a child is known, or found by way of others: a moment to type again, and worth stealing. */
const personal: ReadonlySet<string> = new Set<ColumnName>([
  ...(['provider_ref', 'council_ref', 'police_ref', 'child_id', 'given_name', 'family_name', 'date_of_birth'] as const),
  ...(['placement_postcode', 'home_postcode', 'found_where', 'interview_place'] as const),
  ...(['interview_covers', 'interviewer', 'lead_worker', 'team'] as const),
]);

/** What is kept of the form when it came after its session was over. */
export const impersonalRowFields: readonly string[] = [
  ...['key', 'month'],
  ...columnGuides.map(({ column }) => column).filter((column) => !personal.has(column)),
];
