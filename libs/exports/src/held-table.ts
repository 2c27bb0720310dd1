/** How a value is put into words. A `moment` also says, by its neighbour, whether its time is known. */
export type Wording =
  | 'text'
  | 'code'
  | 'care_status'
  | 'group'
  | 'episode_code'
  | 'place'
  | 'ethnicity'
  | 'factor'
  | 'authority'
  | 'person'
  | 'record'
  | 'provider'
  | 'episode'
  | 'moment'
  | 'instant'
  | 'day'
  | 'yes_no'
  | 'pence';

/** A column that the pack shows; `third` where somebody else speaks in it, or may be spoken of. */
export type Shown = readonly [label: string, as: Wording] | readonly [label: string, as: Wording, mark: 'third'];

/** A table of what is held on a child, and which of its columns the pack shows. */
export interface HeldTable {
  readonly table: string;
  readonly title: string;
  readonly lead: string;
  /** What a row hangs on. */
  readonly by:
    | 'self'
    | 'child'
    | 'merge'
    | 'episode'
    | 'own_episode'
    | 'interview'
    | 'alert'
    | 'acknowledgement'
    | 'reference'
    | 'notification'
    | 'question'
    | 'message';
  readonly order: string;
  readonly columns: Readonly<Record<string, Shown>>;
  /** Columns that the pack leaves out, each with the reason. */
  readonly omitted?: Readonly<Record<string, string>>;
}

/** When a row was first written. */
export const recorded = { created_at: ['Recorded', 'instant'] } as const;
/** The episode that a row is told by. */
export const episode = { episode_id: ['Episode', 'episode'] } as const;
/** Who merged two rows and why, and who took them apart again. */
export const merged = {
  merged_at: ['Merged', 'instant'],
  merged_by: ['Merged by', 'person'],
  reason: ['Reason', 'text', 'third'],
  undone_at: ['Taken apart again', 'instant'],
  undone_by: ['Taken apart by', 'person'],
  undo_reason: ['Why they were taken apart', 'text', 'third'],
} as const;
