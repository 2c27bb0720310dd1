import { parseInstant, showInstant } from '#domain/time';
import { wordsOfSender } from '#submissions';
import type { Answerable, RowChange, ShownDifference, ToldFinding } from '#submissions';

/** A warning that somebody tried to confirm, as it was typed. */
export interface TypedWarning {
  readonly row: string;
  readonly code: string;
  readonly column: string;
  readonly reason?: string;
}

/**
 * What waits for the sender of a return, for the partial `confirmations/changes-and-warnings`: changes to confirm or
 * withdraw and warnings to confirm, and then what was changed and what was confirmed.
 */
export function presentConfirmations(
  submissionId: string,
  { waiting, changed, warnings, confirmed }: Answerable,
  authority: string,
  typed: TypedWarning | null,
) {
  const to = (action: string) => `/provider-returns/${submissionId}/${action}?authority=${authority}`;
  return {
    changesAction: to('confirm-changes'),
    warningsAction: to('confirm-warnings'),
    waiting: waiting.shown.map(presentChange),
    hasSeveralWaiting: waiting.count > 1,
    countWaiting: waiting.count,
    moreWaiting: waiting.count - waiting.shown.length,
    changed: changed.shown.map(presentChange),
    moreChanged: changed.count - changed.shown.length,
    warnings: warnings.shown.map((finding) => presentWarning(finding, typed)),
    moreWarnings: warnings.count - warnings.shown.length,
    confirmed: confirmed.shown.map(presentConfirmed),
    moreConfirmed: confirmed.count - confirmed.shown.length,
  };
}

const stateWords: Readonly<Record<ShownDifference['state'], string>> = {
  applied: 'Changed',
  waiting: 'Waits for you',
  confirmed: 'Confirmed and changed',
  withdrawn: 'Withdrawn: nothing was changed',
  overtaken: 'No longer to be confirmed: other rows have said it since',
};

const heldElse = 'Confirmed; something else holds the row, as is said of it below';

function presentChange({ row, cells, isHeld }: RowChange) {
  const [first] = cells;
  const words = isHeld ? { ...stateWords, confirmed: heldElse } : stateWords;
  return {
    ...{ row, ref: first?.ref ?? '', state: first ? words[first.state] : '' },
    cells: cells.map(({ column, before, after }) => ({
      ...{ column, before: before ?? 'nothing', after: after ?? 'nothing' },
    })),
  };
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
    ...{ by: wordsOfSender(confirmation?.by ?? ''), reason: confirmation?.reason ?? '' },
    at: confirmation ? showInstant(parseInstant(confirmation.at)) : '',
  };
}
