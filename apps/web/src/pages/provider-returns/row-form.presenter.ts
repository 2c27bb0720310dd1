import type { ReferenceLists } from '#persistence';
import { columnGuides } from '#domain/submissions';
import type { ColumnGuide, ColumnName } from '#domain/submissions';
import type { AuthorityChoice } from '../forms/authority-choice.js';
import { choices } from '../forms/choices.js';
import type { Choice } from '../forms/choices.js';
import type { RowCells } from './row.form.js';
import { rowSections } from './row-fields.js';
import type { RowField } from './row-fields.js';

const guides = new Map<ColumnName, ColumnGuide>(columnGuides.map(({ column, guide }) => [column, guide]));

/** The form of one episode and its interview, with what was typed or was sent before. */
export function presentRowForm(shown: {
  readonly choice: AuthorityChoice;
  readonly months: readonly Choice[];
  readonly key: string;
  readonly cells: RowCells;
  readonly hasErrors: boolean;
  readonly isMending: boolean;
  readonly lists: ReferenceLists;
}) {
  const { choice, months, key, cells, hasErrors, isMending, lists } = shown;
  return {
    ...{ choice, months, key, hasErrors, isMending },
    list: `/provider-returns?authority=${choice.authority}`,
    action: `/provider-returns/new?authority=${choice.authority}`,
    sections: rowSections.map(({ id, title, fields }) => ({
      ...{ id, title },
      fields: fields.map((field) => presentField(field, cells[field.column] ?? '', lists)),
    })),
  };
}

function presentField({ column, label, hint = '', isLong = false }: RowField, value: string, lists: ReferenceLists) {
  const options = optionsOf(column, lists);
  // What was sent and is none of the list stays to be seen, so that it can be mended.
  const isOffered = value === '' || options.some(([code]) => code === value);
  const shown =
    options.length === 0 || isOffered ? options : [[value, `${value} (not in the list)`] as const, ...options];
  return {
    ...{ id: column, name: column, label, hint, value, none: 'Not recorded', rows: 3 },
    ...{ isArea: isLong, isSelect: options.length > 0, isText: !isLong && options.length === 0 },
    options: choices(shown, value),
  };
}

/** The codes of a coded column with their words; none where it is typed. */
function optionsOf(column: ColumnName, lists: ReferenceLists): readonly (readonly [string, string])[] {
  const guide = guides.get(column);
  switch (guide?.kind) {
    case 'one of':
      return guide.values.map((code) => [code, codeWords[code] ?? sentenceOf(code)] as const);
    case 'code':
      return lists.listCodes(guide.codeSet).map((code) => [code, code] as const);
    case 'factors':
      return guide.isList
        ? []
        : lists.taxonomy.factors
            .filter(({ category, validTo }) => guide.categories.includes(category) && validTo === null)
            .map(({ code, label }) => [code, label] as const);
    default:
      return [];
  }
}

const codeWords: Readonly<Record<string, string>> = {
  ...{ M: 'Missing', A: 'Away without authorisation', Y: 'Yes', N: 'No' },
  looked_after: 'Looked after by this council',
  looked_after_other_authority: 'Looked after by another council',
  turned_18: 'Turned 18',
  no_apparent: 'No apparent risk',
  not_in_childs_interest: 'Not in the child’s interest',
  other_authority_duty: 'The duty of another council',
};

/** A code as words: `missing_again` is `Missing again`. */
function sentenceOf(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
