import type { CaseRecord } from '#domain/cases';
import { isEqual } from '#domain/kernel';
import type { EpisodeId } from '#domain/kernel';
import {
  amendCase,
  changeUnconfirmed,
  checkAgainstRecord,
  checkAmended,
  coveredRowNotOnRecord,
  dateOfBirthDiffers,
  heldForTheCouncil,
  isForCouncil,
  isSound,
  laterVersionOnRecord,
  note,
  returnOverruled,
  severalChildrenFit,
} from '#domain/submissions';
import type { Difference, Finding, MetRecord, Note, SoundValues } from '#domain/submissions';
import { dayOf } from '#domain/time';
import { travelRulesOn } from '#persistence';
import { newId } from '#platform';
import type { CheckContext, CheckedRow } from './check-return.js';
import type { ChildRegister, Doubt, IdentifiedChild } from './children-of-rows.js';
import type { ToldRegister } from './confirmations/told-register.js';
import type { KnownReference } from './known-references.js';
import type { EpisodesOfChildren } from './episodes-of-children.js';

/** What became of one row. */
export interface RowOutcome {
  readonly row: CheckedRow;
  readonly outcome: 'new' | 'same' | 'changed' | 'held';
  readonly episodeId: EpisodeId | null;
  readonly findings: readonly Finding[];
  /** What was applied; null for a row that changed nothing because it is held or out of date. */
  readonly applied: SoundValues | null;
  /** What it changes of what its sender told before: applied, or held until the sender confirms it. */
  readonly differences?: readonly Difference[];
}

/** What is on record of the cases, references and children that a chunk speaks of. */
export interface OnRecord {
  readonly known: ReadonlyMap<EpisodeId, CaseRecord>;
  readonly references: ReadonlyMap<string, KnownReference>;
  readonly children: ChildRegister;
  readonly others: EpisodesOfChildren;
  /** Episodes of which the council itself has put the return right. */
  readonly councilReturns: ReadonlySet<EpisodeId>;
  /** What the sender told before, where changes of it wait until they are confirmed; null where they do not. */
  readonly told: Pick<ToldRegister, 'unconfirmed' | 'keep'> | null;
}

/** The state of a chunk while its rows are decided one after the other. */
interface Deciding extends OnRecord {
  readonly episodeIds: Map<string, EpisodeId>;
  /** The latest version of each reference, on record or in an earlier row. */
  readonly versions: Map<string, number | null>;
  readonly current: Map<EpisodeId, CaseRecord>;
  readonly changed: Map<EpisodeId, CaseRecord>;
}

/** Decides every row purely in memory, in their order: what one brings is known to the next. */
export function decideRows(
  rows: readonly CheckedRow[],
  onRecord: OnRecord,
  context: CheckContext,
): { readonly outcomes: readonly RowOutcome[]; readonly changed: readonly CaseRecord[] } {
  const state: Deciding = {
    ...onRecord,
    episodeIds: new Map([...onRecord.references].map(([ref, { episodeId }]) => [ref, episodeId])),
    versions: new Map([...onRecord.references].map(([ref, { rowVersion }]) => [ref, rowVersion])),
    current: new Map(onRecord.known),
    changed: new Map(),
  };
  const outcomes = rows.map((row) => decideRow(row, state, context));
  return { outcomes, changed: [...state.changed.values()] };
}

function decideRow(row: CheckedRow, state: Deciding, context: CheckContext): RowOutcome {
  const values = row.sound;
  if (values === null) return held(row);
  const uncovered = (values.interview_covers ?? []).filter(
    (ref) => !state.episodeIds.has(ref) && ref !== values.provider_ref,
  );
  if (uncovered.length > 0) return held(row, notCovered(row, uncovered));
  const reference = state.references.get(values.provider_ref);
  const version = state.versions.get(values.provider_ref) ?? null;
  if (isOlder(values, version)) return outOfDate(row, version, state.episodeIds.get(values.provider_ref) ?? null);
  const identified = state.children.identify(values);
  if (identified.kind === 'doubtful') return held(row, ...childInDoubt(row, identified.because));
  if (reference && reference.childId !== identified.child.childId) return held(row, ...childInDoubt(row, null));
  return amend(row, values, identified, state, context);
}

function amend(
  row: CheckedRow,
  values: SoundValues,
  identified: IdentifiedChild,
  state: Deciding,
  context: CheckContext,
): RowOutcome {
  const before = state.current.get(state.episodeIds.get(values.provider_ref) ?? '') ?? null;
  const isReturnLeft = isOverruled(values, before, state.councilReturns);
  const taken = isReturnLeft ? withoutReturn(values) : values;
  const after = amendCase(before, taken, {
    providerId: context.providerId,
    child: identified.child,
    travelRules: travelRulesOn(dayOf(values.missing_at), context),
    taxonomyVersion: context.lists.taxonomy.version,
    newId,
    episodeOf: (ref) => state.episodeIds.get(ref) ?? '',
  });
  const faults = checkAmended(row, after);
  if (faults.length > 0) return held(row, ...faults);
  const episodeId = after.episode.id;
  const met = metRecord(before, after, taken, identified, state);
  const found = toldApart(row, checkAgainstRecord(row, met));
  if (!isSound(found)) return held(row, ...found);
  const isSame = before !== null && isEqual(before, after);
  const isChanged = before !== null && !(isSame && !identified.isChanged);
  const unconfirmed = isChanged ? (state.told?.unconfirmed(row, taken) ?? []) : [];
  if (unconfirmed.length > 0) return heldUntilConfirmed(row, found, unconfirmed);
  state.told?.keep(taken);
  state.others.keep(after, values.provider_ref);
  state.children.keep(identified);
  state.episodeIds.set(values.provider_ref, episodeId);
  if (typeof values.row_version === 'number') state.versions.set(values.provider_ref, values.row_version);
  state.current.set(episodeId, after);
  if (!isSame) state.changed.set(episodeId, after);
  const outcome = before === null ? 'new' : isChanged ? 'changed' : 'same';
  const more = isReturnLeft ? [...found, placed(row, note(returnOverruled), 'returned_at')] : found;
  return { row, outcome, episodeId, findings: [...row.findings, ...more], applied: values };
}

/** The row as it would leave the record, beside what else is known of the child. */
function metRecord(
  before: CaseRecord | null,
  after: CaseRecord,
  values: SoundValues,
  { known }: IdentifiedChild,
  { others }: Deciding,
): MetRecord {
  return { before, after, values, known, others: others.near(after) };
}

/** What rests on others' facts is the council's to read; where it holds the row, the sender is told that and no more. */
function toldApart(row: CheckedRow, findings: readonly Finding[]): readonly Finding[] {
  const isHeldForCouncil = findings.some(({ code, severity }) => severity === 'error' && isForCouncil(code));
  return isHeldForCouncil ? [heldFinding(row), ...findings] : findings;
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

function held(row: CheckedRow, ...more: readonly Finding[]): RowOutcome {
  return { row, outcome: 'held', episodeId: null, findings: [...row.findings, ...more], applied: null };
}

/** A change that waits for its sender, with everything else that was found. */
function heldUntilConfirmed(
  row: CheckedRow,
  found: readonly Finding[],
  differences: readonly Difference[],
): RowOutcome {
  const columns = differences.map(({ column }) => column).join(', ');
  return { ...held(row, ...found, placed(row, note(changeUnconfirmed, columns), null)), differences };
}

function isOlder(values: SoundValues, version: number | null): boolean {
  return typeof values.row_version === 'number' && version !== null && values.row_version < version;
}

function outOfDate(row: CheckedRow, version: number | null, episodeId: EpisodeId | null): RowOutcome {
  const findings = [...row.findings, placed(row, note(laterVersionOnRecord, String(version ?? 0)), 'row_version')];
  return { row, outcome: 'same', episodeId, findings, applied: null };
}

function notCovered(row: CheckedRow, refs: readonly string[]): Finding {
  return placed(row, note(coveredRowNotOnRecord, refs.join(', ')), 'interview_covers');
}

/** Says to the sender no more than that the row is held: which other child it may be is not the sender's to know. */
function childInDoubt(row: CheckedRow, because: Doubt | null): readonly Finding[] {
  switch (because) {
    case 'date-of-birth-differs':
      return [heldFinding(row), placed(row, note(dateOfBirthDiffers), 'date_of_birth')];
    case 'several-children':
      return [heldFinding(row), placed(row, note(severalChildrenFit), 'given_name')];
    case null:
      return [heldFinding(row)];
  }
}

function heldFinding(row: CheckedRow): Finding {
  return placed(row, note(heldForTheCouncil), null);
}

function placed({ row, ref }: CheckedRow, words: Note, column: Finding['column']): Finding {
  return { ...words, row, ref, column };
}
