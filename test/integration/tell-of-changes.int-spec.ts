import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import { acknowledgeAlert, readAlerts } from '#casework';
import { instantOf, plusHours } from '#domain/time';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { ladderOf } from '../support/alerts.js';
import { contextOf } from '../support/children.js';
import { testServers, withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';
import { connect } from '../support/two-authorities.js';
import { until } from '../support/until.js';

const MANAGER = 'provider_manager.harbour';
const now = instantOf(new Date());

let test: TestService;
let listener: Client;
let told: string[];
let harbour: string;
let northway: string;

const sql = (text: string) => withClient(test.database.superuserUrl, (client) => client.query(text));
const idOf = async (code: string) =>
  String((await ladderOf(test).rows<{ id: string }>('SELECT id FROM provider WHERE code = $1', [code]))[0]?.id);

/** What is told of some work, in the words of the channel; told in the order of the transactions, so the last ends it. */
async function toldOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  told = [];
  await work();
  await sql(`SELECT pg_notify('homeward_change', 'that was all')`);
  await until('all is told', () => told.at(-1) === 'that was all');
  return told.slice(0, -1);
}
const once = (words: readonly string[]) => [...new Set(words)].sort();

/** Takes in a child who is back for two days, of whom somebody has to be warned. */
const receive = (count = 1) =>
  test.service.returns.receive(
    aReceivedReturn(
      aProviderReturn(
        ...Array.from({ length: count }, (_, index) =>
          aReturnRow({
            ...{ provider_ref: `C${index}`, child_id: `C${index}`, missing_at: plusHours(now, -60).toString() },
            ...{
              returned_at: plusHours(now, -49).toString(),
              offered_at: plusHours(now, -48).toString(),
              offered_to: 'child',
            },
          }),
        ),
      ),
      plusHours(now, -47).toString(),
    ),
  );

describe.each(testServers())('what is told of changes on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server });
    [harbour, northway] = [await idOf('HARBOUR'), await idOf('NORTHWAY')];
    listener = await connect(test.database.superuserUrl);
    listener.on('notification', ({ payload = '' }) => told.push(payload));
    await listener.query('LISTEN homeward_change');
  });
  afterEach(async () => {
    await listener.end();
    await test.close();
  });

  it('is the authority, the kind of list and the provider, once for each transaction', async () => {
    const worklist = `${SUTTON} worklist ${harbour}`;
    expect(await toldOf(() => receive(40))).toEqual([worklist]);
    expect(await toldOf(() => receive(40))).toEqual([]);
    const raised = await toldOf(() => ladderOf(test).sweep(plusHours(now, -1).toString()));
    expect(once(raised)).toEqual([`${SUTTON} alerts ${harbour}`, worklist]);
    const { alerts } = await readAlerts(test.service.casework, await contextOf(test, MANAGER, 'alert.read'), {
      ...{ whose: 'mine', after: null, most: 1 },
    });
    const context = await contextOf(test, MANAGER, 'alert.acknowledge');
    const taken = await toldOf(() =>
      acknowledgeAlert(test.service.casework, context, alerts[0]?.id ?? '', { words: '', by: null }),
    );
    expect(once(taken)).toEqual([`${SUTTON} alerts ${harbour}`]);
  });

  it('reaches both providers where an episode goes from one to the other', async () => {
    await receive();
    const moved = await toldOf(() => sql(`UPDATE missing_episode SET provider_id = '${northway}'`));
    expect(once(moved)).toEqual([`${SUTTON} worklist ${harbour}`, `${SUTTON} worklist ${northway}`].sort());
  });

  it('is nothing where nothing is written, and nothing of what is rolled back', async () => {
    await receive();
    expect(await toldOf(() => sql('UPDATE deadline SET due_at = due_at WHERE false'))).toEqual([]);
    expect(await toldOf(() => sql('BEGIN; UPDATE deadline SET due_at = due_at; ROLLBACK'))).toEqual([]);
  });

  it.each([
    ...(['deadline', 'interview_requirement', 'interview_offer'] as const).map((table) => [table, 'worklist'] as const),
    ['alert_escalation', 'alerts'],
  ])('is told of each change in %s', async (table, kind) => {
    await receive();
    await ladderOf(test).sweep(plusHours(now, -1).toString());
    const changed = await toldOf(() => sql(`UPDATE ${table} SET authority = authority`));
    expect(changed).toEqual([`${SUTTON} ${kind} ${harbour}`]);
  });

  it('is of nobody where the council alone was told of a child', async () => {
    const list =
      'reference,child,date_of_birth,missing,returned\nP-1,NOBODY,04/05/2012,30/10/2025 20:00,31/10/2025 08:00';
    const changed = await toldOf(() =>
      test.service.notifications.receive({
        ...{ authority: SUTTON, source: 'police', bytes: new TextEncoder().encode(list), at: null },
        ...{ actorName: 'test', personId: null, requestId: null },
      }),
    );
    expect(once(changed)).toEqual([`${SUTTON} worklist`]);
  });
});
