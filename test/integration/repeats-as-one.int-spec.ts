import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { acknowledgeAlert, readAlertLife, readAlerts } from '#casework';
import { parseInstant } from '#domain/time';
import { deliverDue } from '#messages';
import type { Mail, Sender } from '#messages';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { ladderOf } from '../support/alerts.js';
import { contextOf } from '../support/children.js';
import { testServers } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

/** Midday in London: nothing is held. */
const REPORTED = '2025-10-07T11:00:00Z';
const COMMISSIONER = 'commissioner.e09000029';
const BOTH = 'Strategy meeting after 3 episodes in 30 days and 3 in 90 days';

let test: TestService;
let ladder: ReturnType<typeof ladderOf>;
let sent: Mail[];

const sender: Sender = {
  channel: 'email',
  check: null,
  send: (mail) => {
    sent.push(mail);
    return Promise.resolve({ kind: 'accepted' });
  },
};
const deliver = (at: string) =>
  deliverDue(test.service.casework, { senders: [sender], publicUrl: 'https://h.example' }, SUTTON, parseInstant(at));
const addressees = () => sent.map(({ to }) => to.split('@')[0]);
const raised = () => ladder.rows<{ id: string; step: string }>('SELECT id, step FROM alert ORDER BY step');

/** A child goes missing for the third time within a week, and for as long as the test lasts. */
async function missingAgain(): Promise<void> {
  const before = { returned_at: '2025-10-01T20:00:00Z', not_completed_reason: 'custody' };
  const rows = [
    aReturnRow({ ...before, provider_ref: 'R1', missing_at: '2025-10-01T09:00:00Z' }),
    aReturnRow({
      ...before,
      provider_ref: 'R2',
      missing_at: '2025-10-04T09:00:00Z',
      returned_at: '2025-10-04T20:00:00Z',
    }),
    aReturnRow({ provider_ref: 'R3', missing_at: '2025-10-07T10:30:00Z', returned_at: '' }),
  ];
  await test.service.returns.receive(aReceivedReturn(aProviderReturn(...rows), REPORTED));
}

describe.each(testServers())('repeats that one episode completes, on $name', (server) => {
  beforeEach(async () => {
    sent = [];
    test = await createTestService({ server });
    ladder = ladderOf(test);
    await missingAgain();
  });
  afterEach(() => test.close());

  it('are alerts of their own in the ledger, and one message', async () => {
    expect((await raised()).map(({ step }) => step)).toEqual(['repeat_3_in_30', 'repeat_3_in_90']);
    expect(await ladder.told()).toEqual([
      ['repeat_3_in_30', 2, 'commissioner'],
      ['repeat_3_in_90', 2, 'commissioner'],
    ]);
    await deliver(REPORTED);
    expect(addressees()).toEqual([COMMISSIONER]);
    expect(sent[0]?.text).toContain(`Deadline: ${BOTH}, due`);
    const kept = await ladder.rows<{ sending: string }>(
      `SELECT DISTINCT sending_id AS sending FROM alert_message WHERE channel = 'email' AND accepted_at IS NOT NULL`,
    );
    expect(kept).toEqual([{ sending: sent[0]?.reference }]);
  });

  it('climb together, and write to nobody who has their message already', async () => {
    await ladder.rows(
      `INSERT INTO child_allocation (authority, id, child_id, team, valid_from, created_at, created_by, modified_at, modified_by)
       SELECT c.authority, gen_random_uuid(), c.id, m.team, '2025-01-01', now(), 'test', now(), 'test'
       FROM child c JOIN membership m ON m.authority = c.authority AND m.role = 'team_manager'`,
    );
    await deliver(REPORTED);
    expect(await ladder.sweep('2025-10-07T23:00:00Z')).toMatchObject({ climbed: 2 });
    await deliver('2025-10-08T06:00:00Z');
    expect(addressees()).toEqual([COMMISSIONER, 'team_manager.e09000029']);
    expect(sent[1]?.subject).toBe('Held in quiet hours: 1 message');
    expect((await ladder.told()).filter(([, rung]) => rung === 3)).toEqual([
      ['repeat_3_in_30', 3, 'commissioner'],
      ['repeat_3_in_90', 3, 'commissioner'],
      ['repeat_3_in_30', 3, 'team_manager'],
      ['repeat_3_in_90', 3, 'team_manager'],
    ]);
  });

  it('write anew to who has their message once a promise has passed', async () => {
    await deliver(REPORTED);
    await takeFirst('Hold the meeting', '2025-10-08T09:00:00Z');
    expect(await ladder.sweep('2025-10-08T09:00:00Z')).toMatchObject({ climbed: 2 });
    await deliver('2025-10-08T09:00:00Z');
    expect(addressees()).toEqual([COMMISSIONER, COMMISSIONER]);
  });

  it('write to somebody whose message could not be delivered when they climb', async () => {
    await deliver(REPORTED);
    await ladder.rows(
      `UPDATE alert_message SET failed_at = now(), delivered_at = NULL, next_attempt_at = NULL, fault = 'busy' WHERE channel = 'email'`,
    );
    await ladder.sweep('2025-10-07T23:00:00Z');
    await deliver('2025-10-08T06:00:00Z');
    expect(addressees()).toEqual([COMMISSIONER, COMMISSIONER]);
  });

  it('are taken on together, with one promise', async () => {
    await takeFirst('Hold the meeting', '2025-10-09T09:00:00Z');
    const by = new Date('2025-10-09T09:00:00Z');
    const taken = await ladder.rows(
      `SELECT a.step, k.promised_by, p.words, s.climbs_at FROM alert_acknowledgement k
       JOIN alert a ON a.id = k.alert_id JOIN alert_escalation s ON s.alert_id = a.id
       JOIN alert_promise p ON p.acknowledgement_id = k.id ORDER BY a.step`,
    );
    const promised = { promised_by: by, words: 'Hold the meeting', climbs_at: by };
    expect(taken).toEqual([
      { step: 'repeat_3_in_30', ...promised },
      { step: 'repeat_3_in_90', ...promised },
    ]);
    const [logged] = await ladder.rows(`SELECT item_count FROM audit_event WHERE action = 'AlertAcknowledge'`);
    expect(logged).toEqual({ item_count: 2 });
    expect(await deliver('2025-10-07T13:00:00Z')).toMatchObject({ accepted: 0, withdrawn: 2 });
  });

  it('stand each by itself once what is to be done about them differs', async () => {
    const [ended, left] = await raised();
    await ladder.rows(
      `UPDATE deadline SET superseded_at = now() FROM alert a WHERE a.deadline_id = deadline.id AND a.id = $1`,
      [ended?.id],
    );
    await deliver(REPORTED);
    expect(sent[0]?.text).toContain('Deadline: Strategy meeting after 3 episodes in 90 days, due');
    const context = await contextOf(test, COMMISSIONER, 'alert.read');
    const { opened } = await readAlertLife(test.service.casework, context, left?.id ?? '');
    expect(opened).toMatchObject({ kind: 'opened', value: { otherSteps: [] } });
    await takeFirst('', null, left?.id);
    expect(await ladder.rows('SELECT alert_id FROM alert_acknowledgement')).toEqual([{ alert_id: left?.id }]);
  });

  it('are seen on the page with the one of them that is opened', async () => {
    const [one, other] = await raised();
    const context = await contextOf(test, COMMISSIONER, 'alert.read');
    const { opened } = await readAlertLife(test.service.casework, context, one?.id ?? '');
    expect(opened).toMatchObject({ kind: 'opened', value: { otherSteps: [other?.step] } });
    expect(await ladder.rows(`SELECT FROM alert_message WHERE channel = 'page' AND seen_at IS NULL`)).toEqual([]);
    const { alerts } = await readAlerts(test.service.casework, context, { whose: 'mine', after: null, most: 9 });
    expect(alerts.map(({ id }) => id).sort()).toEqual([one?.id, other?.id].sort());
  });

  /** The commissioner takes the first of them on, or the one named. */
  async function takeFirst(words: string, by: string | null, id?: string): Promise<void> {
    const [first] = await raised();
    const context = await contextOf(test, COMMISSIONER, 'alert.acknowledge');
    const wish = { words, by: by === null ? null : parseInstant(by) };
    const at = parseInstant('2025-10-07T12:00:00Z');
    const { opened } = await acknowledgeAlert(test.service.casework, context, id ?? first?.id ?? '', wish, at);
    expect(opened).toMatchObject({ kind: 'opened', value: { kind: 'granted' } });
  }
});
