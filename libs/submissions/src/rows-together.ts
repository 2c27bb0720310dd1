import type { CaseRecord } from '#domain/cases';
import type { EpisodeId } from '#domain/kernel';
import { inOrder, lastSaid, withWhatHangsOn } from '#domain/submissions';
import type { ColumnName, ReturnValues, SoundValues } from '#domain/submissions';
import type { ChildRegister } from './child-register.js';
import type { EpisodesOfChildren } from './episodes-of-children.js';
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
  /** What these rows say anew. */
  readonly anew: ReadonlySet<ColumnName>;
  /** All that the provider's own rows say, whatever the record says by now. */
  readonly told: ReturnValues;
}

/** Puts the rows together with those that were taken before, and with the record. */
export function putTogether(ref: string, group: readonly ReceivedRow[], now: RecordNow): Together {
  const ordered = inOrder(now.rows.get(ref) ?? []).filter((row) => now.taken.has(row) || group.includes(row));
  const said = lastSaid(ordered);
  const before = now.current.get(now.episodeIds.get(ref) ?? '') ?? null;
  const ofGroup = new Set([...said].flatMap(([column, row]) => (group.includes(row) ? [column] : [])));
  const anew = withWhatHangsOn([...ofGroup], (anchor) =>
    anchor === 'interview_at' ? !before?.interview : !before?.offers.some(({ origin }) => origin === 'offer'),
  );
  const told = ordered.reduce<ReturnValues>((all, { values }) => ({ ...all, ...values }), {});
  const onRecord = before ? recordedValues(before, now.children) : {};
  return { lastSaid: said, before, merged: { ...told, ...onRecord, ...pick(told, ofGroup) }, anew, told };
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

export function pick(values: ReturnValues, columns: ReadonlySet<string>): ReturnValues {
  return Object.fromEntries(Object.entries(values).filter(([column]) => columns.has(column)));
}

export function neededOf({
  provider_ref,
  date_of_birth,
  care_status,
  episode_type,
  missing_at,
}: SoundValues): SoundValues {
  return { provider_ref, date_of_birth, care_status, episode_type, missing_at };
}

/** Whether a row says by itself all that is to be judged, so that what was found when it was checked as it came holds. */
export function saysAll(row: ReceivedRow, { lastSaid: said, before }: Together): boolean {
  if (row.earlier !== null || (row.checked.sound === null && before !== null)) return false;
  return [...said.values()].every((each) => each === row);
}
