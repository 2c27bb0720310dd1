import { areDistinguished, leadingOf } from '#domain/cases';
import type { CaseRecord, Distinction, Leading } from '#domain/cases';
import type { ChildId, EpisodeId } from '#domain/kernel';
import { episodeSpan } from '#domain/submissions';
import type { OtherEpisode } from '#domain/submissions';

/** The episodes of the children that a chunk speaks of, with what its rows add as they are applied. */
export interface EpisodesOfChildren {
  /**
   * The child's other episodes that one could meet, the cancelled ones left out, and with them what a person has settled:
   * other reports of the same absence, and those of others that are another absence. These are the nearest few before and
   * after it, and those that are open. Further ones of the sender lie behind these, because no two that one source told of
   * overlap. What others told of may overlap: a long one behind several later ones is passed over here, where it would be
   * but a warning, and is found by the list of double reports, which compares all.
   */
  near(record: CaseRecord): readonly OtherEpisode[];
  /** Takes over an episode as an applied row leaves it. */
  keep(record: CaseRecord, ref: string | null): void;
}

/** What people have said of reports that look like one absence. */
interface Settled {
  readonly leading: Leading;
  readonly distinctions: readonly Distinction[];
}

/** The episodes given, whatever they were loaded from. */
export function episodesOfChildren(
  known: readonly (OtherEpisode & { readonly childId: ChildId })[],
  { leading, distinctions }: Settled = { leading: new Map(), distinctions: [] },
): EpisodesOfChildren {
  const byChild = new Map<ChildId, EpisodesOfChild>();
  const ofChild = (childId: ChildId) => {
    const found = byChild.get(childId) ?? new EpisodesOfChild();
    byChild.set(childId, found);
    return found;
  };
  for (const { childId, ...episode } of known) ofChild(childId).put(episode);
  return {
    near: ({ episode }) =>
      ofChild(episode.childId)
        .near(episodeSpan(episode).began[0])
        .filter(
          ({ id, ref }) =>
            leadingOf(id, leading) !== leadingOf(episode.id, leading) &&
            (ref !== null || !areDistinguished(id, episode.id, distinctions, leading)),
        ),
    keep({ episode }, ref) {
      if (episode.end === 'cancelled') ofChild(episode.childId).remove(episode.id);
      else ofChild(episode.childId).put({ id: episode.id, ref, span: episodeSpan(episode) });
    },
  };
}

/** How many episodes are looked at on either side: more than ever lie within two hours. */
const NEIGHBOURS = 5;

/** One child's episodes, those that the sender told of apart from those of others, which may lie all over them. */
class EpisodesOfChild {
  private readonly own = new EpisodesByStart();
  private readonly ofOthers = new EpisodesByStart();

  put(episode: OtherEpisode): void {
    this.remove(episode.id);
    (episode.ref === null ? this.ofOthers : this.own).put(episode);
  }

  remove(id: EpisodeId): void {
    this.own.remove(id);
    this.ofOthers.remove(id);
  }

  near(began: number): readonly OtherEpisode[] {
    return [...this.own.near(began), ...this.ofOthers.near(began)];
  }
}

/** Episodes by when they began, so that a file full of one child is not compared each with each. */
class EpisodesByStart {
  private readonly byStart: OtherEpisode[] = [];
  private readonly byId = new Map<EpisodeId, OtherEpisode>();
  private readonly open = new Set<OtherEpisode>();

  put(episode: OtherEpisode): void {
    this.byStart.splice(this.placeOf(episode.span.began[0]), 0, episode);
    this.byId.set(episode.id, episode);
    if (!Number.isFinite(episode.span.ended[0])) this.open.add(episode);
  }

  remove(id: EpisodeId): void {
    const known = this.byId.get(id);
    if (!known) return;
    this.byStart.splice(this.byStart.indexOf(known, this.placeOf(known.span.began[0])), 1);
    this.byId.delete(id);
    this.open.delete(known);
  }

  near(began: number): readonly OtherEpisode[] {
    const place = this.placeOf(began);
    const neighbours = this.byStart.slice(Math.max(0, place - NEIGHBOURS), place + NEIGHBOURS + 1);
    return [...new Set([...neighbours, ...this.open])];
  }

  /** The place of the first episode that began at a moment or later. */
  private placeOf(began: number): number {
    let [low, high] = [0, this.byStart.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.byStart[middle]?.span.began[0] ?? began) < began) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
