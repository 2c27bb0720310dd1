import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { soundValues, theTravelRules } from '../../../../test/builders/index.js';
import type { Cells } from '../../../../test/builders/index.js';
import { columns } from './columns.js';
import { changesToTold } from './index.js';
import type { ReturnValues } from './index.js';

const beside = { needed: soundValues(), travelRules: theTravelRules() };
const told = (...rows: readonly Cells[]) =>
  rows.reduce<ReturnValues>((all, row) => ({ ...all, ...soundValues(row) }), {});
const changes = (before: readonly Cells[], cells: Cells) =>
  changesToTold(told(...before), told(...before, cells), beside);

const offered = { offered_at: '11/10/2025 12:00' };
const interviewed = { interview_at: '12/10/2025 10:00' };
const moments = ['11/10/2025 08:00', '11/10/2025'] as const;

/** Of each column two cells as the format writes them, beside cells that they need. */
const pairs: Readonly<Record<string, readonly [before: string, after: string, beside?: Cells]>> = {
  council_ref: ['R-1', 'R-2'],
  child_id: ['S1001', 'S1002'],
  given_name: ['Testa', 'Testo'],
  family_name: ['Ashgrove-Sample', 'Willow-Sample'],
  date_of_birth: ['14/03/2010', '15/03/2010'],
  gender: ['female', 'male'],
  ethnicity: ['WBRI', 'BAFR'],
  care_status: ['home', 'care_leaver'],
  responsible_authority: ['E09000029', 'E09000008'],
  host_authority: ['E09000029', 'E10000016'],
  placement_type: ['U6', 'K2'],
  placement_postcode: ['SM1', 'CT9'],
  home_postcode: ['SM1 1AA', 'CR0 2BB'],
  episode_type: ['M', 'A'],
  police_classification: ['missing', 'absent'],
  police_risk: ['low', 'high'],
  police_ref: ['P-1', 'P-2'],
  missing_from: ['home', 'school'],
  missing_at: ['10/10/2025 20:00', '10/10/2025 20:01'],
  reported_at: moments,
  found_at: moments,
  found_where: ['Croydon', 'Kent'],
  returned_at: moments,
  episode_end: ['cancelled', 'ended_other'],
  referred_at: moments,
  acknowledged_at: moments,
  attempts: ['12/10/2025=text=no_response', '12/10/2025=text;13/10/2025 10:00==accepted'],
  offered_at: ['11/10/2025 12:00', '11/10/2025'],
  offer_method: ['letter', 'telephone', offered],
  offered_to: ['child', 'both', offered],
  offer_outcome: ['accepted', 'declined', offered],
  booked_for: moments,
  interview_at: ['12/10/2025 10:00', '12/10/2025'],
  interview_ended_at: ['12/10/2025 11:00', '12/10/2025 11:30', interviewed],
  interview_mode: ['in_person', 'video', interviewed],
  interview_place: ['School', 'Library'],
  interviewer: ['R. Sample', 'S. Sample'],
  interviewer_role: ['worker', 'manager'],
  independent: ['Y', 'N', interviewed],
  independence_reason: ['None free', 'Asked for'],
  interview_covers: ['H002', 'H002;H003', interviewed],
  carer_information: ['Calm', 'Upset'],
  not_completed_reason: ['custody', 'hospital'],
  push_factors: ['PU01;PU11:child', 'none_given', interviewed],
  pull_factors: ['not_asked', 'none_given', interviewed],
  harms: ['HA02', 'none_given', interviewed],
  protective_factors: ['none_given', 'not_asked', interviewed],
  primary_factor: ['PU01', 'PU11', { ...interviewed, push_factors: 'PU01;PU11' }],
  vulnerabilities: ['VU08=Y;VU10=N', 'VU08=N;VU10=N', interviewed],
  risk_now: ['low', 'high', interviewed],
  safeguarding_alert_at: moments,
  form_returned_at: moments,
  plan_informed_at: moments,
  plan_change: ['Curfew', 'No curfew'],
  lead_worker: ['R. Sample', 'S. Sample'],
  team: ['North', 'South'],
  themes: ['Friends', 'Family'],
  child_voice: ['I was bored', 'I was scared'],
  fee_claimed: ['245.50', '1200.00'],
  mileage: ['12.5', '13'],
};
const needed = ['date_of_birth', 'care_status', 'episode_type', 'missing_at'];
/** Cleared, these take along what is told of them. */
const carrying = ['offered_at', 'interview_at'];
const cases = Object.entries(pairs).map(([column, [before, after, beside = {}]]) => ({
  ...{ column, before, after, beside },
}));

describe('differencesOf', () => {
  it('knows every column of the format but the two by which a row is known', () => {
    expect(Object.keys(pairs)).toEqual(
      Object.keys(columns).filter((column) => column !== 'provider_ref' && column !== 'row_version'),
    );
  });

  it.each(cases)('gives $column as it was and as it is', ({ column, before, after, beside }) => {
    expect(changes([{ ...beside, [column]: before }], { ...beside, [column]: after })).toEqual([
      { column, before, after },
    ]);
  });

  it.each(cases)('gives nothing where $column says the same', ({ column, before, beside }) =>
    expect(changes([{ ...beside, [column]: before }], { ...beside, [column]: before })).toEqual([]),
  );

  it.each(cases.filter(({ column }) => !needed.includes(column) && !carrying.includes(column)))(
    'tells a blank cell of $column from one that clears it',
    ({ column, before, beside }) => {
      const was = { ...beside, [column]: before };
      expect(changes([was], { [column]: '' })).toEqual([]);
      expect(changes([was], { [column]: '-' })).toEqual([{ column, before, after: null }]);
    },
  );

  it('gives all that goes with an interview that is taken back, and with an offer', () => {
    const row = { ...interviewed, interview_mode: 'video', ...offered, offered_to: 'child' };
    expect(changes([row], { interview_at: '-', offered_at: '-' }).map(({ column }) => column)).toEqual([
      ...['offered_at', 'offered_to', 'interview_at', 'interview_mode'],
    ]);
  });

  it.each([
    ['26/10/2025 01:30', '26/10/2025 01:30'],
    ['2025-10-26T01:30:00Z', '2025-10-26T01:30:00+00:00'],
    ['2025-10-26T01:30:00+01:00', '26/10/2025 01:30'],
    ['2025-07-01T00:30:00Z', '01/07/2025 01:30'],
    ['2025-10-26T08:00:30Z', '2025-10-26T08:00:30+00:00'],
    ['2025-10-26', '26/10/2025'],
  ])('writes the time %s as %s', (written, expected) => {
    expect(changes([{}], { returned_at: written })).toEqual([{ column: 'returned_at', before: null, after: expected }]);
  });
});

describe('what a difference writes', () => {
  const rows = fc
    .record(Object.fromEntries(cases.map(({ column, before, after }) => [column, fc.constantFrom(before, after, '')])))
    .map((cells) => ({ ...Object.fromEntries(cases.flatMap(({ beside }) => Object.entries(beside))), ...cells }))
    .map((cells) =>
      Object.fromEntries(Object.entries(cells).filter(([column, cell]) => cell !== '' || !needed.includes(column))),
    );

  it('reads back as the same fact: a row made of new values changes the old one into the new one', () => {
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const found = changes([before], after);
        const again = Object.fromEntries(found.map(({ column, after: cell }) => [column, cell ?? '-']));
        expect(changes([before, after], { ...neededOf(after), ...again })).toEqual([]);
        expect(changes([before], { ...neededOf(after), ...again })).toEqual(found);
      }),
    );
  });
});

/** The needed cells of a row, which every other one of its reference has to give as well. */
function neededOf(row: Cells): Cells {
  return { child_id: '', ...Object.fromEntries(Object.entries(row).filter(([column]) => needed.includes(column))) };
}

describe('what a sender has told', () => {
  it('is nothing before its first row', () => expect(changesToTold(null, soundValues(), beside)).toEqual([]));

  it('is no cell that only the record has, although no case is without it', () => {
    const { missing_at: missingAt, ...rest } = soundValues();
    expect(changesToTold(rest, rest, beside)).toEqual([]);
    expect(changesToTold(rest, { ...rest, missing_at: missingAt }, beside)).toEqual([
      { column: 'missing_at', before: null, after: expect.any(String) },
    ]);
  });
});
