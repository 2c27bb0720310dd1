import type { CaseRecord } from '#domain/cases';
import type { EpisodeId } from '#domain/kernel';
import { isEqual } from '#domain/kernel';
import {
  amendCase,
  checkAgainstRecord,
  checkAmended,
  isColumnName,
  isForCouncil,
  isSound,
  neededCellBlank,
  neededColumns,
  note,
  returnOverruled,
} from '#domain/submissions';
import type { ColumnName, Finding, MetRecord, ReturnValues, SoundValues } from '#domain/submissions';
import { dayOf } from '#domain/time';
import { travelRulesOn } from '#persistence';
import { newId } from '#platform';
import { checkValues, hasWhatIsNeeded } from './check-return.js';
import type { CheckContext, CheckedRow } from './check-return.js';
import type { DoubtOfRow, IdentifiedChild } from './child-register.js';
import { claimOfRow, identityColumns } from './claim-of-row.js';
import { childInDoubt, nothingAwaited, notCovered, placed, toldApart } from './row-outcome.js';
import type { Awaited, ReceivedRow } from './row-outcome.js';
import { neededOf, pick, putTogether, saysAll } from './put-together.js';
import type { RecordNow, Together } from './put-together.js';

/** Rows of one reference that can be taken in together, and what they make of the record. */
export interface Fit {
  readonly kind: 'fits';
  readonly group: readonly ReceivedRow[];
  /** The row that bears what is said of them all. */
  readonly speaker: ReceivedRow;
  readonly lastSaid: ReadonlyMap<ColumnName, ReceivedRow>;
  readonly before: CaseRecord | null;
  readonly after: CaseRecord;
  readonly identified: IdentifiedChild;
  readonly findings: readonly Finding[];
}

export interface Misfit {
  readonly kind: 'held';
  /** The row that bears what stands against them all. */
  readonly speaker: ReceivedRow;
  /** A needed cell is blank in all of them and on record: one more row may bring it. */
  readonly isIncomplete: boolean;
  readonly findings: readonly Finding[];
  readonly awaited: Awaited;
  /** Somebody has to say which child they speak of. */
  readonly doubt: DoubtOfRow | null;
}

/** Whether rows of one reference can be taken in together, judged by what they and the record say as a whole. */
export function weighRows(
  ref: string,
  group: readonly ReceivedRow[],
  speaker: ReceivedRow,
  now: RecordNow,
  context: CheckContext,
): Fit | Misfit {
  const together = putTogether(ref, group, now);
  const { merged, anew } = together;
  const row = speaker.checked;
  const isAlone = saysAll(speaker, together);
  if (!hasWhatIsNeeded(merged)) {
    const blank = isAlone ? row.findings : [...row.told, ...blankCells(row, merged)];
    return misfit(speaker, blank, { isIncomplete: true });
  }
  const found = isAlone ? row.findings : [...row.told, ...findTogether(row, together, context)];
  if (!isSound(found)) return misfit(speaker, found);
  const values: SoundValues = { ...pick(merged, anew), ...neededOf(merged) };
  const uncovered = (values.interview_covers ?? []).filter((each) => !now.episodeIds.has(each) && each !== ref);
  if (uncovered.length > 0) {
    const awaited = { ref: uncovered[0] ?? null, childId: null };
    return misfit(speaker, [...found, notCovered(row, uncovered)], { awaited });
  }
  const identified = identify(together, merged, values, now);
  if (identified.kind === 'doubtful') {
    const { doubt, childId } = identified;
    return misfit(speaker, [...found, ...childInDoubt(row, doubt.because)], { awaited: { ref: null, childId }, doubt });
  }
  return amend({ group, speaker, found, values, identified, ...together }, now, context);
}

/** What is to be said of rows together with what is known, but for what was to be said of that before they came. */
function findTogether(row: CheckedRow, together: Together, context: CheckContext): readonly Finding[] {
  const { before, merged, wasKnown } = together;
  const found = checkValues({ ...row, values: merged }, context);
  if (before === null || !found.some((finding) => isOfOthers(finding, together))) return found;
  return unlessSaid(found, checkValues({ ...row, values: wasKnown }, context), together);
}

function unlessSaid(found: readonly Finding[], before: readonly Finding[], together: Together): readonly Finding[] {
  return found.filter((each) => !isOfOthers(each, together) || !before.some((other) => isEqual(each, other)));
}

/** Whether a finding that holds nothing back is about a cell of which these rows say nothing. */
function isOfOthers({ severity, column, code }: Finding, { anew }: Together): boolean {
  if (severity === 'error' || isForCouncil(code) || column === null) return false;
  return isColumnName(column) && !anew.has(column);
}

type Amending = Together & {
  readonly group: readonly ReceivedRow[];
  readonly speaker: ReceivedRow;
  readonly found: readonly Finding[];
  readonly values: SoundValues;
  readonly identified: IdentifiedChild;
};

function amend(amending: Amending, now: RecordNow, context: CheckContext): Fit | Misfit {
  const { group, speaker, found, values, identified, before } = amending;
  const row = speaker.checked;
  const isReturnLeft = isOverruled(values, before, now.councilReturns);
  const taken = isReturnLeft ? withoutReturn(values) : values;
  const after = amendCase(before, taken, {
    providerId: context.providerId,
    child: identified.child,
    travelRules: travelRulesOn(dayOf(values.missing_at), context),
    taxonomyVersion: context.lists.taxonomy.version,
    newId,
    episodeOf: (ref) => now.episodeIds.get(ref) ?? '',
  });
  const faults = checkAmended(row, after);
  if (faults.length > 0) return misfit(speaker, [...found, ...faults]);
  const others = now.others.near(after);
  const met = { before, after, values: taken, known: identified.known, others };
  const meeting = toldApart(row, unlessSaid(checkAgainstRecord(row, met), metBefore(row, met, now), amending));
  if (!isSound(meeting)) {
    const awaited = { ref: null, childId: identified.known?.childId ?? null };
    return misfit(speaker, [...found, ...meeting], { awaited });
  }
  const more = isReturnLeft ? [...meeting, placed(row, note(returnOverruled), 'returned_at')] : meeting;
  const { lastSaid: said } = amending;
  return { kind: 'fits', group, speaker, lastSaid: said, before, after, identified, findings: [...found, ...more] };
}

/** What was to be said beside the record before anything was changed. */
function metBefore(row: CheckedRow, { before, known }: MetRecord, { others }: RecordNow): readonly Finding[] {
  if (before === null) return [];
  return checkAgainstRecord(row, { before, after: before, values: {}, known, others: others.near(before) });
}

function misfit(
  speaker: ReceivedRow,
  findings: readonly Finding[],
  more: Partial<Pick<Misfit, 'awaited' | 'doubt' | 'isIncomplete'>> = {},
): Misfit {
  return { kind: 'held', speaker, isIncomplete: false, findings, awaited: nothingAwaited, doubt: null, ...more };
}

function blankCells(row: ReceivedRow['checked'], merged: ReturnValues): readonly Finding[] {
  return neededColumns
    .filter((column) => (merged[column] ?? null) === null)
    .map((column) => placed(row, note(neededCellBlank, column), column));
}

/** The child that the rows mean; where they do not say, the one on record. */
function identify({ anew, before, told }: Together, merged: SoundValues, values: SoundValues, { children }: RecordNow) {
  const standsOn = before?.episode.childId ?? null;
  const toldOfChild = claimOfRow({ ...told, date_of_birth: told.date_of_birth ?? merged.date_of_birth });
  if (standsOn !== null && !identityColumns.some((column) => anew.has(column))) {
    const known = children.amended(standsOn, values, toldOfChild);
    if (known) return known;
  }
  return children.identify(merged, values, { standsOn, told: toldOfChild });
}

/** Where the council has put a return right, a provider's row does not change it back: what it says is told and left. */
function isOverruled(values: SoundValues, before: CaseRecord | null, councilReturns: ReadonlySet<EpisodeId>): boolean {
  const said = values.returned_at;
  if (before === null || said === undefined || !councilReturns.has(before.episode.id)) return false;
  return !isEqual(said, before.episode.returnedAt);
}

function withoutReturn(values: SoundValues): SoundValues {
  const { returned_at: left, ...rest } = values;
  return left === undefined ? values : rest;
}
