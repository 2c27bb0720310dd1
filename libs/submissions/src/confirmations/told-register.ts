import { isEqual } from '#domain/kernel';
import type { EpisodeId } from '#domain/kernel';
import { changesToTold, readRow, tell } from '#domain/submissions';
import type { Difference, SoundValues, ToldCase } from '#domain/submissions';
import { dayOf } from '#domain/time';
import { travelRulesOn } from '#persistence';
import type { Transaction } from '#persistence';
import { hasWhatIsNeeded } from '../check-return.js';
import type { CheckContext, CheckedRow } from '../check-return.js';

/** What a sender has told of its references so far, in the order in which it was applied. */
export class ToldRegister {
  private readonly told = new Map<string, ToldCase>();

  constructor(private readonly context: CheckContext) {}

  /** What a row changes of what its sender told before. */
  changesOf(values: SoundValues): readonly Difference[] {
    return changesToTold(this.told.get(values.provider_ref) ?? null, values, this.rulesFor(values));
  }

  /** What a row changes, unless that is what its sender was shown and has confirmed. */
  unconfirmed(row: CheckedRow, values: SoundValues): readonly Difference[] {
    const changes = this.changesOf(values);
    return isEqual(changes, this.context.confirming?.shown.get(row.row)) ? [] : changes;
  }

  /** Takes over what a row tells that is applied. */
  keep(values: SoundValues): void {
    const known = this.told.get(values.provider_ref) ?? null;
    this.told.set(values.provider_ref, tell(known, values, this.rulesFor(values)));
  }

  private rulesFor({ missing_at: missingAt }: SoundValues) {
    return travelRulesOn(dayOf(missingAt), this.context);
  }
}

/** Reads what the sender told of episodes off its own rows that were applied, as they would be read now. */
export async function loadToldRegister(
  tx: Transaction,
  episodeIds: readonly EpisodeId[],
  context: CheckContext,
): Promise<ToldRegister> {
  const register = new ToldRegister(context);
  if (episodeIds.length === 0) return register;
  const rows = await tx.query<{ row: number; cells: Readonly<Record<string, string>> }>(
    `SELECT r.row_number AS row, r.record AS cells
     FROM submission_row r JOIN submission s ON s.authority = r.authority AND s.id = r.submission_id
     WHERE r.authority = $1 AND s.provider_id = $2 AND r.episode_id = ANY($3::uuid[]) AND r.outcome <> 'held'
     ORDER BY r.decided_at, s.received_at, s.id, r.row_number`,
    [tx.context.authority, context.providerId, episodeIds],
  );
  for (const raw of rows) {
    const { values } = readRow(raw, context.lists);
    if (hasWhatIsNeeded(values)) register.keep(values);
  }
  return register;
}
