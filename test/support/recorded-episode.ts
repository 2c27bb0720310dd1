import { recordEpisode } from '#casework';
import type { RecordWish } from '#casework';
import { parseDay } from '#domain/time';
import { newId } from '#platform';
import { aMoment } from '../builders/index.js';
import { contextOf } from './children.js';
import { withClient } from './postgres.js';
import type { TestService } from './service.js';

/** An episode that the council has recorded, as it is known afterwards. */
export interface RecordedEpisode {
  readonly childId: string;
  readonly episodeId: string;
  readonly reference: string;
}

/** Records an episode of a child at home as the commissioner: missing one evening, back the next morning, nobody asked. */
export async function recordAnEpisode(
  test: TestService,
  councilChildId: string,
  words: Partial<RecordWish['episode']> = {},
): Promise<RecordedEpisode> {
  const context = await contextOf(test, 'commissioner.e09000029', 'episode.record');
  const recorded = await recordEpisode(test.service.casework, context, test.service.lists, {
    key: newId(),
    child: {
      ...{ councilChildId, givenName: 'Testo', familyName: `Sample-${councilChildId}`, gender: null },
      dateOfBirth: parseDay('2011-05-04'),
    },
    episode: {
      ...{ episode_type: 'M', care_status: 'home' },
      ...{ missing_at: aMoment('2025-10-06T18:00:00Z'), returned_at: aMoment('2025-10-07T06:00:00Z') },
      ...{ referral: null, ...words },
    },
  });
  if (recorded.kind === 'refused') throw new Error(recorded.because.join(', '));
  const { episodeId, reference } = recorded;
  return { childId: await childOf(test, episodeId), episodeId, reference };
}

function childOf({ database }: TestService, episodeId: string): Promise<string> {
  return withClient(database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ child_id: string }>('SELECT child_id FROM missing_episode WHERE id = $1', [
      episodeId,
    ]);
    return rows[0]?.child_id ?? '';
  });
}
