import type { NamedWorklistItem } from '#casework';
import { childGroupLabels, childGroups } from '#domain/children';
import type { ChildGroup } from '#domain/children';
import { stepTakers } from '#domain/deadlines';
import type { StepTaker } from '#domain/deadlines';
import { choices } from '../forms/choices.js';
import type { Choice } from '../forms/choices.js';

/** To whose move, and to which group of children, the worklist is narrowed; null for all of them. */
export interface WorklistFilter {
  readonly waits: StepTaker | null;
  readonly group: ChildGroup | null;
}

/** The filter as a form, with the addresses of the list with and without what is settled. */
export interface FilterView {
  /** Null for those who are not told whose move it is. */
  readonly waits: readonly Choice[] | null;
  readonly groups: readonly Choice[];
  readonly isFiltered: boolean;
  readonly withSettled: string;
  readonly withoutSettled: string;
}

export const takerWords: Readonly<Record<StepTaker, string>> = {
  provider: 'Provider',
  placement_team: 'Placement team',
  team: 'Child’s team',
};

export function passes({ waits, group }: WorklistFilter, item: NamedWorklistItem): boolean {
  return (waits === null || item.waitsFor.includes(waits)) && (group === null || item.group === group);
}

export function isNarrowed({ waits, group }: WorklistFilter): boolean {
  return waits !== null || group !== null;
}

export function presentFilter({ waits, group }: WorklistFilter, hasSteps: boolean): FilterView {
  const chosen = Object.entries({ waits, group }).flatMap(([name, value]) =>
    value === null ? [] : `${name}=${value}`,
  );
  const addressOf = (...more: readonly string[]) => {
    const parts = [...chosen, ...more];
    return parts.length === 0 ? '/worklist' : `/worklist?${parts.join('&')}`;
  };
  return {
    waits: hasSteps ? listed(stepTakers, takerWords, waits) : null,
    groups: listed(childGroups, childGroupLabels, group),
    isFiltered: isNarrowed({ waits, group }),
    withSettled: `${addressOf('show=settled')}#settled`,
    withoutSettled: addressOf(),
  };
}

function listed<Value extends string>(
  values: readonly Value[],
  words: Readonly<Record<Value, string>>,
  chosen: Value | null,
): readonly Choice[] {
  return choices(
    values.map((value) => [value, words[value]]),
    chosen ?? undefined,
  );
}
