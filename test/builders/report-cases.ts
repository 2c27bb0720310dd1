import fc from 'fast-check';
import type { MissingCase } from '#domain/cases';
import { childGroups } from '#domain/children';
import type { CareStatus, ChildGroup } from '#domain/children';
import { notCompletedReasons, offerOutcomes, offerRecipients } from '#domain/interviews';
import { dayInLondon, exactly, isAfter, sometimeOn } from '#domain/time';
import type { Moment } from '#domain/time';
import { aMissingCase } from './a-missing-case.js';
import { anInterview, anOffer } from './an-interview.js';
import { anInstant } from './moments.js';

interface CasesDrawn {
  /** Midnight on the first day on which anything may happen. */
  readonly from: string;
  readonly days: number;
  readonly children: number;
  readonly episodes: { readonly least: number; readonly most: number };
}

const septemberToNovember: CasesDrawn = {
  from: '2025-09-15T00:00:00Z',
  days: 50,
  children: 6,
  episodes: { least: 0, most: 25 },
};

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const careStatusOf: Readonly<Record<ChildGroup, CareStatus>> = {
  home: 'home',
  care_leaver: 'care_leaver',
  looked_after_in: 'looked_after',
  looked_after_out_within_limit: 'looked_after',
  looked_after_out_beyond_limit: 'looked_after',
  looked_after_distance_not_known: 'looked_after',
  other_authority_here: 'looked_after_other_authority',
};

/** Whatever cases there can be: a few children, anything recorded or not, with times and without. */
export function reportCases(words: Partial<CasesDrawn> = {}): fc.Arbitrary<MissingCase[]> {
  const { from, days, children, episodes } = { ...septemberToNovember, ...words };
  const facts = factsDrawn(children, momentsFrom(from, days));
  const drawn = fc.array(facts, { minLength: episodes.least, maxLength: episodes.most });
  return drawn.map((all) => all.map((each, index) => caseOf(each, index)));
}

function momentsFrom(from: string, days: number): fc.Arbitrary<Moment> {
  const start = anInstant(from);
  return fc.tuple(fc.integer({ min: 0, max: days * 24 * 60 }), fc.boolean()).map(([minutes, timeKnown]): Moment => {
    const at = start.add({ minutes });
    return timeKnown ? exactly(at) : sometimeOn(dayInLondon(at));
  });
}

/** Hours from one moment to a later one: short ones are drawn as often as long ones. */
const hoursLater = fc.oneof(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 80, max: 900 }));

function factsDrawn(children: number, moment: fc.Arbitrary<Moment>) {
  const offer = fc.record({
    offeredAfter: hoursLater,
    offeredTo: fc.constantFrom(...offerRecipients),
    outcome: maybe(fc.constantFrom(...offerOutcomes)),
  });
  const interview = fc.record({
    beganAfter: hoursLater,
    timeKnown: fc.boolean(),
    mode: fc.constantFrom('in_person' as const, 'in_person' as const, 'telephone' as const),
    push: fc.constantFrom('PU01', 'PU01;PU08', 'PU08', 'none_given', 'not_asked', ''),
    pull: fc.constantFrom('PL02', 'PL02;PL03', ''),
    harm: fc.constantFrom('HA02', 'HA00', 'HA99', ''),
    vulnerabilities: fc.constantFrom('', 'VU08=Y;VU10=N', 'VU08=Y;VU10=Y', 'VU10=N', 'VU05=Y;VU08=Y', 'VU09=Y;VU10=Y'),
  });
  return fc.record({
    child: fc.integer({ min: 1, max: children }),
    code: fc.constantFrom('M' as const, 'A' as const),
    group: fc.constantFrom(...childGroups),
    placementType: fc.constantFrom('U6', 'K2', 'H5', null),
    ethnicity: fc.constantFrom('WBRI', 'BCRB', 'AOTH', null),
    providerId: fc.constantFrom('provider-1', 'provider-2', null),
    missingAt: moment,
    returnedAfter: maybe(hoursLater),
    returnTimeKnown: fc.boolean(),
    end: fc.constantFrom(null, null, null, 'cancelled' as const, 'turned_18' as const),
    reason: maybe(fc.constantFrom(...notCompletedReasons)),
    planInformedAt: maybe(moment),
    hasPlanChange: fc.boolean(),
    offers: fc.array(offer, { maxLength: 2 }),
    interviews: fc.array(interview, { maxLength: 2 }),
    countsAway: fc.boolean(),
  });
}

type FactsDrawn = ReturnType<typeof factsDrawn> extends fc.Arbitrary<infer Facts> ? Facts : never;

function caseOf(facts: FactsDrawn, index: number): MissingCase {
  const { missingAt, returnedAfter, child, group } = facts;
  const after = (hours: number, timeKnown: boolean): Moment => {
    const at = missingAt.at.add({ hours });
    return timeKnown ? exactly(at) : sometimeOn(dayInLondon(at));
  };
  const returned = returnedAfter === null ? null : after(returnedAfter, facts.returnTimeKnown);
  const careStatus = careStatusOf[group];
  return aMissingCase({
    id: `e${index}`,
    childId: `c${child}`,
    code: facts.code,
    providerId: facts.providerId,
    missingAt,
    returnedAt: returned !== null && isAfter(returned.at, missingAt.at) ? returned : null,
    end: facts.end,
    atStart: {
      ...{ group, careStatus, age: 10 + (child % 8), gender: child > 3 ? 'male' : null, ethnicity: facts.ethnicity },
      placementType: careStatus.startsWith('looked_after') ? facts.placementType : null,
    },
    requirement: {
      notCompletedReason: facts.reason,
      planInformedAt: facts.planInformedAt,
      hasPlanChange: facts.hasPlanChange,
    },
    offers: facts.offers.map(({ offeredAfter, ...words }, n) =>
      anOffer({ id: `o${index}-${n}`, offeredAt: after(offeredAfter, true), ...words }),
    ),
    interviews: facts.interviews.map(({ push, pull, harm, beganAfter, timeKnown, ...words }, n) =>
      anInterview({
        ...{ id: `i${index}-${n}`, episodeId: `e${index}`, beganAt: after(beganAfter, timeKnown) },
        ...{ sections: { push, pull, harm }, ...words },
      }),
    ),
    terms: { countedModes: ['in_person'], countedEpisodes: facts.countsAway ? ['M', 'A'] : ['M'] },
  });
}
