import type { MaceReport, ReportAudience, SuppressionCertificate } from '#domain/reports';
import { parseInstant, showInstant } from '#domain/time';
import { cellMarks, monthWords } from './cell-words.js';
import { definitionLabels } from './definition-labels.js';
import { presentDemographics, presentEpisodes, presentPatterns } from './present-episodes.js';
import { presentFactors, presentSafetyPlans } from './present-factors.js';
import { presentInterviews } from './present-interviews.js';
import type { MaceReportView, SectionView, SectionWords, TermView } from './report-view.js';

const audiences: Readonly<Record<ReportAudience, string>> = {
  operational: 'Named workers of the council: true counts',
  mace: 'Members of the MACE sub-group under its sharing agreement: true counts, no names',
  board: 'Board: small numbers are suppressed',
};

/** Turns the JSON of a report, and nothing else, into the words of a page. */
export function presentMaceReport(report: MaceReport): MaceReportView {
  return {
    marking: 'OFFICIAL-SENSITIVE',
    kind: 'Report to the multi-agency child exploitation panel (MACE)',
    title: `Missing children and return home interviews: ${report.authority.name}, ${periodWords(report)}`,
    facts: factsOf(report),
    caveats: report.caveats,
    sections: [
      presentEpisodes(report),
      presentInterviews(report),
      presentFactors(report),
      presentSafetyPlans(report),
      presentPatterns(report),
      presentDemographics(report),
    ].map(laidOut),
    definitions: definitionsOf(report),
    auditHead: report.auditHead,
  };
}

const NARROW_COLUMNS = 3;

function laidOut(section: SectionWords): SectionView {
  return {
    ...section,
    tables: section.tables.map((table) => ({ ...table, isNarrow: table.head.length <= NARROW_COLUMNS })),
  };
}

function periodWords({ period: { from, to } }: MaceReport): string {
  return from === to ? monthWords(from) : `${monthWords(from)} to ${monthWords(to)}`;
}

function factsOf(report: MaceReport): readonly TermView[] {
  const { certificate } = report;
  return [
    { term: 'Council', meaning: `${report.authority.name} (${report.authority.code})` },
    { term: 'Period', meaning: periodWords(report) },
    { term: 'For', meaning: audiences[report.audience] },
    { term: 'Cut-off', meaning: `${showInstant(parseInstant(report.cutOff))}; what happened later is not counted` },
    { term: 'Built', meaning: `${showInstant(parseInstant(report.builtAt))}, build ${report.build}` },
    { term: 'Counting rules', meaning: `${report.rulesVersion}, factor list ${report.taxonomyVersion}` },
    { term: 'Snapshot', meaning: report.snapshotId },
    ...(certificate === null ? [] : [{ term: 'Hidden', meaning: certificateWords(certificate) }]),
  ];
}

/** What readers have to know of what is hidden, and of what was tried to find it out. */
function certificateWords(certificate: SuppressionCertificate): string {
  const { hidden, pinned, narrowest, counts, threshold, solver, seconds } = certificate;
  const number = (count: number) => count.toLocaleString('en-GB');
  return [
    `${number(hidden)} of ${number(counts)} counts: those from 1 to ${threshold - 1}, and others from which these could be worked out. `,
    pinned.length === 0 ? 'None of them can be worked out from this report' : `${pinned.length} can be worked out`,
    ...(narrowest === null ? [] : [`; each can still be one of ${narrowest + 1} numbers or more`]),
    `. Tried with ${solver}, in ${seconds} seconds.`,
  ].join('');
}

function definitionsOf(report: MaceReport): readonly TermView[] {
  const measures = Object.entries(report.definitions).map(([key, meaning]) => ({
    term: definitionLabels[key] ?? key,
    meaning,
  }));
  return [...measures, ...Object.values(cellMarks)];
}
