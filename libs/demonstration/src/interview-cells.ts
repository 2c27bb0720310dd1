import type { Instant } from '#domain/time';
import type { Absence } from './absences.js';
import { providerManners } from './demonstration-providers.js';
import type { ProviderManner } from './demonstration-providers.js';
import { between, chance, pickOne, pickWeighted, wholeBetween } from './draws.js';
import type { Cells } from './episode-cells.js';
import { carersWords, childVoices, planChanges, themes } from './free-text.js';
import { drawInterviewAnswers } from './interview-answers.js';
import type { InterviewStory } from './interview-story.js';
import { earlierOf, inWorkingHours, laterBy, writeInstant } from './local-times.js';
import type { Random } from './mulberry32.js';
import type { RowWriter } from './row-writer.js';

/** The cells that say whether an interview was offered, and what became of the offer. */
export function offerCells(random: Random, story: InterviewStory, absence: Absence, writer: RowWriter): Cells {
  const offer = writer.isPast(story.offer?.at) ? story.offer : null;
  const attempts = story.attempts.filter(({ at }) => writer.isPast(at));
  const notCompleted = writer.isPast(story.notCompleted?.since) ? story.notCompleted : null;
  const hasOfferTime = !chance(random, 0.008);
  const referredAt = writer.isPast(story.referredAt) ? story.referredAt : null;
  const acknowledgedAt = drawAcknowledgement(random, referredAt, story.offer?.at);
  return {
    referred_at: absence.isReturnTimeKnown ? writer.fact(referredAt) : '',
    acknowledged_at: absence.isReturnTimeKnown ? writer.fact(acknowledgedAt) : '',
    attempts: attempts.map(({ at, method, result }) => `${writeInstant(at, 'british')}=${method}=${result}`).join(';'),
    offered_at: writer.fact(offer?.at, hasOfferTime),
    offer_method: offer?.method ?? '',
    offered_to: offer?.to ?? '',
    offer_outcome: offer?.outcome ?? '',
    booked_for: offer === null ? '' : writer.plan(story.bookedFor),
    not_completed_reason: notCompleted?.reason ?? '',
    carer_information: story.hasCarerInformation && offer !== null ? pickOne(random, carersWords) : '',
    ...visitFee(random, absence, offer?.outcome === 'declined' && offer.method === 'visit'),
  };
}

function drawAcknowledgement(
  random: Random,
  referredAt: Instant | null,
  offeredAt: Instant | undefined,
): Instant | null {
  if (referredAt === null || chance(random, 0.15)) return null;
  const at = inWorkingHours(random, laterBy(referredAt, between(random, 0.3, 4)));
  return earlierOf(at, offeredAt ?? at);
}

/** The cells of an interview that has been held; none before. */
export function interviewCells(random: Random, beganAt: Instant, absence: Absence, writer: RowWriter): Cells {
  const manner = providerManners[absence.child.residence.provider];
  const answers = drawInterviewAnswers(random, absence);
  const hasTime = !chance(random, 0.012);
  const endedAt = laterBy(beganAt, between(random, 0.5, 1.4));
  const alertAt =
    answers.needsSameDayAlert && chance(random, 0.93) ? laterBy(endedAt, between(random, 0.2, 2.5)) : null;
  return {
    interview_at: writer.fact(beganAt, hasTime),
    interview_ended_at: hasTime ? writer.fact(endedAt) : '',
    ...settingCells(random, absence, manner),
    push_factors: answers.push,
    pull_factors: answers.pull,
    primary_factor: answers.primary,
    harms: answers.harms,
    protective_factors: answers.protective,
    vulnerabilities: answers.vulnerabilities,
    risk_now: answers.riskNow,
    safeguarding_alert_at: writer.fact(alertAt),
    themes: chance(random, 0.45) ? pickOne(random, themes) : '',
    child_voice: chance(random, 0.35) ? pickOne(random, childVoices) : '',
    ...afterwardsCells(random, endedAt, manner, writer),
    ...heldFee(random, manner),
  };
}

function settingCells(random: Random, { child }: Absence, manner: ProviderManner): Cells {
  const mode = pickWeighted(random, [
    ['video', manner.video],
    ['telephone', 0.015],
    ['in_person', 0.985 - manner.video],
  ]);
  const home = child.residence.placementOutwardCode === null ? 'home' : 'placement';
  const place = pickWeighted(random, [
    [home, 50],
    ['school', 24],
    ['youth centre', 14],
    ['family hub', 8],
    ['', 4],
  ]);
  const independent = pickWeighted(random, [
    ['Y', 94],
    ['N', 3],
    ['', 3],
  ]);
  return {
    interview_mode: mode,
    interview_place: mode === 'in_person' ? place : '',
    interviewer: pickOne(random, manner.interviewers),
    interviewer_role: 'Return interview worker',
    independent,
    // A talk by telephone is no completed interview under these contracts.
    ...(mode === 'telephone' ? { not_completed_reason: 'other' } : {}),
    independence_reason: independent === 'N' ? 'The child asked for a worker already known (invented)' : '',
  };
}

/** The form, the safety plan, and whether anything changed. */
function afterwardsCells(random: Random, endedAt: Instant, manner: ProviderManner, writer: RowWriter): Cells {
  const formAt = inWorkingHours(random, laterBy(endedAt, between(random, 4, manner.fees === null ? 80 : 170)));
  const informedAt = inWorkingHours(random, laterBy(endedAt, between(random, 20, 200)));
  const isInformed = chance(random, 0.62) && writer.isPast(informedAt);
  return {
    form_returned_at: chance(random, manner.formBack) ? writer.fact(formAt) : '',
    plan_informed_at: isInformed ? writer.fact(informedAt) : '',
    plan_change: isInformed && chance(random, 0.5) ? pickOne(random, planChanges) : '',
  };
}

function heldFee(random: Random, { fees }: ProviderManner): Cells {
  if (fees === null) return {};
  return { fee_claimed: String(fees.held), mileage: String(wholeBetween(random, 6, fees.furthestMiles)) };
}

function visitFee(random: Random, { child }: Absence, isVisit: boolean): Cells {
  const { fees } = providerManners[child.residence.provider];
  if (fees === null || !isVisit) return {};
  return { fee_claimed: String(fees.declined), mileage: String(wholeBetween(random, 6, fees.furthestMiles)) };
}
