import { appendAudit } from '#access';
import type { Instant } from '#domain/time';
import { inTransaction } from '#persistence';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import { loadEpisodes } from './child-episodes.js';
import type { ChildEpisode } from './child-episode.js';
import { readHeading } from './child-heading.js';
import type { ChildHeading } from './child-heading.js';
import { openChild } from './open-child.js';
import type { Opened } from './open-child.js';

type Database = Parameters<typeof inTransaction>[0];

/** What shows for each of a child's episodes that an interview was offered, when, by whom, and what it changed. */
export interface ChildEvidence extends ChildHeading {
  readonly at: Instant;
  readonly episodes: readonly ChildEpisode[];
}

/** Opens the evidence page of a child, on record: an inspector's question, answered on two printed sides. */
export function readChildEvidence(
  database: Database,
  context: TransactionContext,
  childId: string,
): Promise<Opened<ChildEvidence>> {
  return inTransaction(database, context, (tx) =>
    openChild(tx, { childId, action: 'ChildEvidenceRead' }, async (child): Promise<ChildEvidence> => {
      const episodes = await loadEpisodes(tx, child.recordIds);
      await appendAudit(
        tx,
        {
          ...{ action: 'ChildEvidenceRead', itemId: child.childId },
          ...{ itemCount: episodes.length, childIds: child.recordIds },
        },
        newId,
      );
      return { ...(await readHeading(tx, child)), at: tx.now, episodes };
    }),
  );
}
