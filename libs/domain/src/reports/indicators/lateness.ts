import { completedInterviews } from '../../cases/index.js';
import type { MissingCase } from '../../cases/index.js';
import { firstValidOffer } from '../../interviews/index.js';
import { compareMoments, hoursBetween } from '../../time/index.js';
import type { Moment } from '../../time/index.js';
import { count, quantile, toOneDecimal } from '../cells.js';
import type { DelaySummary, Lateness } from '../mace-report.js';
import type { RequiredReturn } from './returns.js';

/** How long after the return the first valid offer, the first completed interview and the form came. */
export function buildLateness(required: readonly RequiredReturn[]): Lateness {
  return {
    offer: delaySummary(required, (each) => firstValidOffer(each.offers, completedInterviews(each))),
    interview: delaySummary(required, firstInterview),
    form: delaySummary(required, (each) => each.requirement.formReturnedAt),
  };
}

function firstInterview(missingCase: MissingCase): Moment | null {
  const began = completedInterviews(missingCase).map(({ beganAt }) => beganAt);
  return began.sort(compareMoments)[0] ?? null;
}

/** Over those that came at all. Where either time of day is not known the hours cannot be told. */
function delaySummary(
  required: readonly RequiredReturn[],
  find: (missingCase: MissingCase) => Moment | null,
): DelaySummary {
  const delays = required.flatMap(({ missingCase, returnedAt }) => {
    const happened = find(missingCase);
    return happened === null ? [] : [hoursAfter(returnedAt, happened)];
  });
  const known = delays.filter((hours) => hours !== null);
  const rounded = (hours: number | null) => (hours === null ? null : toOneDecimal(hours));
  return {
    median: rounded(quantile(known, 50)),
    percentile90: rounded(quantile(known, 90)),
    known: count(known.length),
    cannotTell: count(delays.length - known.length),
  };
}

/** Elapsed hours from the return; what came before it took no time. Null when a time of day is not known. */
function hoursAfter(returned: Moment, happened: Moment): number | null {
  return returned.timeKnown && happened.timeKnown ? Math.max(hoursBetween(returned.at, happened.at), 0) : null;
}
