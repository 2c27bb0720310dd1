import { addsUp, isSame, isWithin } from '../../disclosure/index.js';
import type { Relation } from '../../disclosure/index.js';
import type { InterviewCounts, InterviewRow } from '../mace-report.js';
import type { MaceReportBody } from '../report-document.js';

const counts = [
  ...['returned', 'required', 'notYetDue', 'otherAuthorityDuty', 'cancelled', 'notCounted', 'offered'],
  ...['offeredCarerOnly', 'offeredIn72h', 'offeredCannotTell', 'accepted', 'declined', 'completed'],
  ...['completedIn72h', 'late', 'cannotTell'],
] as readonly (keyof InterviewCounts<unknown>)[];

/** The counts that each share stands on. */
const shares = {
  offeredOfRequired: ['offered', 'required'],
  offeredIn72hOfRequired: ['offeredIn72h', 'required'],
  acceptedOfOffered: ['accepted', 'offered'],
  completedOfRequired: ['completed', 'required'],
  completedOfOffered: ['completed', 'offered'],
  in72hOfRequired: ['completedIn72h', 'required'],
  in72hOfCompleted: ['completedIn72h', 'completed'],
} as const;

/** What anybody knows of the counts that go by the return from an episode (domain brief 4.1). */
export function interviewRelations({ interviews, notCompleted }: MaceReportBody): readonly Relation[] {
  return [
    ...interviews.flatMap((_, row) => funnel(`/interviews/${row}`)),
    ...(['group', 'provider'] as const).flatMap((by) => totals(interviews, by)),
    ...interviews.flatMap((row, index) =>
      row.by === 'all' ? outcomes(`/interviews/${index}`, notCompleted.length) : [],
    ),
  ];
}

function funnel(row: string): readonly Relation[] {
  const at = (key: keyof InterviewCounts<unknown>) => `${row}/${key}`;
  return [
    addsUp(
      at('returned'),
      ['required', 'notYetDue', 'otherAuthorityDuty', 'cancelled', 'notCounted'].map((key) => `${row}/${key}`),
    ),
    addsUp(at('completed'), [at('completedIn72h'), at('late'), at('cannotTell')]),
    isWithin([at('offered'), at('offeredCarerOnly')], at('required')),
    isWithin([at('offeredIn72h'), at('offeredCannotTell')], at('offered')),
    isWithin([at('completed')], at('accepted')),
    isWithin([at('accepted')], at('offered')),
    isWithin([at('completed'), at('declined')], at('required')),
    ...Object.entries(shares).flatMap(([share, [numerator, base]]) => [
      isSame(`${row}/${share}/numerator`, at(numerator)),
      isSame(`${row}/${share}/base`, at(base)),
    ]),
  ];
}

/** Each return stands in one group, and with one provider or none. */
function totals(interviews: readonly InterviewRow[], by: 'group' | 'provider'): readonly Relation[] {
  const all = interviews.findIndex((row) => row.by === 'all');
  const rows = interviews.flatMap((row, index) => (row.by === by ? [index] : []));
  if (all === -1 || rows.length === 0) return [];
  return counts.map((key) =>
    addsUp(
      `/interviews/${all}/${key}`,
      rows.map((row) => `/interviews/${row}/${key}`),
    ),
  );
}

/** What became of all that were required. */
function outcomes(all: string, reasons: number): readonly Relation[] {
  const none = Array.from({ length: reasons }, (_, row) => `/notCompleted/${row}/count`);
  return [
    addsUp(`${all}/required`, [`${all}/completed`, ...none]),
    addsUp(`${all}/offered`, ['/lateness/offer/known', '/lateness/offer/cannotTell']),
    addsUp(`${all}/completed`, ['/lateness/interview/known', '/lateness/interview/cannotTell']),
    isWithin(['/lateness/form/known', '/lateness/form/cannotTell'], `${all}/required`),
  ];
}
