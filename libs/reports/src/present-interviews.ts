import type { DelaySummary, InterviewRow, MaceReport } from '#domain/reports';
import { cellWords, measureWords, rateWords, valueOf } from './cell-words.js';
import type { SectionWords, TableRowView, TableWords } from './report-view.js';

/** What became of each return: owed, offered, accepted, held, and in time. */
export function presentInterviews(report: MaceReport): SectionWords {
  const rowsBy = (by: InterviewRow['by']) => report.interviews.filter((row) => row.by === by);
  return {
    id: 'report-interviews',
    title: 'Return home interviews',
    lead: 'Episodes by their return in the period. An interview is due within 72 hours of the return; what was not yet due at the cut-off is left out of every share.',
    tables: [
      dutyTable(rowsBy('all')),
      funnelTable(rowsBy('all')),
      breakdown('by-group', 'Group', rowsBy('group')),
      breakdown('by-provider', 'Provider', rowsBy('provider')),
      notCompletedTable(report),
      latenessTable(report),
    ],
  };
}

function dutyTable(rows: readonly InterviewRow[]): TableWords {
  return {
    id: 'report-returns',
    caption: 'Returns, and interviews required',
    head: ['Returns', 'Count'],
    rows: rows.flatMap(dutyRows),
  };
}

function funnelTable(rows: readonly InterviewRow[]): TableWords {
  return {
    id: 'report-funnel',
    caption: 'From required to held in time',
    head: ['Step', 'Count', 'Share of required', 'Share of offered', 'Share of completed'],
    rows: rows.flatMap(funnelRows),
  };
}

function notCompletedTable({ notCompleted }: MaceReport): TableWords {
  return {
    id: 'report-not-completed',
    caption: 'Why required interviews were not completed',
    head: ['Reason', 'Interviews'],
    rows: notCompleted.map(({ label, count }) => ({ header: label, cells: [cellWords(count)] })),
  };
}

function latenessTable({ lateness }: MaceReport): TableWords {
  return {
    id: 'report-lateness',
    caption: 'Hours from the return, over the required interviews',
    head: ['Until', 'Median', '90th percentile', 'Times known', 'Time not known'],
    rows: [
      delayRow('First offer to the child', lateness.offer),
      delayRow('Interview', lateness.interview),
      delayRow('Form from the provider', lateness.form),
    ],
  };
}

function dutyRows(row: InterviewRow): readonly TableRowView[] {
  const apart: readonly TableRowView[] =
    valueOf(row.notCounted) === 0 ? [] : [{ header: '– not counted by contract', cells: [cellWords(row.notCounted)] }];
  return [
    { header: 'Returned in the period', cells: [cellWords(row.returned)] },
    { header: '– not yet due at the cut-off', cells: [cellWords(row.notYetDue)] },
    { header: '– another council’s duty', cells: [cellWords(row.otherAuthorityDuty)] },
    { header: '– recorded in error', cells: [cellWords(row.cancelled)] },
    ...apart,
    { header: 'Interview required', cells: [cellWords(row.required)] },
  ];
}

function funnelRows(row: InterviewRow): readonly TableRowView[] {
  return [
    { header: 'Required', cells: [cellWords(row.required), '', '', ''] },
    { header: 'Offered to the child', cells: [cellWords(row.offered), rateWords(row.offeredOfRequired), '', ''] },
    {
      header: '– within 72 hours',
      cells: [cellWords(row.offeredIn72h), rateWords(row.offeredIn72hOfRequired), '', ''],
    },
    { header: '– cannot tell', cells: [cellWords(row.offeredCannotTell), '', '', ''] },
    { header: 'Offered to the carer only', cells: [cellWords(row.offeredCarerOnly), '', '', ''] },
    { header: 'Accepted', cells: [cellWords(row.accepted), '', rateWords(row.acceptedOfOffered), ''] },
    { header: 'Declined', cells: [cellWords(row.declined), '', '', ''] },
    {
      header: 'Completed',
      cells: [cellWords(row.completed), rateWords(row.completedOfRequired), rateWords(row.completedOfOffered), ''],
    },
    {
      header: '– within 72 hours',
      cells: [cellWords(row.completedIn72h), rateWords(row.in72hOfRequired), '', rateWords(row.in72hOfCompleted)],
    },
    { header: '– late', cells: [cellWords(row.late), '', '', ''] },
    { header: '– cannot tell', cells: [cellWords(row.cannotTell), '', '', ''] },
  ];
}

function breakdown(id: string, kind: string, rows: readonly InterviewRow[]): TableWords {
  return {
    id: `report-${id}`,
    caption: `By ${kind.toLowerCase()}: shares are of required, and in time also of completed`,
    head: [
      kind,
      'Returned',
      'Required',
      'Offered',
      'Offered in 72 hours',
      'Completed',
      'In 72 hours',
      'In 72 hours, of completed',
      'Late',
      'Cannot tell',
    ],
    rows: rows.map((row) => ({
      header: row.label,
      cells: [
        cellWords(row.returned),
        cellWords(row.required),
        rateWords(row.offeredOfRequired),
        rateWords(row.offeredIn72hOfRequired),
        rateWords(row.completedOfRequired),
        rateWords(row.in72hOfRequired),
        rateWords(row.in72hOfCompleted),
        cellWords(row.late),
        cellWords(row.cannotTell),
      ],
    })),
  };
}

function delayRow(header: string, delay: DelaySummary): TableRowView {
  return {
    header,
    cells: [
      measureWords(delay.median, delay.known, 'hours'),
      measureWords(delay.percentile90, delay.known, 'hours'),
      cellWords(delay.known),
      cellWords(delay.cannotTell),
    ],
  };
}
