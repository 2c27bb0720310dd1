import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReturnRefused } from '#submissions';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';
import { stateOf } from '../support/state.js';

const AT = '2025-10-07T07:00:00Z';
let test: TestService;

const count = (table: string) =>
  withClient(
    test.database.superuserUrl,
    async (client) => (await client.query<{ n: number }>(`SELECT count(*)::integer AS n FROM ${table}`)).rows[0]?.n,
  );

describe('a file that cannot be taken', () => {
  beforeAll(async () => {
    test = await createTestService({ authorities: 2 });
  });
  afterAll(() => test.close());

  const header = 'provider_ref,child_id,date_of_birth,care_status,episode_type,missing_at';
  const cases: [string, Uint8Array, object, ReturnRefused['reason'], RegExp][] = [
    ['zero bytes', Buffer.alloc(0), {}, 'unreadable', /empty \(zero bytes\)/],
    ['21 MB', Buffer.alloc(21 * 1024 * 1024, 'x'), {}, 'too-large', /21 MB.*at most 20 MB/],
    ['half a workbook', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0]), {}, 'unreadable', /workbook is damaged/],
    ['an older workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), {}, 'not-supported', /save it as "Excel Workbook/],
    ['NUL bytes', Buffer.from('provider_ref\0'), {}, 'unreadable', /NUL bytes/],
    ['an open quotation mark', Buffer.from(`${header}\n"T1,1`), {}, 'unreadable', /quotation mark/],
    ['broken JSON', Buffer.from('{"format": 1, "rows": ['), {}, 'unreadable', /not JSON/],
    [
      'NUL in JSON',
      Buffer.from('{"format":1,"period":"2025-10","rows":[{"provider_ref":"a\\u0000"}]}'),
      {},
      'unreadable',
      /NUL or half a character in row 2/,
    ],
    [
      'half a character in JSON',
      Buffer.from('{"format":1,"period":"2025-10","rows":[{"provider_ref":"\\ud800"}]}'),
      {},
      'unreadable',
      /half a character/,
    ],
    ['another format number', Buffer.from('{"format": 2, "rows": []}'), {}, 'unreadable', /format must be 1/],
    ['no rows and no period', Buffer.from(header), { period: null }, 'unreadable', /with its period/],
    [
      'another period inside',
      Buffer.from('{"format":1,"period":"2025-09","rows":[]}'),
      {},
      'disagreement',
      /period 2025-09/,
    ],
    ['20,001 rows', Buffer.from(`${header}\n${'T,1\n'.repeat(20_001)}`), {}, 'too-large', /more than 20000 rows/],
    [
      'an unknown provider',
      aProviderReturn(aReturnRow()),
      { providerCode: 'NOBODY' },
      'unknown-provider',
      /No provider has the code NOBODY/,
    ],
    [
      'an unknown authority',
      aProviderReturn(aReturnRow()),
      { authority: 'E09000030' },
      'unknown-authority',
      /No authority E09000030/,
    ],
  ];

  it.each(cases)(
    'is refused in one sentence and changes nothing: %s',
    async (_name, bytes, sender, reason, sentence) => {
      const before = [await stateOf(test.database), await count('submission'), await count('audit_event')];
      const refusal = await test.service.returns
        .receive({ ...aReceivedReturn(bytes, AT), ...sender })
        .catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(ReturnRefused);
      expect(refusal).toMatchObject({ reason, message: expect.stringMatching(sentence) });
      expect([await stateOf(test.database), await count('submission'), await count('audit_event')]).toEqual(before);
    },
  );

  it('is refused from a provider that has no contract with the authority', async () => {
    await withClient(test.database.superuserUrl, (client) =>
      client.query(`DELETE FROM contract WHERE authority = $1`, [SUTTON]),
    );
    const refusal = await test.service.returns
      .receive(aReceivedReturn(aProviderReturn(aReturnRow()), AT))
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      reason: 'no-contract',
      message: expect.stringMatching(/HARBOUR has no contract with Sutton/),
    });
  });

  it('holds every row and says once which column is absent', async () => {
    const other = await createTestService();
    const result = await other.service.returns.receive(
      aReceivedReturn(
        Buffer.from(
          'provider_ref,child_id,date_of_birth,care_status,episode_type\nT1,1,2011-01-01,home,M\nT2,2,2011-01-01,home,M',
        ),
        AT,
      ),
    );
    await other.close();
    expect(result).toMatchObject({ rows: 2, held: 2 });
    expect(result.findings).toMatchObject([{ code: 'PR-003', row: null, column: 'missing_at' }]);
  });

  it('takes a header without rows as a nil return when it has a period', async () => {
    const other = await createTestService();
    const result = await other.service.returns.receive(aReceivedReturn(Buffer.from(header), AT));
    await other.close();
    expect(result).toMatchObject({ rows: 0, findings: [] });
  });
});
