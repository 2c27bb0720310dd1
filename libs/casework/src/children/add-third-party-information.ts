import { appendAudit } from '#access';
import { decideInformation } from '#domain/access';
import type { Decision, InformationRefusal } from '#domain/access';
import type { EpisodeFacts } from '#domain/episodes';
import { asService, inTransaction } from '#persistence';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import { readHeading } from './child-heading.js';
import type { ChildHeading } from './child-heading.js';
import { changeEpisode, openEpisode } from './find-episode.js';
import type { EpisodeOfChild } from './find-episode.js';
import type { Opened } from './open-child.js';

type Database = Parameters<typeof inTransaction>[0];

/** The episode of which somebody wants to write down what a third party said. */
export interface ThirdPartyForm extends ChildHeading {
  readonly episode: EpisodeFacts;
}

/** Opens the form for what a third party said of an episode, on record. */
export function readThirdPartyForm(
  database: Database,
  context: TransactionContext,
  where: EpisodeOfChild,
): Promise<Opened<ThirdPartyForm>> {
  return inTransaction(database, context, (tx) =>
    openEpisode(tx, where, async (child, episode) => ({ ...(await readHeading(tx, child)), episode })),
  );
}

/** Adds what a third party said. A provider adds to its own episodes and never reads it again; nothing is given back. */
export function addThirdPartyInformation(
  casework: Casework,
  context: TransactionContext,
  where: EpisodeOfChild,
  text: string,
): Promise<Opened<Decision<null, InformationRefusal>>> {
  return casework.write(context, ({ tx }) =>
    changeEpisode(tx, where, 'ThirdPartyAdd', async (child, episode) => {
      const decision = decideInformation(text);
      if (decision.kind === 'refused') return decision;
      const id = newId();
      await asService(tx, () =>
        tx.query(
          `INSERT INTO third_party_information
             (authority, id, child_id, episode_id, provider_id, information, recorded_at, recorded_by)
           VALUES ($1, $2, $3, $4, $5, $6, transaction_timestamp(), $7)`,
          [
            ...[tx.context.authority, id, episode.childId, episode.id, tx.context.providerId],
            ...[decision.value, tx.context.actorName],
          ],
        ),
      );
      await appendAudit(tx, { action: 'ThirdPartyAdd', itemId: id, itemCount: 1, childIds: child.recordIds }, newId);
      return { kind: 'granted' as const, value: null };
    }),
  );
}
