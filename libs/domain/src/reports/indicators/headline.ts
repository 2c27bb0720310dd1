import type { MissingCase } from '../../cases/index.js';
import { missingEpisode } from '../../episodes/index.js';
import { isBefore } from '../../time/index.js';
import type { Instant, Period } from '../../time/index.js';
import { count, notAvailable } from '../cells.js';
import type { Headline, HeadlineCounts } from '../mace-report.js';
import { endAsAt, isHeld } from '../report-windows.js';
import type { ReportWindows } from '../report-windows.js';
import { childrenIn, startedIn } from './counted.js';

const nothingHeld: HeadlineCounts = {
  episodes: notAvailable,
  episodesMissing: notAvailable,
  episodesAway: notAvailable,
  children: notAvailable,
  currentlyMissing: notAvailable,
};

/** Episodes and children by start in the period, and in the windows that it is compared with. */
export function buildHeadline(
  cases: readonly MissingCase[],
  windows: ReportWindows,
  cutOff: Instant,
  heldFrom: Instant | null,
): Headline {
  const countsIn = (period: Period, missingAt: Instant): HeadlineCounts =>
    isHeld(period, heldFrom) ? headlineCounts(cases, period, missingAt) : nothingHeld;
  return {
    ...countsIn(windows.period, cutOff),
    previousMonth: countsIn(windows.previousMonth, endAsAt(windows.previousMonth, cutOff)),
    sameMonthLastYear: countsIn(windows.sameMonthLastYear, endAsAt(windows.sameMonthLastYear, cutOff)),
    rolling6: countsIn(windows.rolling6, cutOff),
    rolling12: countsIn(windows.rolling12, cutOff),
  };
}

function headlineCounts(cases: readonly MissingCase[], period: Period, missingAt: Instant): HeadlineCounts {
  const started = startedIn(cases, period);
  return {
    episodes: count(started.length),
    episodesMissing: count(started.filter(({ episode }) => episode.code === 'M').length),
    episodesAway: count(started.filter(({ episode }) => episode.code === 'A').length),
    children: count(childrenIn(started)),
    currentlyMissing: count(childrenIn(cases.filter((each) => isMissingAt(each, missingAt)))),
  };
}

/** Whether the child was missing at an instant, whatever month the episode began in. */
function isMissingAt(missingCase: MissingCase, at: Instant): boolean {
  const episode = missingEpisode(missingCase.episode);
  switch (episode.status) {
    case 'open':
      return !isBefore(at, episode.missingAt.at);
    case 'returned':
      return isBefore(episode.missingAt.at, at) && isBefore(at, episode.returnedAt.at);
    case 'cancelled':
    case 'turned_18':
    case 'ended_other':
      return false;
  }
}
