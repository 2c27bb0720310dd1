import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { columnKey, isColumnName } from '#domain/submissions';
import { parseReturn, returnOfRow } from '#submissions';
import type { SubmissionResult } from '#submissions';
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
      const row = returnOfRow('2025-10', Object.fromEntries(fields.filter(([column]) => isColumnName(column))));
      typed.push(await byForm.service.returns.receive(aReceivedReturn(row)));
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

describe('a workbook that was made from a template', () => {
  it.each([1])(
    'of version %i is still taken',
    async (version) => {
      const test = await createTestService();
      const bytes = sample(`return-template-${version}.xlsx`);
      const result = await test.service.returns.receive({ ...aReceivedReturn(bytes), authority: SUTTON });
      expect(result).toMatchObject({ rows: 1, new: 1, findings: [] });
      await test.close();
    },
    60_000,
  );
});
