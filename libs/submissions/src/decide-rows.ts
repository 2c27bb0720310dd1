import type { CaseRecord } from '#domain/cases';
import { isEqual } from '#domain/kernel';
import type { EpisodeId } from '#domain/kernel';
import { amendCase, checkAmended } from '#domain/submissions';
import type { Finding, SoundValues } from '#domain/submissions';
import { dayOf } from '#domain/time';
import { travelRulesOn } from '#persistence';
import { newId } from '#platform';
import type { CheckContext, CheckedRow } from './check-return.js';
import type { ChildRegister, IdentifiedChild } from './children-of-rows.js';
import type { KnownReference } from './known-references.js';

/** What became of one row. */
export interface RowOutcome {
  readonly row: CheckedRow;
  readonly outcome: 'new' | 'same' | 'changed' | 'held';
  readonly episodeId: EpisodeId | null;
  readonly findings: readonly Finding[];
  /** What was applied; null for a row that changed nothing because it is held or out of date. */
  readonly applied: SoundValues | null;
}

/** What is on record of the cases, references and children that a chunk speaks of. */
export interface OnRecord {
  readonly known: ReadonlyMap<EpisodeId, CaseRecord>;
  readonly references: ReadonlyMap<string, KnownReference>;
  readonly children: ChildRegister;
  /** Episodes of which the council itself has put the return right. */
  readonly councilReturns: ReadonlySet<EpisodeId>;
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
  if (identified === null || (reference && reference.childId !== identified.child.childId))
    return held(row, childInDoubt(row));
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
  const overruled = overruledReturn(row, before, state.councilReturns);
  const after = amendCase(before, overruled === null ? values : withoutReturn(values), {
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
  const isSame = before !== null && isEqual(before, after);
  state.children.keep(identified);
  state.episodeIds.set(values.provider_ref, episodeId);
  if (typeof values.row_version === 'number') state.versions.set(values.provider_ref, values.row_version);
  state.current.set(episodeId, after);
  if (!isSame) state.changed.set(episodeId, after);
  const outcome = before === null ? 'new' : isSame && !identified.isChanged ? 'same' : 'changed';
  const findings = overruled === null ? row.findings : [...row.findings, overruled];
  return { row, outcome, episodeId, findings, applied: values };
}

/** Where the council has put a return right, a provider's row does not change it back: what it says is told and left. */
function overruledReturn(
  row: CheckedRow,
  before: CaseRecord | null,
  councilReturns: ReadonlySet<EpisodeId>,
): Finding | null {
  const said = row.sound?.returned_at;
  if (before === null || said === undefined || !councilReturns.has(before.episode.id)) return null;
  if (isEqual(said, before.episode.returnedAt)) return null;
  const message =
    'returned_at is left as the council has corrected it; ask the council if that is wrong, or send its time.';
  return finding(row, 'PR-350', 'warning', 'returned_at', message);
}

function withoutReturn(values: SoundValues): SoundValues {
  const { returned_at: left, ...rest } = values;
  return left === undefined ? values : rest;
}

function held(row: CheckedRow, ...more: readonly Finding[]): RowOutcome {
  return { row, outcome: 'held', episodeId: null, findings: [...row.findings, ...more], applied: null };
}

function isOlder(values: SoundValues, version: number | null): boolean {
  return typeof values.row_version === 'number' && version !== null && values.row_version < version;
}

function outOfDate(row: CheckedRow, version: number | null, episodeId: EpisodeId | null): RowOutcome {
  const message = `Version ${version ?? 0} of this row is on record already; this earlier one changes nothing.`;
  const findings = [...row.findings, finding(row, 'PR-304', 'info', 'row_version', message)];
  return { row, outcome: 'same', episodeId, findings, applied: null };
}

function notCovered(row: CheckedRow, refs: readonly string[]): Finding {
  const message = `interview_covers names ${refs.join(', ')}, which is not on record; send that row first, or in the same file.`;
  return finding(row, 'PR-302', 'error', 'interview_covers', message);
}

/** Says no more than that: which other child it may be is not the sender's to know. */
function childInDoubt(row: CheckedRow): Finding {
  const message = 'Held for the council: it has to be settled which child this row speaks of. You need do nothing.';
  return finding(row, 'PR-303', 'error', 'child_id', message);
}

function finding(
  row: CheckedRow,
  code: string,
  severity: Finding['severity'],
  column: string,
  message: string,
): Finding {
  return { code, severity, row: row.row, ref: row.ref, column, message };
}
