import type { MissingCase } from '#domain/cases';
import type { ProviderId } from '#domain/kernel';
import { buildMaceReport } from '#domain/reports';
import type { MaceReport, MaceReportBody, MaceReportInput } from '#domain/reports';
import { parseReportingMonth } from '#domain/time';
import type { ReportingMonth } from '#domain/time';
import { aTaxonomy } from './a-taxonomy.js';
import { anInstant } from './moments.js';

export function aMonth(written: string): ReportingMonth {
  const month = parseReportingMonth(written);
  if (month === null) throw new Error(`A test names no month: ${written}`);
  return month;
}

/** The providers of the demonstration borough, one without a contract there. */
const theProviders: ReadonlyMap<ProviderId, { readonly code: string; readonly name: string }> = new Map([
  ['provider-1', { code: 'HARBOUR', name: 'Harbour' }],
  ['provider-2', { code: 'NORTHWAY', name: 'Northway' }],
]);

/** A report on October 2025 for Sutton as at 9:00 on Monday 3 November, for the MACE sub-group. */
function aReportInput(cases: readonly MissingCase[], words: Partial<MaceReportInput> = {}): MaceReportInput {
  return {
    authority: { code: 'E09000029', name: 'Sutton' },
    first: aMonth('2025-10'),
    last: words.first ?? aMonth('2025-10'),
    cutOff: anInstant('2025-11-03T09:00:00Z'),
    audience: 'mace',
    cases,
    providers: theProviders,
    taxonomy: aTaxonomy(),
    heldFrom: null,
    ...words,
  };
}

export function aReportBody(cases: readonly MissingCase[], words: Partial<MaceReportInput> = {}): MaceReportBody {
  return buildMaceReport(aReportInput(cases, words));
}

/** A report as it is stored: its first build, an hour after the cut-off. */
export function aReport(cases: readonly MissingCase[], words: Partial<MaceReportInput> = {}): MaceReport {
  return {
    ...aReportBody(cases, words),
    builtAt: '2025-11-03T10:00:00Z',
    build: 1,
    snapshotId: '0197f3a0-0000-7000-8000-000000000001',
    auditHead: null,
    certificate: null,
  };
}
