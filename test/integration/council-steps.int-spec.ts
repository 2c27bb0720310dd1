import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { correctReturn, readCouncilSteps, recordCouncilStep, sweepDeadlines, takeBackCouncilStep } from '#casework';
import { parseInstant } from '#domain/time';
import { inTransaction, listMovedDeadlines, systemContext } from '#persistence';
import { aMoment } from '../builders/index.js';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { testServers, withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

let test: TestService;
const context = systemContext(SUTTON, 'test');
const sql = <Row>(text: string, values: unknown[] = []) =>
  withClient(test.database.superuserUrl, async (client) => (await client.query(text, values)).rows as Row[]);
const receive = (at: string, words: Parameters<typeof aReturnRow>[0]) =>
  test.service.returns.receive(aReceivedReturn(aProviderReturn(aReturnRow(words)), at));
async function where() {
  const [row] = await sql<{ childId: string; episodeId: string }>(
    'SELECT child_id AS "childId", id AS "episodeId" FROM missing_episode',
  );
  if (!row) throw new Error('There is no episode.');
  return row;
}
const running = async () =>
  (
    await sql<{ kind: string }>(
      'SELECT kind FROM deadline WHERE settled_at IS NULL AND superseded_at IS NULL ORDER BY kind',
    )
  ).map(({ kind }) => kind);

describe.each(testServers())('what the council does itself on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server });
  });
  afterEach(() => test.close());

  it('settles the clock that waits for it, which runs again where it is taken back; both are on record', async () => {
    await receive('2025-10-07T01:05:00Z', { missing_at: '2025-10-07T01:00:00Z', returned_at: '' });
    const here = await where();
    expect(await running()).toEqual(['senior_manager', 'strategy_meeting']);
    const told = { step: 'senior_manager_told', takenAt: aMoment('07/10/2025 10:00') } as const;
    const record = () => recordCouncilStep(test.service.casework, context, here, told);
    expect(await record()).toEqual({ kind: 'opened', value: { kind: 'granted', value: null } });
    expect(await running()).toEqual(['strategy_meeting']);
    expect(await record()).toMatchObject({ value: { kind: 'refused', because: 'step-recorded-already' } });
    const shown = await readCouncilSteps(test.service.database, context, here);
    if (shown.kind !== 'opened') throw new Error(shown.kind);
    expect(shown.value.steps).toMatchObject([{ ...told, by: 'The council' }]);
    const takeBack = () => takeBackCouncilStep(test.service.casework, context, here, (steps) => steps[0] ?? null);
    expect(await takeBack()).toMatchObject({ kind: 'opened', value: { kind: 'granted' } });
    expect(await running()).toEqual(['senior_manager', 'strategy_meeting']);
    expect(await takeBack()).toMatchObject({ value: { kind: 'refused', because: 'step-not-recorded' } });
    const absent = { ...here, episodeId: '00000000-0000-7000-8000-000000000000' };
    expect(await recordCouncilStep(test.service.casework, context, absent, told)).toEqual({ kind: 'not-there' });
    const logged = await sql<{ action: string; outcome: string | null }>(
      `SELECT action FROM audit_event WHERE action LIKE 'CouncilStep%' AND item_count > 0 ORDER BY action`,
    );
    expect(logged.map(({ action }) => action)).toEqual(['CouncilStepRecord', 'CouncilStepTakeBack']);
  });

  it('is taken back once, also where two do it at once', async () => {
    await receive('2025-10-07T01:05:00Z', { missing_at: '2025-10-07T01:00:00Z', returned_at: '' });
    const here = await where();
    const told = { step: 'senior_manager_told', takenAt: aMoment('07/10/2025 10:00') } as const;
    await recordCouncilStep(test.service.casework, context, here, told);
    const takeBack = () => takeBackCouncilStep(test.service.casework, context, here, (steps) => steps[0] ?? null);
    const answers = await Promise.all([takeBack(), takeBack(), takeBack()]);
    const granted = answers.filter((answer) => answer.kind === 'opened' && answer.value.kind === 'granted');
    expect(granted).toHaveLength(1);
  });

  it('keeps of each clock that a correction moved the old due time, the new one, who and why; what was raised stays', async () => {
    await receive('2025-10-07T07:00:00Z', { missing_at: '2025-10-07T01:00:00Z', returned_at: '2025-10-07T06:00:00Z' });
    await sweepDeadlines(test.service.casework, SUTTON, parseInstant('2025-10-08T06:00:00Z'), 'test');
    const before = await sql('SELECT * FROM alert ORDER BY id');
    expect(before).toHaveLength(1);
    const here = await where();
    const wish = { returnedAt: aMoment('07/10/2025 09:00'), reason: 'The carer rang with the right time' };
    const [person] = await sql<{ id: string; display_name: string }>('SELECT id, display_name FROM person LIMIT 1');
    const asPerson = { ...context, personId: person?.id ?? null };
    expect(await correctReturn(test.service.casework, asPerson, here, wish)).toMatchObject({ kind: 'opened' });
    const moved = await inTransaction(test.service.database, context, (tx) => listMovedDeadlines(tx, [here.episodeId]));
    const words = { because: 'return', reason: wish.reason, byName: person?.display_name ?? null };
    expect(moved.get(here.episodeId)).toMatchObject([
      { kind: 'interview', ...words },
      { kind: 'offer', ...words },
    ]);
    expect(
      moved.get(here.episodeId)?.map(({ oldDueAt, newDueAt }) => [oldDueAt.toString(), newDueAt?.toString()]),
    ).toEqual([
      ['2025-10-10T06:00:00Z', '2025-10-10T08:00:00Z'],
      ['2025-10-08T06:00:00Z', '2025-10-08T08:00:00Z'],
    ]);
    const after = await sql('SELECT * FROM alert ORDER BY id');
    expect(after).toEqual(expect.arrayContaining(before));
  });

  it('says which fact moved a clock where a provider’s return did', async () => {
    const missing = { missing_at: '2025-10-07T01:00:00Z', returned_at: '' };
    await receive('2025-10-07T01:05:00Z', missing);
    await receive('2025-10-07T02:00:00Z', { ...missing, episode_type: 'A' });
    const here = await where();
    const moved = await inTransaction(test.service.database, context, (tx) => listMovedDeadlines(tx, [here.episodeId]));
    expect(moved.get(here.episodeId)).toMatchObject([
      { kind: 'senior_manager', newDueAt: null, because: 'class', reason: null, byName: null },
      { kind: 'strategy_meeting', newDueAt: null, because: 'class', reason: null, byName: null },
    ]);
    expect(await running()).toEqual([]);
  });
});
