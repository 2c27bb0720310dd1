import { isAtMost } from '../../disclosure/index.js';
import type { Relation } from '../../disclosure/index.js';
import type { MaceReportBody } from '../report-document.js';

/**
 * What anybody knows of the rows of what is not known. A child who is not back has neither a weekday nor an hour of the
 * return; and how long a child was away is known where both hours are, and only there.
 */
export function notKnownRelations({ patterns }: MaceReportBody): readonly Relation[] {
  const notKnown = (key: keyof typeof patterns) =>
    patterns[key].flatMap((row, index) => (row.key === 'not_known' ? [`/patterns/${key}/${index}/episodes`] : []));
  const [hour, returnHour, duration] = [notKnown('hour'), notKnown('returnHour'), notKnown('duration')];
  return [
    isAtMost(notKnown('returnWeekday'), returnHour),
    isAtMost(hour, duration),
    isAtMost(returnHour, duration),
    isAtMost(duration, [...hour, ...returnHour]),
  ].filter(({ terms }) => terms.length > 0);
}
