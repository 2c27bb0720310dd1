import type { DoubleReports, NamedDoubleReport, NamedReport } from '#casework';
import type { WhyDouble } from '#domain/episodes';
import { showMoment } from '#domain/time';
import { showReturn } from '../children/episode-words.js';
import type { DoubleReportsQuery } from './one-absence.forms.js';

/** Why two reports may be of one absence. */
export const whyWords: Readonly<Record<WhyDouble, string>> = {
  overlap: 'They overlap',
  close: 'They lie at most two hours apart',
  time_not_known: 'They may meet: a time of day is not known',
  return_not_known: 'No return is known of the one that began first',
};

/** The list of double reports, with where it goes on. */
export function presentDoubleReports(
  { pairs, next, restrictedCount }: DoubleReports,
  council: string,
  { after, authority }: DoubleReportsQuery,
) {
  const address = (from: string | null) => {
    const query = new URLSearchParams({
      ...(authority !== undefined && { authority }),
      ...(from !== null && { after: from }),
    });
    return `/double-reports${query.size === 0 ? '' : `?${query.toString()}`}`;
  };
  return {
    council,
    rows: pairs.map(presentPair),
    restricted: restrictedWords(restrictedCount ?? 0),
    oldest: after === undefined ? '' : address(null),
    more: next === null ? '' : address(next),
  };
}

function presentPair({ childId, child, why, first, second }: NamedDoubleReport) {
  return {
    child,
    why: whyWords[why],
    href: `/children/${childId}/episodes/${first.facts.id}/one-absence?other=${second.facts.id}`,
    first: presentReport(first),
    second: presentReport(second),
  };
}

function presentReport({ facts, lines }: NamedReport) {
  return { when: `${showMoment(facts.missingAt)} to ${showReturn(facts)}`, from: lines.join('; ') };
}

function restrictedWords(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? 'One more stands in a restricted record that you are not admitted to.'
    : `${count} more stand in restricted records that you are not admitted to.`;
}
