import { decideEpisodeMerge, decideMergeUndo } from '#domain/access';
import type { Decision, EpisodeMergeRefusal, MergeUndoRefusal } from '#domain/access';
import type { EpisodeId } from '#domain/kernel';
import { asService } from '#persistence';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework, CaseworkTransaction } from '../casework.js';
import { lockImports } from '../keeping-context.js';
import type { EpisodeOfChild } from '../children/find-episode.js';
import { changeChild, personOf } from '../children/open-child.js';
import type { Opened } from '../children/open-child.js';
import { listStandingReportMerges } from './report-merges.js';
import { readReport, readSettled } from './report-to-settle.js';

/** Why two reports cannot be merged, besides what the rule says of the two. */
export type ReportsRefusal =
  | EpisodeMergeRefusal
  /** The other report is not there, or is none of this child, or not for whoever merges: which is not said. */
  | 'other-not-there';

export interface ReportsWish {
  readonly otherId: string;
  /** Which of the two leads. */
  readonly leadsId: string;
  readonly reason: string;
}

/**
 * Says that two reports are one absence, where the person sees the child. No row of either is moved or changed. Reports of
 * one absence may overlap, also those of one source: rows that were held for that are taken in.
 */
export function mergeReports(
  casework: Casework,
  context: TransactionContext,
  { childId, episodeId }: EpisodeOfChild,
  wish: ReportsWish,
): Promise<Opened<Decision<null, ReportsRefusal>>> {
  return casework.write(context, async ({ tx, apply, retryHeldOf }) => {
    await lockImports(tx);
    return changeChild(
      tx,
      { childId, action: 'EpisodeMerge' },
      async (child): Promise<Decision<null, ReportsRefusal> | null> => {
        const one = await readReport(tx, child, episodeId);
        if (!one) return null;
        const other = await readReport(tx, child, wish.otherId);
        if (!other) return { kind: 'refused', because: 'other-not-there' };
        const [into, away] = wish.leadsId.toLowerCase() === other.episodeId ? [other, one] : [one, other];
        const { areTwo } = await readSettled(tx, one, other);
        const { hasEmergency } = child;
        const decision = decideEpisodeMerge({ into, away, areTwo, hasEmergency, reason: wish.reason });
        if (decision.kind === 'refused') return decision;
        const id = newId();
        await asService(tx, async () => {
          await tx.query(
            `INSERT INTO episode_merge (authority, id, episode_id, into_episode_id, merged_at, merged_by, reason)
           VALUES ($1, $2, $3, $4, transaction_timestamp(), $5, $6)`,
            [tx.context.authority, id, away.episodeId, into.episodeId, personOf(tx), decision.value],
          );
          await recompute({ tx, apply }, [into.episodeId, away.episodeId], {
            ...{ action: 'EpisodeMerge', because: 'merged', logged: { itemId: id, reason: decision.value } },
          });
        });
        await retryHeldOf(child.recordIds);
        return { kind: 'granted', value: null };
      },
    );
  });
}

/** Undoes a merge of two reports, with a reason: each has again its own clock, which goes on where it was. */
export function undoReportMerge(
  casework: Casework,
  context: TransactionContext,
  { childId, episodeId }: EpisodeOfChild,
  asked: { readonly mergeId: string; readonly reason: string },
): Promise<Opened<Decision<null, MergeUndoRefusal>>> {
  return casework.write(context, ({ tx, apply }) =>
    changeChild(
      tx,
      { childId, action: 'EpisodeMergeUndo' },
      async (child): Promise<Decision<null, MergeUndoRefusal> | null> => {
        if (!(await readReport(tx, child, episodeId))) return null;
        const standing = (await listStandingReportMerges(tx, episodeId)).find(({ id }) => id === asked.mergeId);
        const { hasEmergency } = child;
        const decision = decideMergeUndo({ stands: standing !== undefined, hasEmergency }, asked.reason);
        if (decision.kind === 'refused' || !standing) return decision.kind === 'refused' ? decision : null;
        await asService(tx, async () => {
          await tx.query(
            `UPDATE episode_merge SET undone_at = transaction_timestamp(), undone_by = $3, undo_reason = $4
           WHERE authority = $1 AND id = $2`,
            [tx.context.authority, standing.id, personOf(tx), decision.value],
          );
          await recompute({ tx, apply }, [standing.intoId, standing.awayId], {
            ...{ action: 'EpisodeMergeUndo', because: 'unmerged' },
            logged: { itemId: standing.id, reason: decision.value },
          });
        });
        return { kind: 'granted', value: null };
      },
    ),
  );
}

/** Makes the clocks of reports say what they say as they are now told together, or apart. */
function recompute(
  { tx, apply }: Pick<CaseworkTransaction, 'tx' | 'apply'>,
  episodeIds: readonly EpisodeId[],
  why: Pick<Parameters<CaseworkTransaction['apply']>[0], 'action' | 'because' | 'logged'>,
): Promise<unknown> {
  return apply({ ...why, episodeIds, now: tx.now, decide: () => ({ changed: [] }) });
}
