import { episodeSpan } from './episode-span.js';
import type { EpisodeSpan, MetRecord, OtherEpisode } from './row-rule.js';

/** The first episode that the sender itself or somebody else told of and that a row meets; a cancelled row meets none. */
export function metEpisode(
  { after, others }: Pick<MetRecord, 'after' | 'others'>,
  toldBy: 'the sender' | 'another',
  meets: (own: EpisodeSpan, other: EpisodeSpan) => boolean,
): OtherEpisode | null {
  if (after.episode.end === 'cancelled') return null;
  const span = episodeSpan(after.episode);
  const told = others.filter(({ ref }) => (ref !== null) === (toldBy === 'the sender'));
  return told.find((other) => meets(span, other.span)) ?? null;
}
