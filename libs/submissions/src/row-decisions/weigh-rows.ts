import type { CaseRecord } from '#domain/cases';
import type { EpisodeId } from '#domain/kernel';
import { isEqual } from '#domain/kernel';
import {
  amendCase,
  checkAmended,
  isSound,
  neededCellBlank,
  neededColumns,
  note,
  returnOverruled,
} from '#domain/submissions';
import type { ColumnName, Difference, Finding, ReturnValues, SoundValues } from '#domain/submissions';
import { dayOf } from '#domain/time';
import { travelRulesOn } from '#persistence';
import { newId } from '#platform';
import { hasWhatIsNeeded } from '../check-return.js';
import type { CheckContext } from '../check-return.js';
import { changesOf, isAsked, withoutReturn } from './changes-to-confirm.js';
import type { Changing } from './changes-to-confirm.js';
import { claimOfRow, identityColumns } from './claim-of-row.js';
import { findBesideRecord, findTogether } from './found-together.js';
import type { DoubtOfRow, IdentifiedChild } from './identified-child.js';
import { neededOf, pick, putTogether, saysAll } from './put-together.js';
import type { RecordNow, Together } from './put-together.js';
import { childInDoubt, nothingAwaited, notCovered, placed, toldApart, unconfirmed } from './row-outcome.js';
import type { Awaited, ReceivedRow } from './row-outcome.js';

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
  /** The row that bears what stands against them all. */
  readonly speaker: ReceivedRow;
  /** A needed cell is blank in all of them and on record: one more row may bring it. */
  readonly isIncomplete: boolean;
  readonly findings: readonly Finding[];
  readonly awaited: Awaited;
  /** Somebody has to say which child they speak of. */
  readonly doubt: DoubtOfRow | null;
  /** What the sender has to confirm; none where something else holds the rows. */
  readonly differences: readonly Difference[];
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
  return amend({ ref, group, speaker, found, values, identified, ...together }, now, context);
}

type Amending = Together &
  Changing & {
    readonly speaker: ReceivedRow;
    readonly found: readonly Finding[];
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
  const meeting = toldApart(row, findBesideRecord(row, met, now, amending));
  if (!isSound(meeting)) {
    const awaited = { ref: null, childId: identified.known?.childId ?? null };
    return misfit(speaker, [...found, ...meeting], { awaited });
  }
  const more = isReturnLeft ? [...meeting, placed(row, note(returnOverruled), 'returned_at')] : meeting;
  const isChanged = before !== null && !(isEqual(before, after) && !identified.isChanged);
  const differences = isChanged ? changesOf(amending, isReturnLeft, context) : [];
  if (isAsked(amending, differences, now, context)) {
    return misfit(speaker, [...found, ...meeting, unconfirmed(row, differences)], { differences });
  }
  const { lastSaid: said } = amending;
  const findings = [...found, ...more];
  return { kind: 'fits', group, speaker, lastSaid: said, before, after, identified, findings, differences };
}

function misfit(
  speaker: ReceivedRow,
  findings: readonly Finding[],
  more: Partial<Pick<Misfit, 'awaited' | 'doubt' | 'differences' | 'isIncomplete'>> = {},
): Misfit {
  const nothingElse = { isIncomplete: false, awaited: nothingAwaited, doubt: null, differences: [] };
  return { kind: 'held', speaker, findings, ...nothingElse, ...more };
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
