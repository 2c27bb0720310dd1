import {
  changeUnconfirmed,
  dateOfBirthDiffers,
  heldForTheCouncil,
  isForCouncil,
  laterVersionOnRecord,
  note,
  coveredRowNotOnRecord,
  severalChildrenFit,
} from '#domain/submissions';
import type { Difference, Finding, Note, SentRow } from '#domain/submissions';
import { isEqual } from '#domain/kernel';
import { claimKey } from '#domain/children';
import type { ChildDoubtCause } from '#domain/children';
import type { ChildId, EpisodeId } from '#domain/kernel';
import type { CheckedRow } from '../check-return.js';
import type { DoubtOfRow } from './identified-child.js';

/** What a held row waits for besides another row of its own reference; one thing at a time. */
export interface Awaited {
  /** Another reference of the same provider. */
  readonly ref: string | null;
  /** A change of what is on record of a child. */
  readonly childId: ChildId | null;
}

export const nothingAwaited: Awaited = { ref: null, childId: null };

/** What a held row would change of what its sender told before, as the sender was shown it. */
export interface ShownChange {
  readonly differences: readonly Difference[];
  readonly isConfirmed: boolean;
}

/** How a row was decided before, when it is looked at again. */
export interface EarlierDecision {
  /** How often it was decided again. */
  readonly decisionNumber: number;
  /** How many findings it has, those of all its decisions together. */
  readonly findings: number;
  readonly errors: readonly string[];
  readonly awaited: Awaited;
  /** Who the child is said to be of whom somebody is asked; null where nobody is. */
  readonly doubtKey: string | null;
  /** Null where the sender was shown nothing. */
  readonly shown: ShownChange | null;
}

/** A row beside the others of its reference; one that is held waits, or cannot be read. */
export interface ReceivedRow extends SentRow {
  readonly checked: CheckedRow;
  readonly standing: 'taken' | 'held';
  /** Null for a row that is decided for the first time. */
  readonly earlier: EarlierDecision | null;
}

/** What of a row was applied: the cells that no later row had said. */
interface AppliedRow {
  readonly ref: string;
  readonly rowVersion: number | null;
  readonly cells: Readonly<Record<string, string>>;
}

/** What became of one row. */
export interface RowOutcome {
  readonly sent: ReceivedRow;
  readonly outcome: 'new' | 'same' | 'changed' | 'held';
  readonly episodeId: EpisodeId | null;
  readonly findings: readonly Finding[];
  /** Null for a row that changed nothing because it is held or out of date. */
  readonly applied: AppliedRow | null;
  readonly awaited: Awaited;
  /** Held, and later rows have said soundly all that it says. */
  readonly isPutRight: boolean;
  /** Held because somebody has to say which child it speaks of. */
  readonly doubt: DoubtOfRow | null;
  /** What it changes of what its sender told before: taken in, or held until the sender confirms it. */
  readonly differences: readonly Difference[];
}

export function heldRow(sent: ReceivedRow, findings: readonly Finding[], awaited = nothingAwaited): RowOutcome {
  const nothingElse = { applied: null, isPutRight: false, doubt: null, differences: [] };
  return { sent, outcome: 'held', episodeId: null, findings, awaited, ...nothingElse };
}

export function notCovered(row: CheckedRow, refs: readonly string[]): Finding {
  return placed(row, note(coveredRowNotOnRecord, refs.join(', ')), 'interview_covers');
}

/** Of a row that came after later ones: what it says that stays as those have it. */
export function outOfDate(row: CheckedRow, left: readonly string[]): Finding {
  return placed(row, note(laterVersionOnRecord, left.join(', ')), 'row_version');
}

/** Says to the sender no more than that the row is held: which other child it may be is not the sender's to know. */
export function childInDoubt(row: CheckedRow, because: ChildDoubtCause): readonly Finding[] {
  switch (because) {
    case 'date_of_birth_differs':
      return [heldFinding(row), placed(row, note(dateOfBirthDiffers), 'date_of_birth')];
    case 'several_children':
      return [heldFinding(row), placed(row, note(severalChildrenFit), 'given_name')];
    case 'reference_of_another_child':
      return [heldFinding(row)];
  }
}

/** A change that waits for its sender. */
export function unconfirmed(row: CheckedRow, differences: readonly Difference[]): Finding {
  return placed(row, note(changeUnconfirmed, differences.map(({ column }) => column).join(', ')), null);
}

/** What rests on others' facts is the council's to read; where it holds the row, the sender is told that and no more. */
export function toldApart(row: CheckedRow, findings: readonly Finding[]): readonly Finding[] {
  const isHeldForCouncil = findings.some(({ code, severity }) => severity === 'error' && isForCouncil(code));
  return isHeldForCouncil ? [heldFinding(row), ...findings] : findings;
}

function heldFinding(row: CheckedRow): Finding {
  return placed(row, note(heldForTheCouncil), null);
}

export function placed({ row, ref }: Pick<CheckedRow, 'row' | 'ref'>, words: Note, column: Finding['column']): Finding {
  return { ...words, row, ref, column };
}

/**
 * Whether what became of a row that was held before is worth putting down. What its sender was shown stays as it was shown
 * until the sender answers, so that nobody confirms what they have not seen.
 */
export function isOtherThanBefore({
  sent: { earlier },
  outcome,
  isPutRight: isSettled,
  findings,
  awaited,
  doubt,
  differences,
}: RowOutcome): boolean {
  if (earlier === null || outcome !== 'held' || isSettled) return true;
  if ((doubt && claimKey(doubt.claimed)) !== earlier.doubtKey) return true;
  if (differences.length > 0 && earlier.shown?.isConfirmed) return true;
  const errors = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  return !isEqual(errors.toSorted(), earlier.errors.toSorted()) || !isEqual(awaited, earlier.awaited);
}

/** A row as it takes its place among those of its reference. */
export function asReceived(
  checked: CheckedRow,
  origin: { readonly receivedAt: number; readonly submissionId: string },
): ReceivedRow {
  const version = typeof checked.values.row_version === 'number' ? checked.values.row_version : null;
  return {
    ...{ place: { version, ...origin, row: checked.row }, values: checked.values, faulty: checked.faulty },
    ...{ checked, standing: 'held', earlier: null },
  };
}
