import type { MissingCase } from '#domain/cases';
import type { ChildGroup } from '#domain/children';
import type { EpisodeStart } from '#domain/episodes';
import type { InterviewRequirement, OfferOutcome, OfferRecipient, ReturnHomeInterview } from '#domain/interviews';
import type { InterviewMode } from '#domain/providers';
import { aMissingCase } from './a-missing-case.js';
import { aMoment } from './moments.js';
import { anInterview, anOffer } from './an-interview.js';

interface SampleRow {
  readonly child: string;
  readonly left: string;
  readonly back?: string;
  readonly code?: 'M' | 'A';
  readonly group?: ChildGroup;
  readonly at?: Partial<EpisodeStart>;
  readonly offered?: readonly [string, OfferRecipient, OfferOutcome];
  readonly held?: string;
  readonly mode?: InterviewMode;
  readonly covers?: string;
  /** Push, pull, harm and vulnerabilities, as the return writes them. */
  readonly found?: readonly [push: string, pull: string, harm: string, vulnerabilities: string];
  readonly requirement?: Partial<InterviewRequirement>;
}

const male = { gender: 'male' } as const;
const inHome: Partial<EpisodeStart> = { careStatus: 'looked_after', placementType: 'K2', ethnicity: 'BCRB', age: 16 };

/** The accepted rows of the sample provider return of October 2025, as its figures were worked out by hand. */
// prettier-ignore
const rows: Readonly<Record<string, SampleRow>> = {
  H001: { child: 'S1001', left: '01/10/2025 21:00', back: '02/10/2025 06:30', offered: ['02/10/2025 12:00', 'child', 'accepted'], held: '03/10/2025 16:00', found: ['PU01', 'PL02', 'none_given', 'VU08=Y;VU10=N'], requirement: { formReturnedAt: aMoment('06/10/2025'), planInformedAt: aMoment('06/10/2025'), hasPlanChange: true } },
  H002: { child: 'S1001', left: '10/10/2025 22:15', back: '11/10/2025 14:00', offered: ['11/10/2025 16:00', 'child', 'accepted'], held: '14/10/2025 14:00', found: ['PU01;PU11', 'PL02', '', 'VU08=Y'] },
  H003: { child: 'S1002', left: '05/10/2025 18:00', back: '05/10/2025 23:50', at: { ...male, age: 14, ethnicity: 'MWBC' }, offered: ['06/10/2025 09:00', 'both', 'accepted'], held: '09/10/2025 10:00', found: ['none_given', 'PL03', '', 'VU08=N'] },
  H004: { child: 'S1003', left: '22/10/2025 20:00', back: '24/10/2025 10:00', group: 'looked_after_in', at: inHome, offered: ['24/10/2025 15:00', 'child', 'accepted'], held: '27/10/2025 09:30', found: ['PU08', 'PL07', 'HA02', 'VU08=Y;VU10=Y'], requirement: { planInformedAt: aMoment('28/10/2025'), hasPlanChange: true } },
  H005: { child: 'S1004', left: '25/10/2025 23:00', back: '26/10/2025 01:30', group: 'looked_after_out_within_limit', at: { ...male, age: 16, ethnicity: 'AOTH', careStatus: 'looked_after', placementType: 'U6' }, offered: ['26/10/2025 11:00', 'child', 'accepted'], held: '28/10/2025 16:00', found: ['PU10;PU08', 'PL13', '', ''] },
  H006: { child: 'S1005', left: '13/10/2025', back: '14/10/2025', at: { age: 13 }, offered: ['15/10/2025 11:00', 'child', 'accepted'], held: '17/10/2025 10:00', found: ['PU15', 'PL02;PL05', '', ''] },
  H007: { child: 'S1006', left: '08/10/2025 09:00', back: '08/10/2025 20:00', at: male, offered: ['09/10/2025 15:00', 'child', 'declined'], requirement: { notCompletedReason: 'declined_by_child' } },
  H008: { child: 'S1007', left: '30/10/2025 19:00', group: 'looked_after_out_beyond_limit', at: { ...male, age: 17, ethnicity: 'BAFR', careStatus: 'looked_after', placementType: 'H5' } },
  H009: { child: 'X2001', left: '12/10/2025 17:45', back: '13/10/2025 08:00', group: 'other_authority_here', at: { age: 16, ethnicity: 'BOTH', careStatus: 'looked_after_other_authority', placementType: 'K2' }, requirement: { notCompletedReason: 'other_authority_duty' } },
  H010: { child: 'S1008', left: '14/10/2025 20:00', back: '15/10/2025 08:00', at: { ...male, ethnicity: 'WOTH' }, offered: ['15/10/2025 11:00', 'child', 'accepted'] },
  H011: { child: 'S1008', left: '17/10/2025 15:30', back: '17/10/2025 20:00', at: { ...male, ethnicity: 'WOTH' }, offered: ['18/10/2025 09:00', 'child', 'accepted'], held: '18/10/2025 12:00', covers: 'H010', found: ['PU01', 'PL04', '', ''] },
  H012: { child: 'S1009', left: '19/10/2025 18:00', back: '20/10/2025 07:00', at: { age: 14 } },
  H013: { child: 'S1003', left: '03/10/2025 18:00', back: '03/10/2025 23:00', code: 'A', group: 'looked_after_in', at: inHome, offered: ['04/10/2025 10:00', 'child', 'accepted'], held: '05/10/2025 13:00', found: ['', 'PL02', '', ''], requirement: { planInformedAt: aMoment('07/10/2025') } },
  H014: { child: 'S1010', left: '29/09/2025 22:00', back: '01/10/2025 09:00', at: male, offered: ['05/10/2025 09:00', 'child', 'accepted'], held: '06/10/2025 17:00', mode: 'video', found: ['not_asked', 'not_asked', '', ''] },
  H015: { child: 'S1011', left: '31/10/2025 22:00', back: '01/11/2025 10:00', at: { age: 14, ethnicity: 'MWAS' } },
  H016: { child: 'S1012', left: '31/10/2025 08:30', back: '31/10/2025 15:00', at: { age: 13 } },
  H021: { child: 'S1017', left: '29/10/2025 20:00', back: '30/10/2025 10:00', at: { age: 14 }, offered: ['30/10/2025 14:00', 'child', 'accepted'], held: '02/11/2025 09:00', found: ['PU12', 'PL05', '', 'VU08=Y'], requirement: { planInformedAt: aMoment('03/11/2025') } },
  H022: { child: 'S1018', left: '20/10/2025 19:00', back: '21/10/2025 01:00', at: { ...male, age: 16, ethnicity: 'ABAN' }, offered: ['21/10/2025 10:00', 'carer', 'no_response'], requirement: { notCompletedReason: 'no_contact' } },
};

/** The cases of the sample provider return, by the provider's references. */
export function theSampleCases(): readonly MissingCase[] {
  const interviews = Object.entries(rows).flatMap(([ref, row]) => sampleInterview(ref, row));
  return Object.entries(rows).map(([ref, row]) =>
    aMissingCase({
      id: ref,
      childId: row.child,
      code: row.code ?? 'M',
      missingAt: row.left,
      returnedAt: row.back ?? null,
      atStart: { group: row.group ?? 'home', ...row.at },
      requirement: row.requirement ?? {},
      offers: row.offered ? [sampleOffer(ref, row.offered)] : [],
      interviews: interviews.filter(({ covers }) => covers.includes(ref)),
    }),
  );
}

function sampleOffer(ref: string, [offeredAt, offeredTo, outcome]: NonNullable<SampleRow['offered']>) {
  return anOffer({ id: `offer-${ref}`, offeredAt, offeredTo, outcome });
}

function sampleInterview(ref: string, row: SampleRow): readonly ReturnHomeInterview[] {
  if (row.held === undefined) return [];
  const [push = '', pull = '', harm = '', vulnerabilities = ''] = row.found ?? [];
  return [
    anInterview({
      id: `interview-${ref}`,
      episodeId: ref,
      covers: row.covers === undefined ? [ref] : [ref, row.covers],
      beganAt: row.held,
      mode: row.mode ?? 'in_person',
      sections: { push, pull, harm },
      vulnerabilities,
    }),
  ];
}
