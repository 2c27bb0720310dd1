import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemContext } from '#persistence';
import type { TransactionContext } from '#persistence';
import { readConfirmedWarnings } from '#submissions';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { testServers, withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

let test: TestService;
const commissioner: TransactionContext = {
  ...systemContext(SUTTON, 'commissioner'),
  ...{ actor: 'authority', role: 'commissioner', reach: 'authority', fields: ['identity'] },
};
const read = () => readConfirmedWarnings(test.service.database, commissioner);

/** Confirmations of the rows of a reference, each an hour later than the one before. */
async function confirmed(ref: string, count: number, first: string): Promise<void> {
  await withClient(test.database.superuserUrl, (client) =>
    client.query(
      `INSERT INTO finding_confirmation (authority, id, provider_id, ref, code, column_name, about_sha256, reason,
         submission_id, row_number, confirmed_at, confirmed_by)
       SELECT r.authority, gen_random_uuid(), r.provider_id, r.ref, 'PR-160', 'interview_ended_at',
         sha256(n::text::bytea), 'A long talk.', w.submission_id, w.row_number, $3::timestamptz + n * interval '1 hour', 'key:1'
       FROM source_reference r JOIN submission_row w ON w.authority = r.authority AND w.ref = r.ref
       CROSS JOIN generate_series(1, $2::integer) n WHERE r.ref = $1`,
      [ref, count, first],
    ),
  );
}

describe.each(testServers())('the warnings that providers confirmed, on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server });
  });
  afterEach(() => test.close());

  it('are shown of every child whom the person may see, however many there are of others', async () => {
    const other = { provider_ref: 'T002', child_id: 'C1002', given_name: 'Other' };
    await test.service.returns.receive(aReceivedReturn(aProviderReturn(aReturnRow(), aReturnRow(other))));
    await confirmed('T001', 1, '2025-10-08T09:00:00Z');
    await confirmed('T002', 250, '2025-10-09T09:00:00Z');
    expect(await read()).toHaveLength(200);
    await withClient(test.database.superuserUrl, (client) =>
      client.query(
        `UPDATE child SET is_restricted = true
         WHERE id = (SELECT child_id FROM child_identity WHERE council_child_id = 'C1002')`,
      ),
    );
    expect(await read()).toEqual([expect.objectContaining({ ref: 'T001', reason: 'A long talk.' })]);
  });
});
