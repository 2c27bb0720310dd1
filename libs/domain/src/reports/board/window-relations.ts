import { isCoveredBy, isSame, isWithin } from '../../disclosure/index.js';
import type { Relation } from '../../disclosure/index.js';
import { parseInstant, parseReportingMonth } from '../../time/index.js';
import type { Period } from '../../time/index.js';
import type { MaceReportBody } from '../report-document.js';
import { endAsAt, reportWindows } from '../report-windows.js';

/** A window of the headline: where its counts stand, and which span of time they are of. */
interface Window {
  readonly at: string;
  readonly from: number;
  readonly to: number;
  /** When its children who are missing are counted. */
  readonly asAt: number;
}

const episodes = ['episodes', 'episodesMissing', 'episodesAway'] as const;

/**
 * What anybody knows of windows of time: one that lies in another counts no more, two that lie apart in a third no more
 * together (of episodes: a child may be in both), and two that make up a third no less. So equal spans count the same.
 */
export function windowRelations(report: MaceReportBody): readonly Relation[] {
  const windows = windowsOf(report);
  return windows.flatMap((whole) => {
    const others = windows.filter((each) => each !== whole);
    return others.flatMap((part, index) => [
      ...(isIn(part, whole) ? of([...episodes, 'children'], (key) => isWithin([key(part)], key(whole))) : []),
      ...(part.asAt === whole.asAt ? [isSame(`${part.at}/currentlyMissing`, `${whole.at}/currentlyMissing`)] : []),
      ...others
        .slice(index + 1)
        .flatMap((other) => [
          ...(isIn(part, whole) && isIn(other, whole) && lieApart(part, other)
            ? of(episodes, (key) => isWithin([key(part), key(other)], key(whole)))
            : []),
          ...(makeUp(whole, part, other)
            ? of([...episodes, 'children'], (key) => isCoveredBy(key(whole), [key(part), key(other)]))
            : []),
        ]),
    ]);
  });
}

function windowsOf({ period, cutOff }: MaceReportBody): readonly Window[] {
  const [first, last] = [parseReportingMonth(period.from), parseReportingMonth(period.to)];
  if (first === null || last === null) throw new Error(`A report from ${period.from} to ${period.to} has no months.`);
  const end = parseInstant(cutOff);
  const windows = reportWindows(first, last);
  const window = (at: string, span: Period, asAt = end): Window => ({
    ...{ at, from: span.from.epochMilliseconds, to: span.to.epochMilliseconds, asAt: asAt.epochMilliseconds },
  });
  return [
    window('/headline', windows.period),
    ...(['previousMonth', 'sameMonthLastYear'] as const).map((key) =>
      window(`/headline/${key}`, windows[key], endAsAt(windows[key], end)),
    ),
    ...(['rolling6', 'rolling12'] as const).map((key) => window(`/headline/${key}`, windows[key])),
  ];
}

function of(keys: readonly string[], relate: (key: (window: Window) => string) => Relation): readonly Relation[] {
  return keys.map((key) => relate(({ at }) => `${at}/${key}`));
}

const isIn = (part: Window, whole: Window) => part.from >= whole.from && part.to <= whole.to;
const lieApart = (one: Window, other: Window) => one.to <= other.from || other.to <= one.from;

/** Two windows without a gap between them that begin no later and end no earlier than a third. */
function makeUp(whole: Window, one: Window, other: Window): boolean {
  const meet = one.from <= other.to && other.from <= one.to;
  return meet && Math.min(one.from, other.from) <= whole.from && Math.max(one.to, other.to) >= whole.to;
}
