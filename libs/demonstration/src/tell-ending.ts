import { isAfter, isBefore } from '#domain/time';
import type { Instant } from '#domain/time';
import type { Ending, ProviderManner } from './demonstration-providers.js';
import { between, chance, pickOne, pickWeighted, waiting, wholeBetween } from './draws.js';
import type { Weighted } from './draws.js';
import { untold } from './interview-story.js';
import type { Attempt, InterviewStory, Offer } from './interview-story.js';
import { inWorkingHours, laterBy } from './local-times.js';
import type { Random } from './mulberry32.js';

const methods: Weighted<string> = [
  ['telephone', 60],
  ['visit', 22],
  ['text', 14],
  ['letter', 4],
];

/** Tells a story that ends in the way given, as if the child stayed. */
export function tellEnding(
  random: Random,
  ending: Ending,
  returnedAt: Instant,
  manner: ProviderManner,
): InterviewStory {
  switch (ending) {
    case 'held':
      return tellHeld(random, returnedAt, manner);
    case 'declined':
      return tellDeclined(random, returnedAt, manner);
    case 'no_contact':
      return tellNoContact(random, returnedAt, manner);
    case 'carer_only':
      return tellCarerOnly(random, returnedAt, manner);
    case 'booked_not_held': {
      const held = tellHeld(random, returnedAt, manner);
      const since = laterBy(held.interviewAt ?? returnedAt, between(random, 24, 120));
      const reason = pickOne(random, ['no_contact', 'provider_unable', 'declined_by_child']);
      return { ...held, interviewAt: null, notCompleted: { reason, since } };
    }
    case 'never_offered': {
      const since = laterBy(returnedAt, between(random, 20, 96));
      const reasons = [
        'hospital',
        'custody',
        'left_area',
        'not_in_childs_interest',
        'address_unknown',
        'provider_unable',
      ];
      return { ...untold, notCompleted: { reason: pickOne(random, reasons), since } };
    }
    case 'not_recorded':
      return untold;
  }
}

/** An interview in time is offered soon and held within 70 hours by daylight; a late one has no such limit. */
function tellHeld(random: Random, returnedAt: Instant, manner: ProviderManner): InterviewStory {
  const isInTime = chance(random, manner.inTime);
  const offerHours = isInTime ? between(random, 1, manner.offerWithinHours) : 2 + waiting(random, 26);
  const offeredAt = inWorkingHours(random, laterBy(returnedAt, offerHours));
  const aim = isInTime ? between(random, 10, 51) : 74 + Math.min(waiting(random, 50), 420);
  const earliest = laterBy(offeredAt, isInTime ? 1 : 5);
  const aimed = laterBy(returnedAt, aim);
  const interviewAt = inWorkingHours(random, isAfter(earliest, aimed) ? earliest : aimed);
  return {
    ...untold,
    attempts: earlierAttempts(random, returnedAt, offeredAt),
    offer: { at: offeredAt, method: drawMethod(random), to: drawRecipient(random), outcome: 'accepted' },
    bookedFor: chance(random, 0.8) ? interviewAt : null,
    interviewAt,
  };
}

/** Now and then somebody tried before, and found nobody or was turned down at first. */
function earlierAttempts(random: Random, returnedAt: Instant, offeredAt: Instant): readonly Attempt[] {
  if (!chance(random, 0.2)) return [];
  const at = inWorkingHours(random, laterBy(returnedAt, between(random, 0.5, 8)));
  const result = chance(random, 0.12) ? 'declined' : 'no_response';
  return isBefore(laterBy(at, 1), offeredAt) ? [{ at, method: drawMethod(random), result }] : [];
}

function tellDeclined(random: Random, returnedAt: Instant, manner: ProviderManner): InterviewStory {
  const at = inWorkingHours(random, laterBy(returnedAt, between(random, 1, manner.offerWithinHours * 2)));
  const reason = chance(random, 0.88) ? 'declined_by_child' : 'declined_by_parent';
  return {
    ...untold,
    offer: { at, method: drawMethod(random), to: drawRecipient(random), outcome: 'declined' },
    notCompleted: chance(random, 0.93) ? { reason, since: at } : null,
    hasCarerInformation: chance(random, 0.3),
  };
}

function tellNoContact(random: Random, returnedAt: Instant, manner: ProviderManner): InterviewStory {
  const first = laterBy(returnedAt, between(random, 2, manner.offerWithinHours));
  const times = Array.from({ length: wholeBetween(random, 2, 4) }, (_, index) => laterBy(first, index * 22));
  const attempts = times.map((time): Attempt => ({
    at: inWorkingHours(random, time),
    method: drawMethod(random),
    result: 'no_response',
  }));
  const since = laterBy(first, times.length * 24 + 24);
  const offer: Offer = {
    at: inWorkingHours(random, laterBy(first, 20)),
    method: 'letter',
    to: 'child',
    outcome: 'no_response',
  };
  return {
    ...untold,
    attempts,
    offer: chance(random, 0.65) ? offer : null,
    notCompleted: { reason: 'no_contact', since },
  };
}

function tellCarerOnly(random: Random, returnedAt: Instant, manner: ProviderManner): InterviewStory {
  const at = inWorkingHours(random, laterBy(returnedAt, between(random, 1, manner.offerWithinHours)));
  const isDeclined = chance(random, 0.4);
  const reason = isDeclined ? 'declined_by_parent' : 'no_contact';
  const since = isDeclined ? at : laterBy(at, between(random, 48, 120));
  const outcome = isDeclined ? 'declined' : 'no_response';
  const offer: Offer = { at, method: 'telephone', to: 'carer', outcome };
  return { ...untold, offer, notCompleted: { reason, since }, hasCarerInformation: isDeclined && chance(random, 0.5) };
}

function drawMethod(random: Random): string {
  return pickWeighted(random, methods);
}

function drawRecipient(random: Random): 'child' | 'both' {
  return chance(random, 0.78) ? 'child' : 'both';
}
