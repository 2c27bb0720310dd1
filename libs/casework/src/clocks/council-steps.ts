import { appendAudit } from '#access';
import type { Decision } from '#domain/access';
import { decideCouncilStep } from '#domain/deadlines';
import type { CouncilStep, CouncilStepRefusal } from '#domain/deadlines';
import type { EpisodeFacts } from '#domain/episodes';
import type { Moment } from '#domain/time';
import { asService, inTransaction, insertCouncilStep, listCouncilSteps, loadCases, takeBackStep } from '#persistence';
import type { RecordedStep, Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework, CaseworkTransaction } from '../casework.js';
import { readHeading } from '../children/child-heading.js';
import type { ChildHeading } from '../children/child-heading.js';
import { findEpisodeOf } from '../children/find-episode.js';
import { changeChild, openChild } from '../children/open-child.js';
import type { Opened } from '../children/open-child.js';

type Database = Parameters<typeof inTransaction>[0];

interface Where {
  readonly childId: string;
  readonly episodeId: string;
}

/** An episode with what the council did about it itself. */
export interface CouncilStepsForm extends ChildHeading {
  readonly episode: EpisodeFacts;
  readonly steps: readonly RecordedStep[];
}

/** Opens the form on which the council puts down what it did, on record. */
export function readCouncilSteps(
  database: Database,
  context: TransactionContext,
  { childId, episodeId }: Where,
): Promise<Opened<CouncilStepsForm>> {
  return inTransaction(database, context, (tx) =>
    openChild(tx, { childId, action: 'ChildRead' }, async (child): Promise<CouncilStepsForm | null> => {
      const episode = await findEpisodeOf(tx, child.recordIds, episodeId);
      if (!episode) return null;
      await appendAudit(tx, { action: 'ChildRead', itemId: episodeId, itemCount: 1, childIds: child.recordIds }, newId);
      const steps = await listCouncilSteps(tx, [episodeId]);
      return { ...(await readHeading(tx, child)), episode, steps: steps.get(episodeId) ?? [] };
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
  { childId, episodeId }: Where,
  wish: CouncilStepWish,
): Promise<Opened<CouncilStepDecision>> {
  return casework.write(context, ({ tx, apply }) =>
    changeChild(tx, { childId, action: 'CouncilStepRecord' }, async (child): Promise<CouncilStepDecision | null> => {
      if (!(await findEpisodeOf(tx, child.recordIds, episodeId))) return null;
      return asService(tx, async (): Promise<CouncilStepDecision | null> => {
        const record = (await loadCases(tx, [episodeId])).records.get(episodeId);
        if (!record) return null;
        const recorded = new Set((await stepsOf(tx, episodeId)).map(({ step }) => step));
        const facts = { episode: record.episode, formReturnedAt: record.requirement.formReturnedAt, recorded };
        const decision = decideCouncilStep(facts, wish, tx.now);
        if (decision.kind === 'refused') return decision;
        await insertCouncilStep(tx, { id: newId(), episodeId, ...wish });
        await lookAgain(tx, apply, 'CouncilStepRecord', episodeId);
        return decision;
      });
    }),
  );
}

/** Takes back what was put down in error: the clock that it settled runs again. */
export function takeBackCouncilStep(
  casework: Casework,
  context: TransactionContext,
  { childId, episodeId }: Where,
  /** Null of what stands, or is not theirs to take back. */
  find: (steps: readonly RecordedStep[]) => RecordedStep | null,
): Promise<Opened<Decision<null, 'step-not-recorded'>>> {
  return casework.write(context, ({ tx, apply }) =>
    changeChild(
      tx,
      { childId, action: 'CouncilStepTakeBack' },
      async (child): Promise<Decision<null, 'step-not-recorded'> | null> => {
        if (!(await findEpisodeOf(tx, child.recordIds, episodeId))) return null;
        return asService(tx, async (): Promise<Decision<null, 'step-not-recorded'> | null> => {
          await loadCases(tx, [episodeId]);
          const step = find(await stepsOf(tx, episodeId));
          if (step === null) return { kind: 'refused', because: 'step-not-recorded' };
          await takeBackStep(tx, step.id);
          await lookAgain(tx, apply, 'CouncilStepTakeBack', episodeId);
          return { kind: 'granted', value: null };
        });
      },
    ),
  );
}

async function stepsOf(tx: Transaction, episodeId: string): Promise<readonly RecordedStep[]> {
  return (await listCouncilSteps(tx, [episodeId])).get(episodeId) ?? [];
}

async function lookAgain(
  tx: Transaction,
  apply: CaseworkTransaction['apply'],
  action: 'CouncilStepRecord' | 'CouncilStepTakeBack',
  episodeId: string,
): Promise<void> {
  await apply({ action, episodeIds: [episodeId], now: tx.now, decide: () => ({ changed: [] }) });
}
