import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { projectPath } from '#platform';
import { aReport, anInstant, theSampleCases } from '../../../test/builders/index.js';

const schema = JSON.parse(
  readFileSync(projectPath('libs', 'reports', 'schema', 'mace-report.schema.json'), 'utf8'),
) as object;
const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

function faultsOf(report: unknown): readonly string[] {
  validate(JSON.parse(JSON.stringify(report)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

describe('the published schema of the report', () => {
  const report = aReport(theSampleCases());

  it('holds for the report on the sample', () => {
    expect(faultsOf(report)).toEqual([]);
  });

  it('holds for a report on nothing, before the records begin', () => {
    expect(faultsOf(aReport([], { heldFrom: anInstant('2026-01-01T00:00:00Z') }))).toEqual([]);
  });

  it('knows every key of the report', () => {
    expect(Object.keys((schema as { properties: object }).properties).sort()).toEqual(Object.keys(report).sort());
  });

  it.each([
    ['a cell that is none', { caveats: [], safetyPlans: { ...report.safetyPlans, informed: { value: -1 } } }],
    ['a cell with two meanings', { safetyPlans: { ...report.safetyPlans, informed: { value: 3, suppressed: 'c' } } }],
    ['another format', { format: 2 }],
    ['a month that is none', { period: { from: '2025-13', to: '2025-13' } }],
    ['no definitions', { definitions: undefined }],
  ])('refuses %s', (_, part) => {
    expect(faultsOf({ ...report, ...part })).not.toEqual([]);
  });
});
