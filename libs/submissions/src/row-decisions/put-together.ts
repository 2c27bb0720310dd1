import type { CaseRecord } from '#domain/cases';
import type { EpisodeId } from '#domain/kernel';
import { inOrder, lastSaid, withWhatHangsOn } from '#domain/submissions';
import type { ColumnName, ReturnValues, SoundValues } from '#domain/submissions';
import type { ChildRegister } from './child-register.js';
import type { EpisodesOfChildren } from './episodes-of-children.js';
import { recordedValues, valuesOfOthers } from './recorded-values.js';
import type { ReceivedRow } from './row-outcome.js';

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

/** What rows of one reference say together with those that were taken before. */
export interface Together {
  readonly lastSaid: ReadonlyMap<ColumnName, ReceivedRow>;
  readonly before: CaseRecord | null;
  /** All that is said of the case, as far as the checks need it. */
  readonly merged: ReturnValues;
  /** The same without these rows. */
  readonly wasKnown: ReturnValues;
  /** All that the provider's own rows say, whatever the record says by now. */
  readonly told: ReturnValues;
  /** All that they said before these rows; null before the first of them was taken. */
  readonly toldBefore: ReturnValues | null;
  /** What these rows say anew. */
  readonly anew: ReadonlySet<ColumnName>;
}

/** Puts together what some rows of a reference say, what those that were taken before have said, and what is on record. */
export function putTogether(ref: string, group: readonly ReceivedRow[], now: RecordNow): Together {
  const ordered = inOrder(now.rows.get(ref) ?? []).filter((row) => now.taken.has(row) || group.includes(row));
  const said = lastSaid(ordered);
  const before = now.current.get(now.episodeIds.get(ref) ?? '') ?? null;
  const ofGroup = new Set([...said].flatMap(([column, row]) => (group.includes(row) ? [column] : [])));
  const anew = withWhatHangsOn([...ofGroup], (anchor) =>
    anchor === 'interview_at' ? !before?.interview : !before?.offers.some(({ origin }) => origin === 'offer'),
  );
  const [ofOthers, onRecord] = before ? [valuesOfOthers(before), recordedValues(before, now.children)] : [{}, {}];
  const told = allSaid(ordered);
  const merged = { ...ofOthers, ...told, ...onRecord, ...pick(told, ofGroup) };
  const takenBefore = ordered.filter((row) => !group.includes(row));
  const toldBefore = takenBefore.length === 0 ? null : allSaid(takenBefore);
  const wasKnown = { ...ofOthers, ...toldBefore, ...onRecord };
  return { lastSaid: said, before, merged, wasKnown, anew, told, toldBefore };
}

/** Whether a row says by itself all that is to be judged, so that what was found when it was checked as it came holds. */
export function saysAll(row: ReceivedRow, { lastSaid: said, before }: Together): boolean {
  if (row.earlier !== null || (row.checked.sound === null && before !== null)) return false;
  return [...said.values()].every((each) => each === row);
}

function allSaid(ordered: readonly ReceivedRow[]): ReturnValues {
  return ordered.reduce<ReturnValues>((all, { values }) => ({ ...all, ...values }), {});
}

/** The values of some columns alone. */
export function pick(values: ReturnValues, columns: ReadonlySet<string>): ReturnValues {
  return Object.fromEntries(Object.entries(values).filter(([column]) => columns.has(column)));
}

/** What every row needs. */
export function neededOf({
  provider_ref,
  date_of_birth,
  care_status,
  episode_type,
  missing_at,
}: SoundValues): SoundValues {
  return { provider_ref, date_of_birth, care_status, episode_type, missing_at };
}
