import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import type { SubmissionResult } from '#submissions';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { withClient } from '../support/postgres.js';
import { aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

const AT = '2025-10-07T07:00:00Z';
type Cells = Readonly<Record<string, string>>;
let test: TestService;

const oneOf = (...values: readonly string[]) => fc.constantFrom(...values);
/** Rows of few children and few references, so that they repeat, contradict and wait for one another; many are faulty. */
const aRow: fc.Arbitrary<Cells> = fc
  .record(
    {
      provider_ref: oneOf('A1', 'A2', 'A3', 'A4', 'A5', 'A6', '', ' A1 '),
      row_version: oneOf('1', '2', '3', 'x', '-'),
      child_id: oneOf('C1', 'C2', 'C3', ''),
      given_name: oneOf('Testo', 'Testa', ''),
      date_of_birth: oneOf('2011-05-04', '2012-05-04', '31/09/2011', ''),
      care_status: oneOf('home', 'care_leaver', 'LAC'),
      missing_at: oneOf('2025-10-06T18:00:00Z', '2025-10-01T18:00:00Z', '06/10/2025', 'yesterday', ''),
      returned_at: oneOf('2025-10-07T06:00:00Z', '2025-10-02T06:00:00Z', '2025-09-02T06:00:00Z', '', '-'),
      offered_at: oneOf('2025-10-07T06:10:00Z', ''),
      interview_at: oneOf('2025-10-07T06:30:00Z', ''),
      interview_covers: oneOf('A1', 'A9', ''),
      police_risk: oneOf('low', 'high', 'grave', '-'),
      'Notes to self': fc.string({ unit: 'grapheme-ascii', maxLength: 5 }),
    },
    { requiredKeys: ['provider_ref'] },
  )
  .map((cells) => aReturnRow(cells));
const aFile = fc.record({ rows: fc.array(aRow, { maxLength: 12, size: 'max' }), isCsv: fc.boolean() });

function bytesOf({ rows, isCsv }: { readonly rows: readonly Cells[]; readonly isCsv: boolean }): Uint8Array {
  if (!isCsv) return aProviderReturn(...rows);
  const columns = [...new Set([...Object.keys(aReturnRow()), ...rows.flatMap((row) => Object.keys(row))])];
  return Buffer.from(stringify([...rows], { header: true, columns }));
}

const total = (result: SubmissionResult) => result.new + result.same + result.changed + result.held + result.refused;
const countsOf = ({ new: fresh, same, changed, held, refused }: SubmissionResult) => ({
  new: fresh,
  same,
  changed,
  held,
  refused,
});

/** How many rows of each outcome the table itself has. */
const stored = (submission: string) =>
  withClient(test.database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ outcome: string; n: number }>(
      'SELECT outcome, count(*)::integer AS n FROM submission_row WHERE submission_id = $1 GROUP BY outcome',
      [submission],
    );
    return {
      new: 0,
      same: 0,
      changed: 0,
      held: 0,
      refused: 0,
      ...Object.fromEntries(rows.map(({ outcome, n }) => [outcome, n])),
    };
  });
const episodes = () =>
  withClient(
    test.database.superuserUrl,
    async (client) => (await client.query('SELECT FROM missing_episode')).rowCount,
  );

describe('the receipts of a return', () => {
  beforeAll(async () => {
    test = await createTestService();
  }, 60_000);
  afterAll(() => test.close());

  it('are one for each row, in their order, and add up to the rows received, whatever is in them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aFile, { minLength: 1, maxLength: 3 }), async (files) => {
        for (const file of files) {
          const before = (await episodes()) ?? 0;
          const received = aReceivedReturn(bytesOf(file), AT);
          const result = await test.service.returns.receive(received);
          expect(result).toMatchObject({ state: 'applied', rows: file.rows.length, done: file.rows.length });
          expect(total(result)).toBe(file.rows.length);
          expect(result.receipts.map(({ ref }) => ref)).toEqual(
            file.rows.map((row) => row['provider_ref']?.trim() || null),
          );
          expect(await stored(result.submission)).toEqual(countsOf(result));
          expect(await episodes()).toBe(before + result.new);
          const again = await test.service.returns.receive(received);
          expect(total(again)).toBe(file.rows.length);
          if (result.held === 0) expect(again).toMatchObject({ new: 0, changed: 0, same: file.rows.length });
        }
      }),
      { numRuns: 40 },
    );
  });
});
