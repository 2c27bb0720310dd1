import type { ComparedReport, OneAbsence, SaidToBeTwo, StandingReportMerge } from '#casework';
import { showInstant, showMoment } from '#domain/time';
import { showReturn } from '../children/episode-words.js';
import { presentHeading } from '../children/heading.presenter.js';
import { choices } from '../forms/choices.js';
import { compareReports, differencesOf, nameOf } from './compare-reports.js';
import { whyWords } from './double-reports.presenter.js';
import type { TypedOnReports } from './one-absence.forms.js';

/** Reports side by side: those that are merged, or two that may be or were said not to be; with what may be done. */
export function presentOneAbsence(read: OneAbsence, typed: TypedOnReports) {
  const { childId, report, other, merged, merges, compared, near, apart } = read;
  const standing = apart.find((each) => each.report === other) ?? null;
  const joined = standing === null ? read.joined : null;
  const address = `/children/${childId}/episodes/${report.facts.id}/one-absence`;
  return {
    heading: presentHeading(read),
    title: standing === null ? 'Reports of one absence: ' : 'Two absences: ',
    address,
    lead: leadWords(read, standing !== null),
    names: compared.map((each, place) => ({ name: nameOf(place), from: each.told.lines.join('; ') })),
    rows: compareReports(compared),
    differences: compared.length === 2 ? differencesOf(compared) : [],
    hasTwo: compared.length === 2,
    joined: joined && [
      { label: 'Missing', value: showMoment(joined.episode.missingAt) },
      { label: 'Returned', value: showReturn(joined.episode) },
    ],
    merge: standing === null && other ? mergeOf(other, compared, typed) : null,
    apartReason: typed.apartReason,
    standing: standing && {
      ...{ id: standing.id, otherId: standing.report.facts.id, line: apartLine(standing) },
      address: `/children/${childId}/episodes/${standing.of}/one-absence/apart/undo`,
    },
    apart: apart
      .filter((each) => each !== standing)
      .map((each) => ({ ...reportLink(address, each.report), why: apartLine(each) })),
    undo: other === null && merges.length > 0 ? undoOf(merges, merged, typed) : null,
    near: near
      .filter((each) => each.report !== other)
      .map((each) => ({ ...reportLink(address, each.report), why: whyWords[each.why] })),
  };
}

function mergeOf({ facts }: ComparedReport, compared: readonly ComparedReport[], { leads, reason }: TypedOnReports) {
  const names = compared.map(
    (each, place) => [each.facts.id, `${nameOf(place)}: ${each.told.lines.join('; ')}`] as const,
  );
  return { otherId: facts.id, options: choices(names, leads), reason };
}

function reportLink(address: string, { facts, told }: ComparedReport) {
  return {
    href: `${address}?other=${facts.id}`,
    text: `${showMoment(facts.missingAt)} to ${showReturn(facts)}`,
    from: told.lines.join('; '),
  };
}

function apartLine({ at, byName, reason }: SaidToBeTwo): string {
  return `Two absences, said on ${showInstant(at)} by ${byName}, because: ${reason}`;
}

function leadWords({ other, merged }: OneAbsence, areTwo: boolean): string {
  if (areTwo) return 'It is on record that these are two absences. Each counts, and owes an interview, by itself.';
  if (other) return 'Both reports, as each source tells them. Nothing of either is changed when they are merged.';
  if (merged.length > 0)
    return 'These reports are one absence, which counts once. The first one leads. Each source goes on reading and correcting its own report.';
  return 'Choose the report that may be of the same absence.';
}

function undoOf(merges: readonly StandingReportMerge[], merged: readonly ComparedReport[], typed: TypedOnReports) {
  const lineOf = ({ awayId, mergedAt, mergedByName, reason }: StandingReportMerge) => {
    const place = merged.findIndex(({ facts }) => facts.id === awayId);
    return `${nameOf(place)}, merged on ${showInstant(mergedAt)} by ${mergedByName}, because: ${reason}`;
  };
  const [only, ...more] = merges;
  return {
    only: only && more.length === 0 ? { id: only.id, line: lineOf(only) } : null,
    options: choices(
      merges.map((merge) => [merge.id, lineOf(merge)]),
      typed.mergeId,
    ),
    reason: typed.reason,
  };
}
