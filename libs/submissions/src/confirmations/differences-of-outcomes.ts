import type { EpisodeId } from '#domain/kernel';
import { returnOverruled } from '#domain/submissions';
import type { SoundValues } from '#domain/submissions';
import type { Transaction } from '#persistence';
import type { CheckContext } from '../check-return.js';
import type { RowOutcome } from '../decide-rows.js';
import { loadToldRegister } from './told-register.js';

/** The outcomes of rows that were applied with what they changed of what their sender had told. */
export async function withDifferences(
  tx: Transaction,
  outcomes: readonly RowOutcome[],
  context: CheckContext,
): Promise<readonly RowOutcome[]> {
  const changed = outcomes.flatMap(({ outcome, episodeId }) => (outcome === 'changed' && episodeId ? [episodeId] : []));
  if (changed.length === 0) return outcomes;
  const register = await loadToldRegister(tx, [...new Set<EpisodeId>(changed)], context);
  return outcomes.map((outcome) => {
    if (outcome.applied === null) return outcome;
    const taken = takenOf(outcome, outcome.applied);
    const differences = outcome.outcome === 'changed' ? register.changesOf(taken) : [];
    register.keep(taken);
    return differences.length === 0 ? outcome : { ...outcome, differences };
  });
}

/** What was taken of a row: all but a return that the council has put right. */
function takenOf({ findings }: RowOutcome, values: SoundValues): SoundValues {
  if (!findings.some(({ code }) => code === returnOverruled.code)) return values;
  const { returned_at: left, ...rest } = values;
  return left === undefined ? values : rest;
}
