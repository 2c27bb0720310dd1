import type { Decision } from '#domain/access';
import { decideCouncilStep } from '#domain/deadlines';
import type { CouncilStep, CouncilStepRefusal } from '#domain/deadlines';
import type { EpisodeFacts } from '#domain/episodes';
import type { EpisodeId } from '#domain/kernel';
import type { Moment } from '#domain/time';
import { asService, inTransaction, insertCouncilStep, listCouncilSteps, loadCases, takeBackStep } from '#persistence';
import type { RecordedStep, Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import { readHeading } from '../children/child-heading.js';
import type { ChildHeading } from '../children/child-heading.js';
import { changeEpisode, openEpisode } from '../children/find-episode.js';
import type { EpisodeOfChild } from '../children/find-episode.js';
import type { Opened } from '../children/open-child.js';

type Database = Parameters<typeof inTransaction>[0];

/** An episode with what the council did about it itself. */
export interface CouncilStepsForm extends ChildHeading {
  readonly episode: EpisodeFacts;
  readonly steps: readonly RecordedStep[];
}

/** Opens the form on which the council puts down what it did, on record. */
export function readCouncilSteps(
  database: Database,
  context: TransactionContext,
  where: EpisodeOfChild,
): Promise<Opened<CouncilStepsForm>> {
  return inTransaction(database, context, (tx) =>
    openEpisode(tx, where, async (child, episode) => {
      const steps = await stepsOf(tx, episode.id);
      return { ...(await readHeading(tx, child)), episode, steps };
    }),
  );
}

export interface CouncilStepWish {
  readonly step: CouncilStep;
  readonly takenAt: Moment;
}

export type CouncilStepDecision = Decision<null, CouncilStepRefusal>;

/** Puts down what the council did about an episode: the clock that waits for it is settled in the same transaction. */
export function recordCouncilStep(
  casework: Casework,
  context: TransactionContext,
  where: EpisodeOfChild,
  wish: CouncilStepWish,
): Promise<Opened<CouncilStepDecision>> {
  const action = 'CouncilStepRecord';
  return casework.write(context, ({ tx, watch }) =>
    changeEpisode(tx, where, action, async (_child, { id: episodeId }): Promise<CouncilStepDecision | null> =>
      asService(tx, async (): Promise<CouncilStepDecision | null> => {
        const record = (await loadCases(tx, [episodeId])).records.get(episodeId);
        if (!record) return null;
        const recorded = new Set((await stepsOf(tx, episodeId)).map(({ step }) => step));
        const facts = { episode: record.episode, formReturnedAt: record.requirement.formReturnedAt, recorded };
        const decision = decideCouncilStep(facts, wish, tx.now);
        if (decision.kind === 'refused') return decision;
        await insertCouncilStep(tx, { id: newId(), episodeId, ...wish });
        await watch({ action, episodeIds: [episodeId], now: tx.now });
        return decision;
      }),
    ),
  );
}

type TakeBackDecision = Decision<null, 'step-not-recorded'>;

/** Takes back what was put down in error: the clock that it settled runs again. */
export function takeBackCouncilStep(
  casework: Casework,
  context: TransactionContext,
  where: EpisodeOfChild,
  /** Null of what stands, or is not theirs to take back. */
  find: (steps: readonly RecordedStep[]) => RecordedStep | null,
): Promise<Opened<TakeBackDecision>> {
  const action = 'CouncilStepTakeBack';
  return casework.write(context, ({ tx, watch }) =>
    changeEpisode(tx, where, action, async (_child, { id: episodeId }): Promise<TakeBackDecision> =>
      asService(tx, async (): Promise<TakeBackDecision> => {
        const step = find(await stepsOf(tx, episodeId));
        const isTaken = step !== null && (await takeBackStep(tx, step.id));
        if (!isTaken) return { kind: 'refused', because: 'step-not-recorded' };
        await watch({ action, episodeIds: [episodeId], now: tx.now });
        return { kind: 'granted', value: null };
      }),
    ),
  );
}

async function stepsOf(tx: Transaction, episodeId: EpisodeId): Promise<readonly RecordedStep[]> {
  return (await listCouncilSteps(tx, [episodeId])).get(episodeId) ?? [];
}
