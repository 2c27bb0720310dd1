import type { ComparedReport } from '#casework';
import { hoursBetween, showMoment } from '#domain/time';
import type { Moment } from '#domain/time';
import { notCompletedLabels } from '#domain/reports';
import { NOT_RECORDED, codeWords, showMode, showMomentOr, showOffer, showReturn } from '../children/episode-words.js';
import { classWords, riskWords, sourceWords } from '../reconciliation/notification-words.js';

/** A fact beside the same fact of the other reports. */
export interface ComparedRow {
  readonly label: string;
  readonly values: readonly { readonly report: string; readonly value: string }[];
  readonly differs: boolean;
}

interface Fact {
  readonly label: string;
  readonly words: (report: ComparedReport) => string;
  /** When it happened, for what has a time: how far apart two reports put it. */
  readonly moment?: (report: ComparedReport) => Moment | null;
}

/** What is compared. The police's class and risk, the council's class and the SSDA903 code each stand for themselves. */
const comparedFacts: readonly Fact[] = [
  timed('Missing', ({ facts }) => facts.missingAt),
  timed('Reported to the police', ({ facts }) => facts.reportedAt),
  timed('Found', ({ facts }) => facts.foundAt),
  { ...timed('Returned', ({ facts }) => facts.returnedAt), words: ({ facts }) => showReturn(facts) },
  { label: 'SSDA903 code', words: ({ facts }) => `${facts.code} (${codeWords[facts.code]})` },
  { label: 'Class of the council', words: ({ facts }) => facts.councilClassification ?? NOT_RECORDED },
  {
    label: 'Class of the police',
    words: ({ facts }) => (facts.policeClassification ? classWords[facts.policeClassification] : NOT_RECORDED),
  },
  {
    label: 'Risk by the police',
    words: ({ facts }) => (facts.policeRisk ? riskWords[facts.policeRisk] : NOT_RECORDED),
  },
  { label: 'Police reference', words: ({ form }) => form?.text.policeRef ?? NOT_RECORDED },
  {
    label: 'Notified as',
    words: ({ notifications }) =>
      notifications.map(({ source, reference }) => `${sourceWords[source]} ${reference}`).join(', ') || 'not notified',
  },
  { label: 'Who holds the interview', words: ({ providerName }) => providerName ?? 'Nobody has been asked' },
  timed('Referred', ({ own }) => own.requirement.referredAt),
  {
    label: 'Offers and attempts',
    words: ({ form, own }) => (form?.offers ?? own.offers).map(showOffer).join('. ') || 'none recorded',
  },
  {
    label: 'Interview',
    words: ({ form }) =>
      (form?.interviews ?? [])
        .map((interview) =>
          [showMoment(interview.beganAt), showMode(interview), interview.providerName].filter(Boolean).join(', '),
        )
        .join('. ') || 'none held',
  },
  {
    label: 'Why none was held',
    words: ({ own }) =>
      own.requirement.notCompletedReason ? notCompletedLabels[own.requirement.notCompletedReason] : NOT_RECORDED,
  },
];

function timed(label: string, moment: (report: ComparedReport) => Moment | null): Fact {
  return { label, moment, words: (report) => showMomentOr(moment(report), NOT_RECORDED) };
}

/** What a report is called beside others. */
export function nameOf(place: number): string {
  return ['First report', 'Second report', 'Third report', 'Fourth report'][place] ?? `Report ${place + 1}`;
}

/** Every fact of these reports side by side. */
export function compareReports(reports: readonly ComparedReport[]): readonly ComparedRow[] {
  return comparedFacts.map(({ label, words }) => {
    const values = reports.map((report, place) => ({ report: nameOf(place), value: words(report) }));
    return { label, values, differs: new Set(values.map(({ value }) => value)).size > 1 };
  });
}

/** What differs between two reports, a sentence each. */
export function differencesOf(reports: readonly ComparedReport[]): readonly string[] {
  const [first, second] = reports;
  if (!first || !second) return [];
  return comparedFacts.flatMap((fact) => {
    const [one, other] = [fact.words(first), fact.words(second)];
    if (one === other) return [];
    const [at, otherAt] = [fact.moment?.(first) ?? null, fact.moment?.(second) ?? null];
    if (!fact.moment) return [`${fact.label}: ${one} in the first report, ${other} in the second.`];
    if (at && otherAt) return [`${fact.label}: ${apartWords(at, otherAt)}.`];
    return at || otherAt ? [`${fact.label}: told in the ${at ? 'first' : 'second'} report alone.`] : [];
  });
}

/** By how much the second report puts it later or earlier; on days without times it is not said to the minute. */
function apartWords(first: Moment, second: Moment): string {
  const minutes = Math.round(hoursBetween(first.at, second.at) * 60);
  if (!first.timeKnown || !second.timeKnown) return 'the two say it differently, and a time of day is not known';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const parts = [
    hours === 0 ? '' : `${hours} ${hours === 1 ? 'hour' : 'hours'}`,
    rest === 0 ? '' : `${rest} ${rest === 1 ? 'minute' : 'minutes'}`,
  ].filter((part) => part !== '');
  return `${parts.join(' ') || 'less than a minute'} ${minutes < 0 ? 'earlier' : 'later'} in the second report`;
}
