import type { DeadlineId, EpisodeId } from '../kernel/index.js';
import type { Instant } from '../time/index.js';
import type { DeadlineKind } from './deadline-kind.js';

/** A clock that a merge of two reports set aside, or the undoing of one: it goes on where that is taken back. */
export type SetAside = 'merged' | 'unmerged';

/**
 * One clock of one episode. Whether it is due, met or missed is read from the case; stored are only when it ran from
 * and to, when the facts settled or superseded it, and the next step at which somebody has to be told.
 */
export interface Deadline {
  readonly id: DeadlineId;
  readonly episodeId: EpisodeId;
  readonly kind: DeadlineKind;
  readonly ruleVersion: string;
  readonly startsAt: Instant;
  readonly dueAt: Instant;
  /** When the facts left nothing more to watch: held, declined, or closed with a reason. */
  readonly settledAt: Instant | null;
  /** When a correction replaced it by another; what it had raised stays. */
  readonly supersededAt: Instant | null;
  /** It was set aside because two reports were found to be one absence, or two; null where the facts or a rule changed. */
  readonly supersededBecause: SetAside | null;
  readonly nextStep: { readonly step: string; readonly at: Instant } | null;
}
