import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { ladderOf } from '../support/alerts.js';
import { testServers } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

const RECEIVED = '2025-10-07T07:00:00Z';
let test: TestService;
let ladder: ReturnType<typeof ladderOf>;

const receive = (at: string, ...rows: Parameters<typeof aProviderReturn>) =>
  test.service.returns.receive(aReceivedReturn(aProviderReturn(...rows), at));
const anOffer = { offered_at: '2025-10-07T06:20:00Z', offered_to: 'child' };
const anInterview = { interview_at: '2025-10-07T06:40:00Z', interview_mode: 'in_person' };

/** The child came back on 7 October at 6:00 and was offered the interview, which nobody books. */
async function owed(): Promise<void> {
  await receive(RECEIVED, aReturnRow(anOffer));
}

describe.each(testServers())('the ladder of alerts on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server });
    ladder = ladderOf(test);
  });
  afterEach(() => test.close());

  it('tells who stands on the rung of the step in the transaction that raises it, and nobody else', async () => {
    await receive(RECEIVED, aReturnRow());
    await ladder.sweep('2025-10-08T06:00:00Z');
    expect(await ladder.told()).toEqual([['missed_24', 0, 'provider_worker']]);
    await ladder.sweep('2025-10-09T06:00:00Z');
    expect((await ladder.told()).slice(-1)).toEqual([['warning_48', 1, 'provider_manager']]);
    const messages = await ladder.rows(
      `SELECT channel, accepted_at = queued_at AND delivered_at = queued_at AS is_there, seen_at, next_attempt_at
       FROM alert_message WHERE channel = 'page'`,
    );
    expect(messages.slice(0, 1)).toEqual([{ channel: 'page', is_there: true, seen_at: null, next_attempt_at: null }]);
  });

  it('writes to whoever gave an address, once on each rung, and holds it for the night where the step may wait', async () => {
    await receive('2025-10-07T21:00:00Z', aReturnRow({ returned_at: '2025-10-07T20:30:00Z' }));
    await ladder.sweep('2025-10-08T20:30:00Z');
    await ladder.sweep('2025-10-08T20:30:00Z');
    await ladder.sweep('2025-10-09T20:30:00Z');
    const written = await ladder.rows(
      `SELECT a.step, m.queued_at, m.next_attempt_at, m.held_until, m.accepted_at FROM alert_message m
       JOIN alert a ON a.id = m.alert_id WHERE m.channel = 'email' AND (a.step, m.rung) IN (('missed_24', 0), ('warning_48', 1))
       ORDER BY m.queued_at`,
    );
    const [offer, warning] = [new Date('2025-10-08T20:30:00Z'), new Date('2025-10-09T20:30:00Z')];
    expect(written).toEqual([
      {
        ...{ step: 'missed_24', queued_at: offer, next_attempt_at: offer, accepted_at: null },
        held_until: new Date('2025-10-09T06:00:00Z'),
      },
      { step: 'warning_48', queued_at: warning, next_attempt_at: warning, accepted_at: null, held_until: null },
    ]);
  });

  it('climbs a rung when nobody answers, once, and tells the next people', async () => {
    await owed();
    await ladder.sweep('2025-10-10T06:00:00Z');
    expect(await ladder.standing()).toMatchObject([
      { step: 'warning_48', rung: 1, climbs_at: null },
      { step: 'warning_60', rung: 2, climbs_at: null },
      { step: 'missed_72', rung: 3, climbs_at: new Date('2025-10-11T06:00:00Z') },
    ]);
    expect(await ladder.sweep('2025-10-11T05:59:59Z')).toMatchObject({ climbed: 0 });
    await nameHead();
    expect(await ladder.sweep('2025-10-11T06:00:00Z')).toEqual({ checked: 0, raised: 0, climbed: 1 });
    expect(await ladder.sweep('2025-10-11T06:00:00Z')).toMatchObject({ climbed: 0 });
    expect(await ladder.told()).toEqual([
      ['warning_48', 1, 'provider_manager'],
      ['warning_60', 2, 'commissioner'],
      ['missed_72', 3, 'commissioner'],
      ['missed_72', 4, 'social_worker'],
    ]);
    expect(await ladder.sweep('2025-12-11T06:00:00Z')).toMatchObject({ climbed: 0 });
  });

  it('climbs each rung once when four workers sweep at a time', async () => {
    await receive(
      RECEIVED,
      ...Array.from({ length: 700 }, (_, index) => aReturnRow({ provider_ref: `T${index}`, child_id: `C${index}` })),
    );
    await ladder.sweep('2025-10-08T06:00:00Z');
    const swept = await Promise.all([1, 2, 3, 4].map(() => ladder.sweep('2025-10-08T18:00:00Z')));
    await ladder.sweep('2025-10-08T18:00:00Z');
    expect(swept.reduce((sum, { climbed }) => sum + climbed, 0)).toBeLessThanOrEqual(700);
    const told = await ladder.rows(
      `SELECT rung, count(*)::integer AS count FROM alert_message WHERE channel = 'page' GROUP BY rung ORDER BY rung`,
    );
    expect(told).toEqual([
      { rung: 0, count: 700 },
      { rung: 1, count: 700 },
    ]);
  });

  it('lets a step that follows take the place of the one before', async () => {
    await owed();
    await ladder.sweep('2025-10-09T06:00:00Z');
    expect(await ladder.sweep('2025-10-09T18:00:00Z')).toEqual({ checked: 1, raised: 1, climbed: 0 });
    expect(await ladder.told()).toEqual([
      ['warning_48', 1, 'provider_manager'],
      ['warning_60', 2, 'commissioner'],
    ]);
  });

  it('ends with the deadline, and asks anew when what had settled it is taken back', async () => {
    await owed();
    await ladder.sweep('2025-10-10T06:00:00Z');
    await receive('2025-10-10T07:00:00Z', aReturnRow({ not_completed_reason: 'custody' }));
    expect((await ladder.standing()).map(({ climbs_at: at }) => at)).toEqual([null, null, null]);
    expect(await ladder.sweep('2025-10-20T06:00:00Z')).toMatchObject({ climbed: 0 });
    await receive('2025-10-21T06:00:00Z', aReturnRow({ not_completed_reason: '-' }));
    expect(await ladder.standing()).toMatchObject([
      { climbs_at: null },
      { climbs_at: null },
      { rung: 3, climbs_at: new Date('2025-10-22T06:00:00Z') },
    ]);
    expect((await ladder.told()).filter(([step]) => step === 'missed_72')).toEqual([
      ['missed_72', 3, 'commissioner'],
      ['missed_72', 3, 'commissioner'],
    ]);
  });

  it('tells nobody of a child who is no longer owed an interview, though a job comes late', async () => {
    await owed();
    await ladder.sweep('2025-10-09T06:00:00Z');
    await receive('2025-10-09T07:00:00Z', aReturnRow({ ...anOffer, ...anInterview }));
    await ladder.rows(`UPDATE alert_escalation SET climbs_at = '2025-10-09T08:00:00Z'`);
    expect(await ladder.sweep('2025-10-09T18:00:00Z')).toEqual({ checked: 0, raised: 0, climbed: 0 });
    expect(await ladder.told()).toHaveLength(1);
    expect(await ladder.standing()).toMatchObject([{ rung: 1, climbs_at: null }]);
  });

  it('tells only those who may see the child: of a restricted record whoever is admitted', async () => {
    await owed();
    await ladder.rows(`UPDATE child SET is_restricted = true`);
    const commissioner = await ladder.personOf('commissioner.e09000029');
    await ladder.rows(
      `INSERT INTO child_admission (authority, id, child_id, person_id, kind, reason, starts_at, created_at, created_by, modified_at, modified_by)
       SELECT authority, gen_random_uuid(), id, $1, 'listed', 'a reason', now() - interval '1 day', now(), 'test', now(), 'test' FROM child`,
      [commissioner],
    );
    await ladder.sweep('2025-10-09T06:00:00Z');
    expect(await ladder.told()).toEqual([['warning_48', 2, 'commissioner']]);
  });

  it('tells the team manager of the team that the child is allocated to, beside the commissioner', async () => {
    await owed();
    await ladder.rows(
      `INSERT INTO child_allocation (authority, id, child_id, team, valid_from, created_at, created_by, modified_at, modified_by)
       SELECT c.authority, gen_random_uuid(), c.id, m.team, '2025-01-01', now(), 'test', now(), 'test'
       FROM child c JOIN membership m ON m.authority = c.authority AND m.role = 'team_manager'`,
    );
    await ladder.sweep('2025-10-10T06:00:00Z');
    expect((await ladder.told()).slice(-2)).toEqual([
      ['missed_72', 3, 'commissioner'],
      ['missed_72', 3, 'team_manager'],
    ]);
  });

  it('tells the cover instead of whoever is away', async () => {
    await owed();
    const [covered, covering] = [
      await ladder.personOf('provider_manager.harbour'),
      await ladder.personOf('provider_worker.harbour'),
    ];
    await ladder.rows(
      `INSERT INTO alert_cover (authority, id, covered_id, covering_id, valid_from, valid_to, created_at, created_by, modified_at, modified_by)
       VALUES ($1, gen_random_uuid(), $2, $3, current_date - 1, current_date + 2, now(), 'test', now(), 'test')`,
      [SUTTON, covered, covering],
    );
    await ladder.sweep('2025-10-09T06:00:00Z');
    expect(await ladder.told()).toEqual([['warning_48', 1, 'provider_worker']]);
  });

  it('looks up what has to climb by the index on authority and time', async () => {
    await receive(
      RECEIVED,
      ...Array.from({ length: 300 }, (_, index) => aReturnRow({ provider_ref: `T${index}`, child_id: `C${index}` })),
    );
    await ladder.sweep('2025-10-08T06:00:00Z');
    await ladder.rows('ANALYZE alert_escalation');
    const plan = await ladder.rows<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT alert_id FROM alert_escalation WHERE authority = '${SUTTON}' AND climbs_at <= '2025-10-08T07:00:00Z'
       ORDER BY climbs_at LIMIT 500 FOR UPDATE SKIP LOCKED`,
    );
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index.*alert_escalation_climbs_at/);
  });

  async function nameHead(): Promise<void> {
    const head = await ladder.personOf('social_worker.e09000029');
    await ladder.rows(
      `INSERT INTO child_allocation (authority, id, child_id, team, person_id, valid_from, created_at, created_by, modified_at, modified_by)
       SELECT c.authority, gen_random_uuid(), c.id, 'Another team', $1, '2025-01-01', now(), 'test', now(), 'test' FROM child c`,
      [head],
    );
    await ladder.rows(`INSERT INTO alert_ladder VALUES ($1, gen_random_uuid(), 12, 12, 12, 24, $2, now(), 'test')`, [
      SUTTON,
      head,
    ]);
  }
});
