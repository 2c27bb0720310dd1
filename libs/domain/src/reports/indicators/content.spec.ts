import { describe, expect, it } from '@jest/globals';
import {
  aFactor,
  aMissingCase,
  aMoment,
  aReportBody,
  aTaxonomy,
  anInstant,
  anInterview,
  anOffer,
} from '../../../../../test/builders/index.js';
import { parseDay } from '../../time/index.js';
import { durationBands } from './patterns.js';
import { placementGroup } from './placement-group.js';
import { repeatBands } from './repeat.js';

const value = (n: number) => ({ value: n });

describe('buildFactors', () => {
  it('counts an interview that covers two episodes once, and its plan through either of them', () => {
    const shared = anInterview({ episodeId: 'b', covers: ['a', 'b'], sections: { push: 'PU01' } });
    const { factors, safetyPlans, interviews } = aReportBody([
      aMissingCase({ id: 'a', interviews: [shared], requirement: { planInformedAt: aMoment('2025-10-14') } }),
      aMissingCase({ id: 'b', interviews: [shared] }),
    ]);
    expect(factors.interviews).toEqual(value(1));
    expect(factors.push[0]?.interviews).toEqual({ numerator: value(1), base: value(1), percent: 100 });
    expect(safetyPlans).toEqual({ interviews: value(1), informed: value(1), changed: value(0), medianDays: 2 });
    expect(interviews[0]?.completed).toEqual(value(2));
  });

  it('keeps “none given” in the base, and “not asked” and blank out of it', () => {
    const cases = ['PU01', 'none_given', 'not_asked', ''].map((push, index) =>
      aMissingCase({ id: `e${index}`, interviews: [anInterview({ id: `i${index}`, sections: { push } })] }),
    );
    const { factors } = aReportBody(cases);
    expect(factors.push[0]?.interviews).toEqual({ numerator: value(1), base: value(2), percent: 50 });
    expect(factors.sections[0]).toEqual({
      section: 'push',
      filled: { numerator: value(2), base: value(4), percent: 50 },
    });
  });

  it('does not take harm that nobody asked about for no harm', () => {
    const cases = ['HA99', 'HA00', 'HA07;HA00'].map((harm, index) =>
      aMissingCase({ id: `e${index}`, interviews: [anInterview({ id: `i${index}`, sections: { harm } })] }),
    );
    expect(
      aReportBody(cases).factors.harm.map(({ code, interviews }) => [code, interviews.numerator, interviews.base]),
    ).toEqual([['HA07', value(1), value(2)]]);
  });

  it('gives six months, oldest first, with months before the records or before the code marked', () => {
    const taxonomy = aTaxonomy([aFactor('PU01', { validFrom: parseDay('2025-09-01') })]);
    const { factors } = aReportBody([aMissingCase({ interviews: [anInterview({ sections: { push: 'PU01' } })] })], {
      taxonomy,
      heldFrom: anInstant('2025-07-01T00:00:00Z'),
    });
    expect(factors.push[0]?.trend).toEqual([
      { month: '2025-05', value: { notAvailable: 'x' }, base: { notAvailable: 'x' } },
      { month: '2025-06', value: { notAvailable: 'x' }, base: { notAvailable: 'x' } },
      { month: '2025-07', value: { notApplicable: 'z' }, base: value(0) },
      { month: '2025-08', value: { notApplicable: 'z' }, base: value(0) },
      { month: '2025-09', value: value(0), base: value(0) },
      { month: '2025-10', value: value(1), base: value(1) },
    ]);
  });

  it('gives pairs of vulnerabilities that were both present, of the interviews that recorded both', () => {
    const cases = ['VU08=Y;VU10=Y', 'VU10=Y;VU08=N', 'VU08=Y'].map((vulnerabilities, index) =>
      aMissingCase({ id: `e${index}`, interviews: [anInterview({ id: `i${index}`, vulnerabilities })] }),
    );
    const { pairs, vulnerabilities } = aReportBody(cases).factors;
    expect(pairs.map(({ codes, interviews }) => [codes, interviews])).toEqual([
      [['VU08', 'VU10'], { numerator: value(1), base: value(2), percent: 50 }],
    ]);
    expect(vulnerabilities[1]).toMatchObject({
      code: 'VU10',
      present: value(2),
      absent: value(0),
      notRecorded: value(1),
    });
  });

  it('leaves out interviews after episodes that were recorded in error', () => {
    expect(aReportBody([aMissingCase({ end: 'cancelled', interviews: [anInterview()] })]).factors.interviews).toEqual(
      value(0),
    );
  });
});

describe('buildPatterns', () => {
  it.each([
    [6 * 3600 - 1, '0-6'],
    [6 * 3600, '6-24'],
    [24 * 3600, '24-72'],
    [72 * 3600, '72-192'],
    [192 * 3600, '192-696'],
    [696 * 3600, '696+'],
  ])('puts %i seconds away into the band %s', (seconds, band) => {
    const missingAt = '2025-10-01T08:00:00Z';
    const returnedAt = anInstant(missingAt).add({ seconds }).toString();
    expect(aReportBody([aMissingCase({ missingAt, returnedAt })]).patterns.duration.map(({ key }) => key)).toEqual([
      band,
    ]);
  });

  it('reads weekday and hour off the clock in London, and says when they are not known', () => {
    const { patterns } = aReportBody([
      aMissingCase({ id: 'a', missingAt: '2025-10-05T23:30:00Z', returnedAt: null }),
      aMissingCase({ id: 'b', missingAt: '12/10/2025' }),
    ]);
    expect(patterns.weekday.map(({ key }) => key)).toEqual(['monday', 'sunday']);
    expect(patterns.hour.map(({ key }) => key)).toEqual(['00', 'not_known']);
    expect(patterns.duration).toEqual([
      { key: 'not_known', label: 'Not known, or not yet returned', episodes: value(2) },
    ]);
  });

  it('has bands without gap or overlap', () => {
    expect(durationBands.slice(1).map(({ from }) => from)).toEqual(
      durationBands.slice(0, -1).map(({ before }) => before),
    );
    expect(repeatBands.slice(1).map(({ from }) => from)).toEqual(repeatBands.slice(0, -1).map(({ to }) => to + 1));
  });
});

describe('buildDemographics', () => {
  it('counts a child once in each category that holds', () => {
    const { age } = aReportBody([
      aMissingCase({ id: 'a', atStart: { age: 9 } }),
      aMissingCase({ id: 'b', atStart: { age: 10 } }),
      aMissingCase({ id: 'c', atStart: { age: 10 } }),
    ]).demographics;
    expect(age).toEqual([
      { key: '9', label: '9', episodes: value(1), children: value(1) },
      { key: '10', label: '10', episodes: value(2), children: value(1) },
    ]);
  });

  it('keeps what was not recorded as a category, last', () => {
    const cases = ([null, 'female', 'female', 'male'] as const).map((gender, index) =>
      aMissingCase({ id: `e${index}`, atStart: { gender } }),
    );
    expect(aReportBody(cases).demographics.gender.map(({ key, episodes }) => [key, episodes])).toEqual([
      ['female', value(2)],
      ['male', value(1)],
      ['not_known', value(1)],
    ]);
  });

  it.each([
    ['home', null, 'not_placed'],
    ['looked_after', null, 'not_known'],
    ['looked_after', 'U6', 'foster_care'],
    ['looked_after_other_authority', 'k2', 'childrens_home'],
    ['looked_after', 'K1', 'secure'],
    ['looked_after', 'Z1', 'other'],
  ] as const)('puts %s with placement %p into %s', (careStatus, placementType, group) => {
    expect(placementGroup({ careStatus, placementType })).toBe(group);
  });
});

describe('buildLateness', () => {
  it('takes median and 90th percentile over known times, and counts the rest beside them', () => {
    const offered = ['2025-10-11T07:00:00Z', '2025-10-11T10:30:00Z', '2025-10-11T20:00:00Z', '11/10/2025'];
    const cases = offered.map((offeredAt, index) =>
      aMissingCase({ id: `e${index}`, offers: [anOffer({ id: `o${index}`, offeredAt })] }),
    );
    const { offer, interview } = aReportBody(cases).lateness;
    expect(offer).toEqual({ median: 2.5, percentile90: 12, known: value(3), cannotTell: value(1) });
    expect(interview).toEqual({ median: null, percentile90: null, known: value(0), cannotTell: value(0) });
  });

  it('takes an offer before the return as no time at all', () => {
    const { offer } = aReportBody([
      aMissingCase({ offers: [anOffer({ offeredAt: '2025-10-11T07:00:00Z' })] }),
    ]).lateness;
    expect(offer).toMatchObject({ median: 0, percentile90: 0 });
  });
});
