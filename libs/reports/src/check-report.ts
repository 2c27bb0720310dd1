import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Recovery } from '#domain/disclosure';
import type { MaceReport } from '#domain/reports';
import { projectPath } from '#platform';
import { DisclosureFailed, runDisclosure } from './run-disclosure.js';

/** What became of an attempt on a document that somebody brought. */
export type ReportCheck =
  | { readonly kind: 'checked'; readonly recovery: Recovery }
  | { readonly kind: 'no-report' }
  | { readonly kind: 'not-told'; readonly why: string };

/** Tries to recover every suppressed count of a report from its JSON alone. */
export async function checkReport(json: string): Promise<ReportCheck> {
  const report = readReport(json);
  if (report === null) return { kind: 'no-report' };
  try {
    return { kind: 'checked', recovery: await runDisclosure({ kind: 'recover', report, earlier: [] }) };
  } catch (error) {
    if (error instanceof DisclosureFailed) return { kind: 'not-told', why: error.message };
    throw error;
  }
}

/** The report that a text holds by the published schema; null where it holds none. */
function readReport(json: string): MaceReport | null {
  const schema: object = JSON.parse(
    readFileSync(projectPath('libs', 'reports', 'schema', 'mace-report.schema.json'), 'utf8'),
  ) as object;
  const isReport = new Ajv2020({ allowUnionTypes: true }).compile<MaceReport>(schema);
  const document = parsed(json);
  return isReport(document) ? document : null;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
