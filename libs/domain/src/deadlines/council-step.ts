import { missingEpisode } from '../episodes/index.js';
import type { EpisodeFacts } from '../episodes/index.js';
import { isAfter, isSurelyAfter } from '../time/index.js';
import type { Instant, Moment } from '../time/index.js';

/** What the council does itself about an episode, and writes down: its own clocks wait for it. */
export const councilSteps = [
  'senior_manager_told',
  'strategy_meeting_held',
  'director_told',
  'quality_check_made',
] as const;
export type CouncilStep = (typeof councilSteps)[number];

export type CouncilStepRefusal =
  | 'step-in-future'
  | 'step-before-missing'
  /** There is no form yet that could have been checked, or it came later. */
  | 'step-before-form'
  /** It is on record. Only strategy meetings are held more than once. */
  | 'step-recorded-already'
  /** The episode was recorded in error. */
  | 'episode-over';

/** What stands about an episode when a step is to be recorded. */
export interface StepFacts {
  readonly episode: Pick<EpisodeFacts, 'missingAt' | 'returnedAt' | 'end'>;
  readonly formReturnedAt: Moment | null;
  readonly recorded: ReadonlySet<CouncilStep>;
}

/** Whether the council may put down that it did something at a time: it must be able to have happened. */
export function decideCouncilStep(
  { episode, formReturnedAt, recorded }: StepFacts,
  { step, takenAt }: { readonly step: CouncilStep; readonly takenAt: Moment },
  now: Instant,
):
  | { readonly kind: 'granted'; readonly value: null }
  | { readonly kind: 'refused'; readonly because: CouncilStepRefusal } {
  const refused = (because: CouncilStepRefusal) => ({ kind: 'refused', because }) as const;
  if (missingEpisode(episode).status === 'cancelled') return refused('episode-over');
  if (isAfter(takenAt.at, now)) return refused('step-in-future');
  if (isSurelyAfter(episode.missingAt, takenAt)) return refused('step-before-missing');
  if (step === 'quality_check_made' && (formReturnedAt === null || isSurelyAfter(formReturnedAt, takenAt)))
    return refused('step-before-form');
  if (recorded.has(step) && step !== 'strategy_meeting_held') return refused('step-recorded-already');
  return { kind: 'granted', value: null };
}
