import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setReturnRule, sweepDeadlines } from '#casework';
import { instantOf, parseDay } from '#domain/time';
import { systemContext } from '#persistence';
import { rowOn, signedIn as signIn } from '../support/pages.js';
import { withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn } from '../support/service.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

let web: TestWeb;
const signedIn = (name: string) => signIn(web, name);
const nil = new TextEncoder().encode('provider_ref,date_of_birth,care_status,episode_type,missing_at\n');
/** The month before the last one: due, whatever the day is. */
let month = '';
let monthInWords = '';

const sql = <Row>(text: string, values: unknown[] = []) =>
  withClient(web.database.superuserUrl, async (client) => (await client.query(text, values)).rows as Row[]);

beforeAll(async () => {
  web = await createTestWeb();
  const contracts = await sql<{ id: string; month: string; words: string; now: Date }>(
    `SELECT c.id, to_char(m.at, 'YYYY-MM') AS month, to_char(m.at, 'FMMonth YYYY') AS words, now()
     FROM contract c JOIN provider p ON p.id = c.provider_id,
       (SELECT date_trunc('month', now() AT TIME ZONE 'Europe/London') - interval '2 months' AS at) m
     WHERE c.authority = $1 AND p.code IN ('HARBOUR', 'KESTREL')`,
    [SUTTON],
  );
  [month, monthInWords] = [contracts[0]?.month ?? '', contracts[0]?.words ?? ''];
  for (const { id: contractId } of contracts)
    await web.service.casework.write(systemContext(SUTTON, 'test'), ({ tx }) =>
      setReturnRule(tx, {
        contractId,
        validFrom: parseDay(`${month}-01`),
        dueWorkingDay: 20,
        requiredColumns: [],
        needsConfirmation: false,
      }),
    );
  await sweepDeadlines(web.service.casework, SUTTON, instantOf(contracts[0]?.now ?? new Date()), 'test');
}, 60_000);
afterAll(() => web.close());

const partOf = (page: string, code: string) =>
  page.split('<section').find((each) => each.includes(`id="${code}"`)) ?? '';

describe('the page of provider returns', () => {
  it('shows the council every provider and month in words, and the chases on its worklist, until they come', async () => {
    const commissioner = await signedIn('commissioner, Sutton');
    const before = (await commissioner.open('/returns')).body;
    expect(rowOn(partOf(before, 'HARBOUR'), monthInWords)).toContain('Missing');
    expect(partOf(before, 'NORTHWAY')).toContain('asks for no monthly return');
    const worklist = (await commissioner.open('/worklist')).body;
    expect(rowOn(partOf(worklist, 'chases'), 'Harbour')).toContain(monthInWords);
    await web.service.returns.receive({ ...aReceivedReturn(nil), period: month });
    const after = (await commissioner.open('/returns')).body;
    expect(rowOn(partOf(after, 'HARBOUR'), monthInWords)).toContain('Nil return received late');
    expect(rowOn(partOf((await commissioner.open('/worklist')).body, 'chases'), 'Harbour')).toBe('');
  });

  it('shows a provider’s manager its own returns and chases alone, and others nothing', async () => {
    const manager = await signedIn('manager, KESTREL');
    const page = (await manager.open('/returns')).body;
    expect(rowOn(partOf(page, 'KESTREL'), monthInWords)).toContain('Missing');
    expect(page).not.toContain('Harbour');
    expect(partOf((await manager.open('/worklist')).body, 'chases')).toContain('Kestrel');
    const worker = await signedIn('interviewer, KESTREL');
    expect((await worker.open('/returns')).status).toBe(403);
    expect((await worker.open('/worklist')).body).not.toContain('id="chases"');
  });
});
