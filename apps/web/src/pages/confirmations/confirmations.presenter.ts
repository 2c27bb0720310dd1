import { parseInstant, showInstant } from '#domain/time';
import type { ShownDifference, SubmissionResult, ToldFinding } from '#submissions';

/** More than anybody reads on one page; what is beyond is counted. */
const MOST_SHOWN = 100;

/** A warning that somebody tried to confirm, as it was typed. */
export interface TypedWarning {
  readonly row: string;
  readonly code: string;
  readonly column: string;
  readonly reason?: string;
}

/**
 * What waits for the sender of a return, for the partial `confirmations/blocks`: changes to confirm or withdraw and
 * warnings to confirm, and then what was changed and what was confirmed.
 */
export function presentConfirmations(
  { submission, differences, findings }: Pick<SubmissionResult, 'submission' | 'differences' | 'findings'>,
  authority: string,
  typed: TypedWarning | null,
) {
  const to = (action: string) => `/provider-returns/${submission}/${action}?authority=${authority}`;
  const waiting = rowsOf(differences.filter(({ state }) => state === 'waiting'));
  const others = rowsOf(differences.filter(({ state }) => state !== 'waiting'));
  const open = findings.filter(({ canConfirm }) => canConfirm);
  const confirmed = findings.filter(({ confirmation }) => confirmation !== undefined);
  return {
    changesAction: to('confirm-changes'),
    warningsAction: to('confirm-warnings'),
    hasNothing: waiting.length + others.length + open.length + confirmed.length === 0,
    waiting: waiting.slice(0, MOST_SHOWN),
    hasSeveralWaiting: waiting.length > 1,
    countWaiting: waiting.length,
    moreWaiting: beyond(waiting),
    changed: others.slice(0, MOST_SHOWN),
    moreChanged: beyond(others),
    warnings: open.slice(0, MOST_SHOWN).map((finding) => presentWarning(finding, typed)),
    moreWarnings: beyond(open),
    confirmed: confirmed.slice(0, MOST_SHOWN).map(presentConfirmed),
    moreConfirmed: beyond(confirmed),
  };
}

function beyond(list: readonly unknown[]): number {
  return Math.max(0, list.length - MOST_SHOWN);
}

const stateWords: Readonly<Record<ShownDifference['state'], string>> = {
  applied: 'Changed',
  waiting: 'Waits for you',
  confirmed: 'Confirmed and changed',
  withdrawn: 'Withdrawn: nothing was changed',
};

function rowsOf(differences: readonly ShownDifference[]) {
  const rows = new Map<number, ShownDifference[]>();
  for (const each of differences) {
    const ofRow = rows.get(each.row) ?? [];
    ofRow.push(each);
    rows.set(each.row, ofRow);
  }
  return [...rows].map(([row, ofRow]) => ({
    ...{ row, ref: ofRow[0]?.ref ?? '', state: ofRow[0] ? stateWords[ofRow[0].state] : '' },
    cells: ofRow.map(({ column, before, after }) => ({
      column,
      before: before ?? 'nothing',
      after: after ?? 'nothing',
    })),
  }));
}

/** The field of the reason for a warning, by which a fault is told beside it. */
export function reasonField({ row, code, column }: Pick<TypedWarning, 'row' | 'code' | 'column'>): string {
  return `reason-${row}-${code}-${column}`;
}

function presentWarning({ row, ref, code, column, message, value }: ToldFinding, typed: TypedWarning | null) {
  const place = { row: String(row ?? ''), code, column: column ?? '' };
  const id = reasonField(place);
  const isTyped = typed !== null && reasonField(typed) === id;
  return {
    ...{ ...place, ref: ref ?? '', message, value: value ?? '' },
    reason: {
      ...{ id, name: 'reason', label: 'Why is it right as it stands?', rows: 2 },
      ...{
        hint: 'The council reads this. It is deleted with the child’s record.',
        value: isTyped ? (typed.reason ?? '') : '',
      },
    },
  };
}

function presentConfirmed({ row, ref, code, column, message, confirmation }: ToldFinding) {
  return {
    ...{ row: row ?? '', ref: ref ?? '', code, column: column ?? '', message },
    ...{ by: confirmation?.by ?? '', reason: confirmation?.reason ?? '' },
    at: confirmation ? showInstant(parseInstant(confirmation.at)) : '',
  };
}
