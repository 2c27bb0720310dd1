import type { AllocationChoices } from '#casework';
import { presentFaults } from '../../http/form-faults.js';
import type { FieldFault } from '../../http/form-faults.js';
import { showDay } from './day-words.js';
import { presentHeading } from './heading.presenter.js';
import type { AllocationField } from './refusal-words.js';

interface AllocationTyped {
  readonly team: string;
  readonly worker: string;
  readonly fromDay: string;
  readonly fromMonth: string;
  readonly fromYear: string;
}

const nothing: AllocationTyped = { team: '', worker: '', fromDay: '', fromMonth: '', fromYear: '' };

/** Who leads a child's case, who did, and the form for a change. */
export function presentAllocation(
  choices: AllocationChoices,
  typed: AllocationTyped | null,
  fault: FieldFault<AllocationField> | null,
) {
  const { fromDay, fromMonth, fromYear, team, worker } = typed ?? nothing;
  return {
    ...presentFaults(['team', 'worker', 'fromDay'], fault),
    heading: presentHeading(choices),
    history: choices.allocations.map(({ team: name, workerName, validFrom, validTo }) => ({
      who: `${workerName ?? 'No lead worker'}, ${name}`,
      when: validTo === null ? `since ${showDay(validFrom)}` : `${showDay(validFrom)} to ${showDay(validTo)}`,
    })),
    teams: choices.teams.map((name) => ({ name, isChosen: name === team })),
    workers: choices.workers.map((each) => ({
      personId: each.personId,
      text: each.team === null ? each.name : `${each.name} (${each.team})`,
      isChosen: each.personId === worker,
    })),
    typed: { fromDay, fromMonth, fromYear },
  };
}
