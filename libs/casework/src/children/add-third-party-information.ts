import { appendAudit } from '#access';
import { decideInformation } from '#domain/access';
import type { Decision, InformationRefusal } from '#domain/access';
import type { ChildId } from '#domain/kernel';
import type { Moment } from '#domain/time';
import { asService, inTransaction, moment } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import { readHeading } from './child-heading.js';
import type { ChildHeading } from './child-heading.js';
import { changeChild, isUuid, openChild } from './open-child.js';
import type { Opened } from './open-child.js';

type Database = Parameters<typeof inTransaction>[0];

/** The episode of which somebody wants to write down what a third party said. */
export interface ThirdPartyForm extends ChildHeading {
  readonly episodeId: string;
  readonly missingAt: Moment;
}

/** Opens the form for what a third party said of an episode, on record. */
export function readThirdPartyForm(
  database: Database,
  context: TransactionContext,
  childId: string,
  episodeId: string,
): Promise<Opened<ThirdPartyForm>> {
  return inTransaction(database, context, (tx) =>
    openChild(tx, { childId, action: 'ChildRead' }, async (child): Promise<ThirdPartyForm | null> => {
      const episode = await findEpisode(tx, child.recordIds, episodeId);
      if (!episode) return null;
      const { missingAt } = episode;
      await appendAudit(tx, { action: 'ChildRead', itemId: episodeId, itemCount: 1, childIds: child.recordIds }, newId);
      return { ...(await readHeading(tx, child)), episodeId, missingAt };
    }),
  );
}

/** Adds what a third party said. A provider adds to its own episodes and never reads it again; nothing is given back. */
export function addThirdPartyInformation(
  casework: Casework,
  context: TransactionContext,
  { childId, episodeId }: { readonly childId: string; readonly episodeId: string },
  text: string,
): Promise<Opened<Decision<null, InformationRefusal>>> {
  return casework.write(context, ({ tx }) =>
    changeChild(tx, { childId, action: 'ThirdPartyAdd' }, async (child) => {
      const episode = await findEpisode(tx, child.recordIds, episodeId);
      if (!episode) return null;
      const decision = decideInformation(text);
      if (decision.kind === 'refused') return decision;
      const id = newId();
      await asService(tx, () =>
        tx.query(
          `INSERT INTO third_party_information
             (authority, id, child_id, episode_id, provider_id, information, recorded_at, recorded_by)
           VALUES ($1, $2, $3, $4, $5, $6, transaction_timestamp(), $7)`,
          [
            ...[tx.context.authority, id, episode.childId, episodeId, tx.context.providerId],
            ...[decision.value, tx.context.actorName],
          ],
        ),
      );
      await appendAudit(tx, { action: 'ThirdPartyAdd', itemId: id, itemCount: 1, childIds: child.recordIds }, newId);
      return { kind: 'granted' as const, value: null };
    }),
  );
}

/** When an episode of the child began and on which of its records it stands, in the view of whoever asks. */
async function findEpisode(
  tx: Transaction,
  recordIds: readonly ChildId[],
  episodeId: string,
): Promise<{ readonly childId: ChildId; readonly missingAt: Moment } | null> {
  if (!isUuid(episodeId)) return null;
  const [row] = await tx.query<{ child_id: ChildId; missing_at: Date; missing_time_known: boolean }>(
    `SELECT child_id, missing_at, missing_time_known FROM missing_episode
     WHERE authority = $1 AND id = $2 AND child_id = ANY($3::uuid[])`,
    [tx.context.authority, episodeId, recordIds],
  );
  if (!row) return null;
  return { childId: row.child_id, missingAt: moment(row.missing_at, row.missing_time_known) };
}
