import { describe, expect, it } from '@jest/globals';
import { aChild, aMoment, anAmendContext, soundValues } from '../../../../test/builders/index.js';
import type { Cells } from '../../../../test/builders/index.js';
import type { CaseRecord } from '../cases/index.js';
import { parseDay } from '../time/index.js';
import { amendCase, amendChild } from './index.js';

/** The record that rows leave, one after the other. */
function after(...rows: readonly Cells[]): CaseRecord {
  const context = anAmendContext();
  const record = rows.reduce<CaseRecord | null>((known, cells) => amendCase(known, soundValues(cells), context), null);
  if (record === null) throw new Error('A test gives no row.');
  return record;
}

describe('amendCase', () => {
  it('makes a record of a row with the needed columns alone', () => {
    expect(after({})).toMatchObject({
      episode: { childId: 'child-1', providerId: 'provider-1', code: 'M', returnedAt: null, end: null },
      offers: [],
      interview: null,
      claim: { feePence: null, miles: null },
      careSeen: { careStatus: 'home', seenOn: parseDay('2025-10-10') },
    });
  });

  it('keeps the three classifications apart', () => {
    const { episode } = after({ episode_type: 'A', police_classification: 'missing', police_risk: 'high' });
    expect(episode).toMatchObject({ code: 'A', policeClassification: 'missing', councilClassification: null });
    expect(after({ episode_type: 'A' }).episode.policeClassification).toBeNull();
  });

  it('takes the age, group and outward code at the start of the episode', () => {
    const looked = {
      care_status: 'looked_after',
      responsible_authority: 'Sutton',
      host_authority: 'Kent',
      placement_postcode: 'CT9 1AA',
    };
    expect(after({ ...looked, date_of_birth: '11/10/2010' }).episode.atStart).toMatchObject({
      age: 14,
      group: 'looked_after_out_beyond_limit',
      placementOutwardCode: 'CT9',
      hostAuthority: 'E10000016',
    });
    expect(after(looked, { ...looked, placement_postcode: 'CR0' }).episode.atStart.group).toBe(
      'looked_after_out_within_limit',
    );
  });

  it('takes gender and ethnicity from the child where the row says nothing', () => {
    const context = anAmendContext({ child: aChild({ gender: 'female', ethnicity: 'WBRI' }) });
    expect(amendCase(null, soundValues(), context).episode.atStart).toMatchObject({
      gender: 'female',
      ethnicity: 'WBRI',
    });
    expect(amendCase(null, soundValues({ gender: '-' }), context).episode.atStart.gender).toBeNull();
  });

  it('corrects what a later row says otherwise, under the same ids', () => {
    const [once, twice] = [
      after({ returned_at: '11/10/2025' }),
      after({ returned_at: '11/10/2025' }, { returned_at: '11/10/2025 08:00' }),
    ];
    expect(twice.episode.id).toBe(once.episode.id);
    expect(twice.episode.returnedAt).toEqual(aMoment('11/10/2025 08:00'));
  });

  it('takes back a return by a hyphen', () => {
    expect(after({ returned_at: '11/10/2025' }, { returned_at: '-' }).episode.returnedAt).toBeNull();
  });

  it('keeps free text apart, and only whether there was any', () => {
    const given = { carer_information: 'Aunt spoke', plan_change: 'Curfew agreed' };
    expect(after(given)).toMatchObject({
      requirement: { hasCarerInformation: true, hasPlanChange: true },
      text: { carerInformation: 'Aunt spoke', planChange: 'Curfew agreed' },
    });
    expect(after(given, { carer_information: '-' }).requirement).toMatchObject({
      hasCarerInformation: false,
      hasPlanChange: true,
    });
  });

  it('has the carer’s part never make an interview', () => {
    expect(after({ carer_information: 'x', push_factors: 'PU01' }).interview).toBeNull();
  });
});

describe('the offers of a case', () => {
  const offered = { offered_at: '11/10/2025 12:00', offered_to: 'child', offer_outcome: 'declined' };

  it('correct the one offer when its time changes', () => {
    const { offers } = after(offered, { offered_at: '11/10/2025 13:00' });
    expect(offers).toMatchObject([
      { id: 'new-2', origin: 'offer', offeredAt: aMoment('11/10/2025 13:00'), outcome: 'declined' },
    ]);
  });

  it('hold further attempts beside it, and replace them as a list, each keeping its place', () => {
    const first = after({ ...offered, attempts: '12/10/2025=text=no_response' });
    const both = after(
      { ...offered, attempts: '12/10/2025=text=no_response' },
      { attempts: '12/10/2025=text=no_response;13/10/2025=visit=accepted' },
    );
    expect(both.offers.map(({ origin, outcome }) => [origin, outcome])).toEqual([
      ['offer', 'declined'],
      ['attempt', 'no_response'],
      ['attempt', 'accepted'],
    ]);
    expect(both.offers.slice(0, 2)).toEqual(first.offers);
    expect(both.offers[2]?.offeredTo).toBe('child');
  });

  it('correct an attempt in its place', () => {
    const { offers } = after({ attempts: '12/10/2025=text' }, { attempts: '12/10/2025 10:00=visit=declined' });
    expect(offers).toMatchObject([
      { id: 'new-2', offeredAt: aMoment('12/10/2025 10:00'), method: 'visit', outcome: 'declined' },
    ]);
  });

  it('are cleared one by one', () => {
    const known = { ...offered, attempts: '12/10/2025=text=no_response' };
    expect(after(known, { offered_at: '-' }).offers.map(({ origin }) => origin)).toEqual(['attempt']);
    expect(after(known, { attempts: '-' }).offers.map(({ origin }) => origin)).toEqual(['offer']);
    expect(after(known, { attempts: ';' }).offers).toEqual(after(known).offers);
  });
});

describe('amendChild', () => {
  const known = aChild({ gender: 'female', homePostcode: 'SM1' });

  it('keeps what is blank, clears what is a hyphen, and takes the rest', () => {
    expect(amendChild(known, soundValues({ child_id: '', gender: '-', given_name: 'Tess' }))).toEqual({
      ...known,
      gender: null,
      givenName: 'Tess',
    });
  });

  it('gives a child its council ID once that is known', () => {
    expect(amendChild(aChild({ councilChildId: null }), soundValues()).councilChildId).toBe('S1001');
  });
});
