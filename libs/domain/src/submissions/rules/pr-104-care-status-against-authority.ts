import type { RowContext, RowRule, RuleFinding } from '../row-rule.js';
import type { ReturnValues } from '../columns.js';

/** A looked-after child has a placing and a host authority, and they fit what care_status says. */
export const careStatusAgainstAuthority: RowRule = {
  kind: 'row',
  code: 'PR-104',
  severity: 'error',
  columns: ['care_status', 'responsible_authority', 'host_authority'],
  title: 'A looked-after child has no responsible or host authority, or one that does not fit care_status.',
  explain: "Fill both, or correct care_status: another council's child is looked_after_other_authority.",
  example: { cells: { care_status: 'looked_after', placement_type: 'K2' } },
  isConfirmable: false,
  check: (values, context) => {
    if (values.care_status !== 'looked_after' && values.care_status !== 'looked_after_other_authority') return [];
    return [
      ...blank(values),
      ...(values.care_status === 'looked_after' ? own(values, context) : others(values, context)),
    ];
  },
};

function blank(values: ReturnValues): readonly RuleFinding[] {
  return (['responsible_authority', 'host_authority'] as const)
    .filter((column) => values[column] === undefined || values[column] === null)
    .map((column) => ({
      column,
      message: `${column} is blank or cannot be read; it is needed for a looked-after child.`,
    }));
}

function own(values: ReturnValues, { authority }: RowContext): readonly RuleFinding[] {
  if (!values.responsible_authority || values.responsible_authority === authority) return [];
  return [
    {
      column: 'responsible_authority',
      message:
        'care_status says looked_after, but responsible_authority is another council; write looked_after_other_authority, or correct responsible_authority.',
    },
  ];
}

function others(values: ReturnValues, { authority }: RowContext): readonly RuleFinding[] {
  if (values.responsible_authority !== authority) return [];
  return [
    {
      column: 'responsible_authority',
      message:
        'care_status says that another council looks after the child, but responsible_authority is this council; correct one of the two.',
    },
  ];
}
