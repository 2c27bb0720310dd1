import type { AllocationChoices } from '#casework';
import { showDay } from '#domain/time';
import { choices } from '../forms/choices.js';
import { dayField } from '../forms/day-field.js';
import { presentHeading } from './heading.presenter.js';

interface AllocationTyped {
  readonly team: string;
  readonly worker: string;
  readonly fromDay: string;
  readonly fromMonth: string;
  readonly fromYear: string;
}

const nothing: AllocationTyped = { team: '', worker: '', fromDay: '', fromMonth: '', fromYear: '' };

/** Who leads a child's case, who did, and the form for a change. */
export function presentAllocation(known: AllocationChoices, typed: AllocationTyped | null) {
  const { fromDay, fromMonth, fromYear, team, worker } = typed ?? nothing;
  const from = { day: fromDay, month: fromMonth, year: fromYear };
  return {
    heading: presentHeading(known),
    history: known.allocations.map(({ team: name, workerName, validFrom, validTo }) => ({
      label: validTo === null ? `since ${showDay(validFrom)}` : `${showDay(validFrom)} to ${showDay(validTo)}`,
      value: `${workerName ?? 'No lead worker'}, ${name}`,
    })),
    teams: choices(
      known.teams.map((name) => [name, name]),
      team,
    ),
    workers: choices(
      known.workers.map(({ personId, name, team: of }) => [personId, of === null ? name : `${name} (${of})`]),
      worker,
    ),
    from: dayField('from', { label: 'From which day', hint: 'For example, 3 11 2025' }, from),
  };
}
