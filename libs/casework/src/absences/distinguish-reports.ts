import { appendAudit } from '#access';
import { decideEpisodeDistinction, decideMergeUndo } from '#domain/access';
import type { Decision, EpisodeDistinctionRefusal, MergeUndoRefusal } from '#domain/access';
import { asService } from '#persistence';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import type { EpisodeOfChild } from '../children/find-episode.js';
import { changeChild, personOf } from '../children/open-child.js';
import type { Opened } from '../children/open-child.js';
import { listStandingDistinctions } from './distinctions.js';
import { readReport, readSettled } from './report-to-settle.js';

/** Why two reports cannot be said to be two absences, besides what the rule says of the two. */
export type DistinctionRefusal =
  | EpisodeDistinctionRefusal
  /** The other report is not there, or is none of this child, or not for whoever says it: which is not said. */
  | 'other-not-there';

/**
 * Says that two reports are two absences, where the person sees the child: nobody is asked about the two again, also when
 * the same rows are sent once more. No row of either is changed. Nothing is held because of such a pair, so that no held
 * row has to be tried again.
 */
export function distinguishReports(
  casework: Casework,
  context: TransactionContext,
  { childId, episodeId }: EpisodeOfChild,
  wish: { readonly otherId: string; readonly reason: string },
): Promise<Opened<Decision<null, DistinctionRefusal>>> {
  return casework.write(context, ({ tx }) =>
    changeChild(
      tx,
      { childId, action: 'EpisodeDistinction' },
      async (child): Promise<Decision<null, DistinctionRefusal> | null> => {
        const one = await readReport(tx, child, episodeId);
        if (!one) return null;
        const other = await readReport(tx, child, wish.otherId);
        if (!other) return { kind: 'refused', because: 'other-not-there' };
        const settled = await readSettled(tx, one, other);
        const { hasEmergency, recordIds: childIds } = child;
        const decision = decideEpisodeDistinction({ one, other, ...settled, hasEmergency, reason: wish.reason });
        if (decision.kind === 'refused') return decision;
        const itemId = newId();
        await asService(tx, () =>
          tx.query(
            `INSERT INTO episode_distinction
               (authority, id, episode_id, other_episode_id, distinguished_at, distinguished_by, reason)
             VALUES ($1, $2, $3, $4, transaction_timestamp(), $5, $6)`,
            [tx.context.authority, itemId, one.episodeId, other.episodeId, personOf(tx), decision.value],
          ),
        );
        const reason = decision.value;
        await appendAudit(tx, { action: 'EpisodeDistinction', itemId, itemCount: 2, childIds, reason }, newId);
        return { kind: 'granted', value: null };
      },
    ),
  );
}

/** Takes back, with a reason, that two reports are two absences: they are asked about again where they look like one. */
export function undoDistinction(
  casework: Casework,
  context: TransactionContext,
  { childId, episodeId }: EpisodeOfChild,
  asked: { readonly distinctionId: string; readonly reason: string },
): Promise<Opened<Decision<null, MergeUndoRefusal>>> {
  return casework.write(context, ({ tx }) =>
    changeChild(
      tx,
      { childId, action: 'EpisodeDistinctionUndo' },
      async (child): Promise<Decision<null, MergeUndoRefusal> | null> => {
        const report = await readReport(tx, child, episodeId);
        if (!report) return null;
        const standing = (await listStandingDistinctions(tx, [report.episodeId])).find(
          ({ id }) => id === asked.distinctionId,
        );
        const { hasEmergency, recordIds: childIds } = child;
        const decision = decideMergeUndo({ stands: standing !== undefined, hasEmergency }, asked.reason);
        if (decision.kind === 'refused' || !standing) return decision.kind === 'refused' ? decision : null;
        await asService(tx, () =>
          tx.query(
            `UPDATE episode_distinction SET undone_at = transaction_timestamp(), undone_by = $3, undo_reason = $4
             WHERE authority = $1 AND id = $2`,
            [tx.context.authority, standing.id, personOf(tx), decision.value],
          ),
        );
        const about = { itemId: standing.id, itemCount: 2, childIds, reason: decision.value };
        await appendAudit(tx, { action: 'EpisodeDistinctionUndo', ...about }, newId);
        return { kind: 'granted', value: null };
      },
    ),
  );
}
