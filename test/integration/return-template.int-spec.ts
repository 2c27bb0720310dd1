import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordEpisode } from '#casework';
import { parseDay } from '#domain/time';
import type { Moment } from '#domain/time';
import type { TransactionContext } from '#persistence';
import { makeReturnTemplate, parseReturn, returnOfRow } from '#submissions';
import { aMoment } from '../builders/index.js';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { contextOf } from '../support/children.js';
import { testServers, withClient } from '../support/postgres.js';
import { aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

describe.each(testServers())('the workbook of a month on $name', (server) => {
  let test: TestService;
  let officer: TransactionContext;
  let rows: readonly Readonly<Record<string, string>>[];
  let reference = '';

  /** An episode that the council records, and refers where a provider is named. */
  const refer = async (child: string, provider: string | null, missing: Moment, returned: Moment | null = null) => {
    const context = await contextOf(test, 'commissioner.e09000029', 'episode.record');
    const [found] = await test.service.database.query<{ id: string }[]>('SELECT id FROM provider WHERE code = $1', [
      provider,
    ]);
    const recorded = await recordEpisode(test.service.casework, context, test.service.lists, {
      key: crypto.randomUUID(),
      child: {
        ...{ councilChildId: child, givenName: 'Testo', familyName: `Sample-${child}`, gender: null },
        dateOfBirth: parseDay('2011-05-04'),
      },
      episode: {
        ...{ episode_type: 'M', care_status: 'home', missing_at: missing, returned_at: returned },
        referral: found ? { providerId: found.id, referredAt: aMoment('2025-10-27T10:00:00Z') } : null,
      },
    });
    return recorded.kind === 'recorded' ? recorded.reference : 'not recorded';
  };
  const made = async () => makeReturnTemplate(test.service.database, test.service.lists, officer, '2025-10');
  const counted = (sql: string) =>
    withClient(test.database.superuserUrl, async (client) => (await client.query(sql)).rowCount);

  beforeAll(async () => {
    test = await createTestService({ server });
    officer = await contextOf(test, 'provider_data_officer.harbour', 'return.template.read');
    // The second of two hours that the clocks showed alike.
    reference = await refer('R-1', 'HARBOUR', aMoment('2025-10-26T01:30:00Z'), aMoment('2025-10-26T09:00:00Z'));
    await refer('R-2', 'NORTHWAY', aMoment('2025-10-20T18:00:00Z'));
    await refer('R-3', null, aMoment('2025-10-20T18:00:00Z'));
    await test.service.returns.receive(aReceivedReturn(aProviderReturn(aReturnRow({ child_id: 'R-4' }))));
    const done = {
      interview_at: '2025-10-08T10:00:00Z',
      interview_mode: 'in_person',
      offered_at: '2025-10-07T10:00:00Z',
    };
    const over = aReturnRow({
      provider_ref: 'T9',
      child_id: 'R-5',
      offer_outcome: 'accepted',
      push_factors: 'none_given',
      ...done,
    });
    expect((await test.service.returns.receive(aReceivedReturn(aProviderReturn(over)))).new).toBe(1);
    rows = (await parseReturn(await made(), null)).rows.map(({ cells }) =>
      Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== '')),
    );
  }, 120_000);
  afterAll(() => test.close());

  it('holds the provider’s open referrals, the earliest first, and no other child', () => {
    expect(rows).toEqual([
      {
        ...{ provider_ref: 'T001', child_id: 'R-4', given_name: 'Testo', family_name: 'Willow-Sample' },
        ...{ date_of_birth: '04/05/2011', care_status: 'home', episode_type: 'M' },
        ...{ missing_at: '06/10/2025 19:00', returned_at: '07/10/2025 07:00' },
      },
      {
        ...{ council_ref: reference, child_id: 'R-1', given_name: 'Testo', family_name: 'Sample-R-1' },
        ...{ date_of_birth: '04/05/2011', care_status: 'home', episode_type: 'M' },
        ...{ missing_at: '2025-10-26T01:30:00Z', returned_at: '26/10/2025 09:00', referred_at: '27/10/2025 10:00' },
      },
    ]);
  });

  it('puts each of them on record', async () => {
    const subjects = `SELECT FROM audit_subject s JOIN child_identity i ON i.child_id = s.child_id
      WHERE i.council_child_id IN ('R-1', 'R-4') AND s.event_id = (
        SELECT id FROM audit_event WHERE action = 'ReturnTemplateRead' ORDER BY occurred_at DESC LIMIT 1)`;
    expect(await counted(subjects)).toBe(2);
    expect(await counted(`SELECT FROM audit_event WHERE action = 'ReturnTemplateRead'`)).toBe(1);
  });

  it('changes nothing when it is sent in as it is, and lands on the referral once that has a reference', async () => {
    const [known = {}, referred = {}] = rows;
    const again = await test.service.returns.receive(aReceivedReturn(returnOfRow('2025-10', known)));
    expect(again).toMatchObject({ same: 1, findings: [] });
    const episodes = await counted('SELECT FROM missing_episode');
    const taken = await test.service.returns.receive(
      aReceivedReturn(returnOfRow('2025-10', { ...referred, provider_ref: 'T-OWN' })),
    );
    expect(taken).toMatchObject({ same: 1, findings: [] });
    expect(await counted('SELECT FROM missing_episode')).toBe(episodes);
    expect(await counted(`SELECT FROM source_reference WHERE ref = 'T-OWN'`)).toBe(1);
  });

  it('leaves out a record that is restricted to others', async () => {
    await withClient(test.database.superuserUrl, (client) =>
      client.query(
        `UPDATE child SET is_restricted = true WHERE id = (SELECT child_id FROM child_identity WHERE council_child_id = 'R-1')`,
      ),
    );
    const left = (await parseReturn(await made(), null)).rows.map(({ cells }) => cells['child_id']);
    expect(left).toEqual(['R-4']);
  });
});
