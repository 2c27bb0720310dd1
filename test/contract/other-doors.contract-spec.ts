import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { columnGuides, columnKey, isColumnName } from '#domain/submissions';
import { TEMPLATE_VERSION, parseReturn, returnOfRow, withEveryColumn } from '#submissions';
import type { SubmissionResult } from '#submissions';
import { partsOf } from '../builders/a-workbook.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';
import { stateOf } from '../support/state.js';

const sample = (name: string) => readFileSync(join(import.meta.dirname, 'samples', name));
const csv = sample('return-block-2025-10.csv');

describe('the sample return, row by row through the form', () => {
  let [byFile, byForm]: (TestService | null)[] = [null, null];
  const files: SubmissionResult[] = [];
  const typed: SubmissionResult[] = [];

  beforeAll(async () => {
    [byFile, byForm] = [await createTestService(), await createTestService()];
    // Row by row as files too: what arrives alone may arrive overdue, and an interview that covers it comes later.
    for (const { cells } of (await parseReturn(csv, null)).rows) {
      const alone = Buffer.from(stringify([cells], { header: true }));
      files.push(await byFile.service.returns.receive(aReceivedReturn(alone)));
      const fields = Object.entries(cells).map(([header, cell]) => [columnKey(header), cell] as const);
      const row = Object.fromEntries(fields.filter(([column]) => isColumnName(column)));
      const form = returnOfRow(withEveryColumn(row), '2025-10');
      typed.push(await byForm.service.returns.receive(aReceivedReturn(form)));
    }
  }, 120_000);
  afterAll(async () => {
    await byFile?.close();
    await byForm?.close();
  });

  it('ends in the same state', async () => {
    if (!byFile || !byForm) throw new Error('There is no database.');
    expect(await stateOf(byForm.database)).toEqual(await stateOf(byFile.database));
  });

  it('gives the same receipt for each row', () => {
    expect(typed.flatMap(({ receipts }) => receipts)).toEqual(files.flatMap(({ receipts }) => receipts));
  });

  it('gives the same findings for each row', () => {
    const of = ({ findings }: SubmissionResult) =>
      findings.flatMap(({ code, severity, row, ref, column, message, value }) =>
        row === null ? [] : [{ code, severity, ref, column, message, value }],
      );
    expect(typed.flatMap(of)).toEqual(files.flatMap(of));
  });
});

/** Every version that was ever given out: counting up the version asks for one more sample. */
const versions = Array.from({ length: TEMPLATE_VERSION }, (_, index) => index + 1);
const template = (version: number) => sample(`return-template-${version}.xlsx`);

describe('a workbook that was made from a template', () => {
  it.each(versions)(
    'of version %i is still taken',
    async (version) => {
      const test = await createTestService();
      const result = await test.service.returns.receive({ ...aReceivedReturn(template(version)), authority: SUTTON });
      expect(result).toMatchObject({ rows: 1, new: 1, findings: [] });
      await test.close();
    },
    60_000,
  );

  it('has the columns of its version: whoever changes them counts up the version and keeps a sample of it', async () => {
    const kept = await parseReturn(template(TEMPLATE_VERSION), null);
    expect(kept.headers).toEqual(columnGuides.map(({ column }) => column));
    expect(partsOf(template(TEMPLATE_VERSION)).get('docProps/custom.xml')?.toString()).toMatch(
      new RegExp(`HomewardTemplate.*>${TEMPLATE_VERSION}<`, 's'),
    );
  });
});
