import { completedInterviews } from '../cases/index.js';
import type { MissingCase } from '../cases/index.js';
import { dayInLondon, isBefore } from '../time/index.js';
import type { Instant } from '../time/index.js';
import { isValidOffer } from '../interviews/index.js';
import type { RequiredReturn } from './indicators/returns.js';
import { isHeld } from './report-windows.js';
import type { ReportWindows } from './report-windows.js';

interface Counted {
  readonly windows: ReportWindows;
  readonly cutOff: Instant;
  readonly heldFrom: Instant | null;
  readonly started: readonly MissingCase[];
  readonly required: readonly RequiredReturn[];
}

/** What a reader must know before drawing conclusions; each is said only where it applies, and never with a number. */
export function buildCaveats(counted: Counted): readonly string[] {
  return [
    ...caveatsOfTime(counted),
    ...when(
      counted.started.some(({ episode }) => episode.atStart.group.startsWith('looked_after_out')),
      'Distances are straight-line estimates to the middle of a postcode district or council area; roads are longer.',
    ),
    ...when(
      counted.started.some(({ episode }) => !episode.missingAt.timeKnown),
      'For some episodes the time of leaving is not known; they stand under “not known”.',
    ),
    ...when(
      counted.required.some(({ returnedAt }) => !returnedAt.timeKnown),
      'For some returns the day is known but not the time; where the answer depends on it, the report says “cannot tell”.',
    ),
    ...when(
      counted.required.some(({ missingCase }) => isOfferImplied(missingCase)),
      'Some interviews were held without a recorded offer; they count as offered when they began.',
    ),
  ];
}

function caveatsOfTime({ windows, cutOff, heldFrom }: Counted): readonly string[] {
  const recordsBegin = heldFrom === null ? '' : `The records of this system begin on ${dayWords(heldFrom)}`;
  return [
    ...when(
      isBefore(cutOff, windows.period.to),
      'The cut-off lies before the end of the period: these are figures for a part of it.',
    ),
    ...when(!isHeld(windows.period, heldFrom), `${recordsBegin}, after this period: an empty table means not known.`),
    ...when(
      isHeld(windows.period, heldFrom) && heldFrom !== null && isBefore(windows.rolling12.from, heldFrom),
      `${recordsBegin}: windows that reach further back count only from then.`,
    ),
  ];
}

/** A day in the same words on every machine: the report must not depend on where it was built. */
function dayWords(at: Instant): string {
  const day = dayInLondon(at);
  return `${day.day} ${day.toLocaleString('en-GB', { month: 'long' })} ${day.year}`;
}

function isOfferImplied(missingCase: MissingCase): boolean {
  return completedInterviews(missingCase).length > 0 && !missingCase.offers.some(isValidOffer);
}

function when(applies: boolean, caveat: string): readonly string[] {
  return applies ? [caveat] : [];
}
