import type { CaseRecord } from '#domain/cases';
import { isEqual } from '#domain/kernel';
import type { EpisodeId } from '#domain/kernel';
import {
  amendCase,
  changesToTold,
  checkAgainstRecord,
  checkAmended,
  inOrder,
  isSound,
  lastSaid,
  neededCellBlank,
  neededColumns,
  note,
  returnOverruled,
  withWhatHangsOn,
} from '#domain/submissions';
import type { ColumnName, Difference, Finding, ReturnValues, SoundValues } from '#domain/submissions';
import { dayOf } from '#domain/time';
import { travelRulesOn } from '#persistence';
import { newId } from '#platform';
import { checkValues, hasWhatIsNeeded } from './check-return.js';
import type { CheckContext } from './check-return.js';
import type { ChildRegister, IdentifiedChild } from './children-of-rows.js';
import type { EpisodesOfChildren } from './episodes-of-children.js';
import { childInDoubt, nothingAwaited, notCovered, placed, toldApart, unconfirmed } from './row-outcome.js';
import type { Awaited, ReceivedRow } from './row-outcome.js';

/** What stands on record while rows are decided one after the other. */
export interface RecordNow {
  readonly rows: ReadonlyMap<string, readonly ReceivedRow[]>;
  readonly taken: ReadonlySet<ReceivedRow>;
  readonly episodeIds: ReadonlyMap<string, EpisodeId>;
  readonly current: ReadonlyMap<EpisodeId, CaseRecord>;
  readonly children: ChildRegister;
  readonly others: EpisodesOfChildren;
  /** Episodes of which the council itself has put the return right. */
  readonly councilReturns: ReadonlySet<EpisodeId>;
}

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
  /** What they change of what their sender told before. */
  readonly differences: readonly Difference[];
}

export interface Misfit {
  readonly kind: 'held';
  /** A needed cell is blank in all of them and on record: one more row may bring it. */
  readonly isIncomplete: boolean;
  readonly findings: readonly Finding[];
  readonly awaited: Awaited;
  /** What the sender has to confirm; none where something else holds the rows. */
  readonly differences: readonly Difference[];
}

/** What rows of one reference say together with those that were taken before. */
interface Together {
  readonly lastSaid: ReadonlyMap<ColumnName, ReceivedRow>;
  readonly before: CaseRecord | null;
  /** All that is said of the case, as far as the checks need it. */
  readonly merged: ReturnValues;
  /** What these rows say anew. */
  readonly anew: ReadonlySet<ColumnName>;
  /** All that the sender itself has told, without these rows and with them; null before its first row. */
  readonly toldBefore: ReturnValues | null;
  readonly told: ReturnValues;
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
  const { merged, before, anew } = together;
  const row = speaker.checked;
  const isAlone = saysAll(speaker, together);
  if (!hasWhatIsNeeded(merged)) {
    return { ...misfit(isAlone ? row.findings : [...row.told, ...blankCells(row, merged)]), isIncomplete: true };
  }
  const found = isAlone ? row.findings : [...row.told, ...checkValues({ ...row, values: merged }, context)];
  if (!isSound(found)) return misfit(found);
  const values: SoundValues = { ...pick(merged, anew), ...neededOf(merged) };
  const uncovered = (values.interview_covers ?? []).filter((each) => !now.episodeIds.has(each) && each !== ref);
  if (uncovered.length > 0) {
    return misfit([...found, notCovered(row, uncovered)], { ref: uncovered[0] ?? null, childId: null });
  }
  const identified = identify({ merged, values, anew, before }, now);
  if (identified.kind === 'doubtful') {
    return misfit([...found, ...childInDoubt(row, identified.because)], { ref: null, childId: identified.childId });
  }
  return amend({ ref, group, speaker, found, values, identified, ...together }, now, context);
}

type Amending = Together & {
  readonly ref: string;
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
  if (faults.length > 0) return misfit([...found, ...faults]);
  const others = now.others.near(after);
  const met = { before, after, values: taken, known: identified.known, others };
  const meeting = toldApart(row, checkAgainstRecord(row, met));
  if (!isSound(meeting)) {
    return misfit([...found, ...meeting], { ref: null, childId: identified.known?.childId ?? null });
  }
  const more = isReturnLeft ? [...meeting, placed(row, note(returnOverruled), 'returned_at')] : meeting;
  const isChanged = before !== null && !(isEqual(before, after) && !identified.isChanged);
  const differences = isChanged ? changesOf(amending, isReturnLeft, context) : [];
  if (isAsked(amending, differences, now, context)) {
    return { ...misfit([...found, ...meeting, unconfirmed(row, differences)]), differences };
  }
  const { lastSaid: said } = amending;
  const findings = [...found, ...more];
  return { kind: 'fits', group, speaker, lastSaid: said, before, after, identified, findings, differences };
}

function changesOf(
  { toldBefore, told, values }: Amending,
  isReturnLeft: boolean,
  context: CheckContext,
): readonly Difference[] {
  const returned = toldBefore?.returned_at;
  const asBefore = returned === undefined ? {} : { returned_at: returned };
  const taken = isReturnLeft ? { ...withoutReturn(told), ...asBefore } : told;
  const travelRules = travelRulesOn(dayOf(values.missing_at), context);
  return changesToTold(toldBefore, taken, { needed: values, travelRules });
}

/** Whether the sender has to confirm a change: where the contract says so, or did when a row was shown, once each. */
function isAsked(
  { ref, group }: Amending,
  differences: readonly Difference[],
  now: RecordNow,
  { needsConfirmation }: CheckContext,
): boolean {
  if (differences.length === 0 || !(needsConfirmation || group.some(({ earlier }) => earlier?.shown))) return false;
  return !(now.rows.get(ref) ?? []).some(
    (row) =>
      !now.taken.has(row) && row.earlier?.shown?.isConfirmed && isEqual(row.earlier.shown.differences, differences),
  );
}

function misfit(findings: readonly Finding[], awaited = nothingAwaited): Misfit {
  return { kind: 'held', isIncomplete: false, findings, awaited, differences: [] };
}

function putTogether(ref: string, group: readonly ReceivedRow[], now: RecordNow): Together {
  const ordered = inOrder(now.rows.get(ref) ?? []).filter((row) => now.taken.has(row) || group.includes(row));
  const said = lastSaid(ordered);
  const before = now.current.get(now.episodeIds.get(ref) ?? '') ?? null;
  const ofGroup = new Set([...said].flatMap(([column, row]) => (group.includes(row) ? [column] : [])));
  const anew = withWhatHangsOn([...ofGroup], (anchor) =>
    anchor === 'interview_at' ? !before?.interview : !before?.offers.some(({ origin }) => origin === 'offer'),
  );
  const told = allOf(ordered);
  const takenBefore = ordered.filter((row) => now.taken.has(row));
  const onRecord = before ? recordedValues(before, now.children) : {};
  const toldBefore = takenBefore.length === 0 ? null : allOf(takenBefore);
  return { lastSaid: said, before, merged: { ...told, ...onRecord, ...pick(told, ofGroup) }, anew, toldBefore, told };
}

/** The last word on each cell, of rows in their order. */
function allOf(ordered: readonly ReceivedRow[]): ReturnValues {
  return ordered.reduce<ReturnValues>((all, { values }) => ({ ...all, ...values }), {});
}

/** What the record has of what every row needs, so that a row need not repeat it. */
function recordedValues({ episode }: CaseRecord, children: ChildRegister): ReturnValues {
  const child = children.find(episode.childId);
  return {
    episode_type: episode.code,
    missing_at: episode.missingAt,
    care_status: episode.atStart.careStatus,
    ...(child && {
      child_id: child.councilChildId,
      given_name: child.givenName,
      family_name: child.familyName,
      date_of_birth: child.dateOfBirth,
    }),
  };
}

function pick(values: ReturnValues, columns: ReadonlySet<string>): ReturnValues {
  return Object.fromEntries(Object.entries(values).filter(([column]) => columns.has(column)));
}

function neededOf({ provider_ref, date_of_birth, care_status, episode_type, missing_at }: SoundValues): SoundValues {
  return { provider_ref, date_of_birth, care_status, episode_type, missing_at };
}

/** Whether a row says by itself all that is to be judged, so that what was found when it was checked as it came holds. */
function saysAll(row: ReceivedRow, { lastSaid: said, before }: Together): boolean {
  if (row.earlier !== null || (row.checked.sound === null && before !== null)) return false;
  return [...said.values()].every((each) => each === row);
}

function blankCells(row: ReceivedRow['checked'], merged: ReturnValues): readonly Finding[] {
  return neededColumns
    .filter((column) => (merged[column] ?? null) === null)
    .map((column) => placed(row, note(neededCellBlank, column), column));
}

const identityColumns = ['child_id', 'given_name', 'family_name', 'date_of_birth'] as const;

/** The child that the rows mean; where they do not say, the one on record. */
function identify(
  {
    merged,
    values,
    anew,
    before,
  }: Pick<Together, 'anew' | 'before'> & { readonly merged: SoundValues; readonly values: SoundValues },
  { children }: RecordNow,
) {
  if (before && !identityColumns.some((column) => anew.has(column))) {
    const known = children.amended(before.episode.childId, values);
    if (known) return known;
  }
  const identified = children.identify(merged, values);
  if (identified.kind === 'doubtful' || !before || identified.child.childId === before.episode.childId)
    return identified;
  return {
    kind: 'doubtful',
    because: null,
    childId: identified.known?.childId ?? before.episode.childId,
  } as const;
}

/** Where the council has put a return right, a provider's row does not change it back: what it says is told and left. */
function isOverruled(values: SoundValues, before: CaseRecord | null, councilReturns: ReadonlySet<EpisodeId>): boolean {
  const said = values.returned_at;
  if (before === null || said === undefined || !councilReturns.has(before.episode.id)) return false;
  return !isEqual(said, before.episode.returnedAt);
}

function withoutReturn<Values extends ReturnValues>(values: Values): Values | Omit<Values, 'returned_at'> {
  const { returned_at: left, ...rest } = values;
  return left === undefined ? values : rest;
}
