import type { WorklistItem } from '#domain/deadlines';

/** The state of a line in a word or two; the colour only repeats what the words say. */
export interface StateWords {
  readonly state: string;
  readonly colour: string;
}

type ClockState = WorklistItem['state'];

const settledWords: Readonly<Record<ClockState, StateWords>> = {
  in_time: { state: 'Held in time', colour: 'green' },
  late: { state: 'Held late', colour: 'orange' },
  cannot_tell: { state: 'Held, time not known', colour: 'yellow' },
  missed: { state: 'Not held, reason given', colour: 'orange' },
  declined: { state: 'Declined', colour: 'grey' },
  not_yet_due: { state: 'Settled early', colour: 'green' },
  not_required: { state: 'Not required', colour: 'grey' },
  missing: { state: 'Missing', colour: 'red' },
};

/** For what is still owed: how far it has come. For the rest: how it ended. */
export function stateWords({ isOpen, kind, state, isBooked, offer }: WorklistItem): StateWords {
  if (!isOpen || kind === 'missing') return settledWords[state];
  if (isBooked) return { state: 'Booked', colour: 'teal' };
  return offer === 'none' ? { state: 'Not offered yet', colour: 'red' } : { state: 'Offered', colour: 'blue' };
}

const offerWords: Readonly<Record<NonNullable<WorklistItem['offer']>, string>> = {
  in_time: 'in time',
  late: 'late',
  cannot_tell: 'time not known',
  none: 'none',
};

/** Whether the first offer came within the 72 hours. */
export function showOffer(offer: WorklistItem['offer']): string {
  return offer === null ? '' : offerWords[offer];
}
