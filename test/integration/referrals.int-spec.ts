import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mergeReports, readReconciliation, readReferralForm, readWorklist, referEpisode } from '#casework';
import { parseInstant, parseReportingMonth } from '#domain/time';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import { makeReturnTemplate, parseReturn } from '#submissions';
import { aMoment } from '../builders/index.js';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { contextOf, lastAudit } from '../support/children.js';
import { testServers, withClient } from '../support/postgres.js';
import { recordAnEpisode } from '../support/recorded-episode.js';
import type { RecordedEpisode } from '../support/recorded-episode.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

const REFERRED = '2025-10-07T09:00:00Z';
/** A second episode of the same day. */
const secondOf = (day: string) => ({
  missing_at: aMoment(`${day}T09:00:00Z`),
  returned_at: aMoment(`${day}T12:00:00Z`),
});
const refusal = (because: string) => ({ kind: 'opened', value: { kind: 'refused', because } });

describe.each(testServers())('referring an episode that is on record, on $name', (server) => {
  let test: TestService;
  let commissioner: TransactionContext;
  let harbour: string;
  let northway: string;
  let child = 0;

  const rowsOf = (sql: string, parameters: readonly unknown[] = []) =>
    withClient(
      test.database.superuserUrl,
      async (client) => (await client.query<Record<string, unknown>>(sql, [...parameters])).rows,
    );
  const providerOf = async (code: string) =>
    String((await rowsOf('SELECT id FROM provider WHERE code = $1', [code]))[0]?.['id']);
  const record = (words: Parameters<typeof recordAnEpisode>[2] = {}) =>
    recordAnEpisode(test, `R-${(child += 1)}`, words);
  const refer = (where: RecordedEpisode, providerId = harbour, at = REFERRED, context = commissioner) =>
    referEpisode(test.service.casework, context, where, { providerId, referredAt: aMoment(at) });
  const facts = (of: RecordedEpisode) =>
    rowsOf(
      `SELECT e.provider_id, q.referred_at, q.referred_time_known, t.council_ref FROM missing_episode e
       JOIN interview_requirement q ON q.episode_id = e.id JOIN case_text t ON t.episode_id = e.id WHERE e.id = $1`,
      [of.episodeId],
    );
  const workbookOf = async (name: string) => {
    const officer = await contextOf(test, `provider_data_officer.${name}`, 'return.template.read');
    const workbook = await makeReturnTemplate(test.service.database, test.service.lists, officer, '2025-10');
    return (await parseReturn(workbook, null)).rows.map(({ cells }) => cells);
  };

  beforeAll(async () => {
    test = await createTestService({ server });
    commissioner = await contextOf(test, 'commissioner.e09000029', 'episode.record');
    [harbour, northway] = [await providerOf('HARBOUR'), await providerOf('NORTHWAY')];
  }, 60_000);
  afterAll(() => test.close());

  it('leaves what is left where it is referred as it is recorded', async () => {
    const [later, atOnce] = [
      await record(),
      await record({ referral: { providerId: harbour, referredAt: aMoment(REFERRED) } }),
    ];
    const done = await refer(later);
    expect(done).toEqual({ kind: 'opened', value: { kind: 'granted', value: { reference: later.reference } } });
    const stands = { provider_id: harbour, referred_at: new Date(REFERRED), referred_time_known: true };
    expect(await facts(later)).toEqual([{ ...stands, council_ref: later.reference }]);
    expect(await facts(atOnce)).toEqual([{ ...stands, council_ref: atOnce.reference }]);
    const clocks = ({ episodeId }: RecordedEpisode) =>
      rowsOf(
        `SELECT kind, rule_version, starts_at, due_at, settled_at, superseded_at FROM deadline WHERE episode_id = $1 ORDER BY kind`,
        [episodeId],
      );
    expect(await clocks(later)).toEqual(await clocks(atOnce));
    expect(await clocks(later)).toHaveLength(2);
  });

  it('is on record with the child, the episode and who is asked', async () => {
    const where = await record();
    await refer(where);
    expect(await lastAudit(test, 1)).toMatchObject([
      { action: 'EpisodeRefer', outcome: 'done', reason: 'to HARBOUR', children: [where.childId] },
    ]);
    const [event] = await rowsOf(
      `SELECT item_id, role FROM audit_event WHERE action = 'EpisodeRefer' ORDER BY occurred_at DESC, id DESC`,
    );
    expect(event).toEqual({ item_id: where.episodeId, role: 'commissioner' });
  });

  it('takes the episode from the head of the lists, and puts it before the provider', async () => {
    const where = await record();
    const october = parseReportingMonth('2025-10');
    const neverReferred = async () => {
      if (!october) throw new Error('October is a month.');
      const { lists } = await readReconciliation(test.service.database, commissioner, october);
      return lists?.neverReferred.map(({ episode }) => episode?.id);
    };
    const worker = await contextOf(test, 'provider_worker.harbour', 'worklist.read');
    const worklist = async () =>
      (await readWorklist(test.service.database, worker, parseInstant('2025-10-08T09:00:00Z'))).items.map(
        ({ episodeId }) => episodeId,
      );
    const refs = async (name: string) => (await workbookOf(name)).map(({ council_ref: ref }) => ref);
    expect([await neverReferred(), await worklist(), await refs('harbour')]).toEqual([
      expect.arrayContaining([where.episodeId]),
      expect.not.arrayContaining([where.episodeId]),
      expect.not.arrayContaining([where.reference]),
    ]);
    await refer(where);
    expect([await neverReferred(), await worklist(), await refs('harbour'), await refs('northway')]).toEqual([
      expect.not.arrayContaining([where.episodeId]),
      expect.arrayContaining([where.episodeId]),
      expect.arrayContaining([where.reference]),
      expect.not.arrayContaining([where.reference]),
    ]);
  });

  it('lets the provider answer by the reference, and makes no second episode', async () => {
    const where = await record();
    await refer(where);
    const row = aReturnRow({ provider_ref: `T-${child}`, child_id: `R-${child}`, family_name: `Sample-R-${child}` });
    const received = aReceivedReturn(aProviderReturn({ ...row, council_ref: where.reference, police_risk: 'high' }));
    expect(await test.service.returns.receive(received)).toMatchObject({ changed: 1, new: 0, held: 0 });
    expect(await rowsOf('SELECT id FROM missing_episode WHERE child_id = $1', [where.childId])).toEqual([
      { id: where.episodeId },
    ]);
  });

  it('is done once, also when two do it at the same moment', async () => {
    const where = await record();
    const both = await Promise.all([refer(where), refer(where, northway)]);
    expect(both.map((each) => each.kind === 'opened' && each.value.kind).sort()).toEqual(['granted', 'refused']);
    const before = await facts(where);
    expect(await refer(where, northway)).toEqual(refusal('referred-already'));
    expect(await facts(where)).toEqual(before);
    expect(await lastAudit(test, 1)).toMatchObject([
      { action: 'EpisodeRefer', outcome: 'refused', reason: 'referred-already', children: [where.childId] },
    ]);
  });

  it('says of a referred episode to whom, and offers nobody any more', async () => {
    const where = await record();
    const form = () => readReferralForm(test.service.database, commissioner, where);
    const open = await form();
    expect(open).toMatchObject({ kind: 'opened', value: { referral: null, refusal: null } });
    expect(open.kind === 'opened' && open.value.choices.map(({ providerId }) => providerId)).toContain(harbour);
    await refer(where);
    expect(await form()).toMatchObject({
      kind: 'opened',
      value: { refusal: 'referred-already', choices: [], referral: { reference: where.reference } },
    });
  });

  it('offers a provider by the contract that is in force, whatever is agreed for later', async () => {
    const where = await record();
    const kindOfHarbour = async () => {
      const form = await readReferralForm(test.service.database, commissioner, where);
      return form.kind === 'opened' && form.value.choices.find(({ providerId }) => providerId === harbour)?.kind;
    };
    expect(await kindOfHarbour()).toBe('block');
    await rowsOf(
      `INSERT INTO contract SELECT (jsonb_populate_record(
         c, jsonb_build_object('id', $2::text, 'kind', 'spot', 'valid_from', '2098-04-01', 'valid_to', NULL))).*
       FROM contract c WHERE c.authority = $1 AND c.provider_id = $3`,
      [SUTTON, newId(), harbour],
    );
    expect(await kindOfHarbour()).toBe('block');
  });

  it.each([
    ['2025-10-06T17:59:59Z', 'referred-before-missing'],
    ['2099-01-01T00:00:00Z', 'referred-in-future'],
  ])('refuses the time %s', async (at, because) => {
    const where = await record();
    expect(await refer(where, harbour, at)).toEqual(refusal(because));
    expect(await facts(where)).toMatchObject([{ provider_id: null, referred_at: null }]);
  });

  it('refers of two reports of one absence the one that leads, and neither once a provider has the other', async () => {
    const [leads, away] = [await record(), await recordAnEpisode(test, `R-${child}`, secondOf('2025-10-07'))];
    const context = await contextOf(test, 'commissioner.e09000029', 'episode.merge');
    const wish = { otherId: away.episodeId, leadsId: leads.episodeId, reason: 'The carer and the police told of one' };
    expect(await mergeReports(test.service.casework, context, leads, wish)).toMatchObject({
      value: { kind: 'granted' },
    });
    expect(await refer(away)).toEqual(refusal('other-report-leads'));
    expect(await refer(leads)).toMatchObject({ value: { kind: 'granted' } });
    expect(await refer(away, northway)).toEqual(refusal('referred-already'));
    expect(await readReferralForm(test.service.database, commissioner, away)).toMatchObject({
      value: {
        refusal: 'referred-already',
        referral: { providerName: expect.any(String), reference: leads.reference },
      },
    });
  });

  it('is as if it were not there for whom the child is not, and an episode of another child is not there', async () => {
    const [where, other] = [await record(), await record()];
    const worker = await contextOf(test, 'social_worker.e09000029', 'episode.record');
    expect(await refer(where, harbour, REFERRED, worker)).toEqual({ kind: 'not-there' });
    expect(await refer({ ...where, episodeId: other.episodeId })).toEqual({ kind: 'not-there' });
    expect(await facts(where)).toMatchObject([{ provider_id: null }]);
  });

  describe('to a provider whose sharing agreement has ended', () => {
    beforeAll(() =>
      rowsOf(`UPDATE sharing_agreement SET valid_to = '2025-10-07' WHERE authority = $1 AND provider_id = $2`, [
        SUTTON,
        northway,
      ]),
    );

    it('is refused from that day on, and it is not offered', async () => {
      const where = await record();
      const open = await readReferralForm(test.service.database, commissioner, where);
      const offered = open.kind === 'opened' ? open.value.choices.map(({ providerId }) => providerId) : [];
      expect([offered.includes(northway), offered.includes(harbour)]).toEqual([false, true]);
      expect(await refer(where, northway, '2025-10-06T23:00:00Z')).toEqual(refusal('not-covered'));
      expect(await refer(where, northway, '2025-10-06T22:59:59Z')).toMatchObject({ value: { kind: 'granted' } });
    });

    it('is refused as it is recorded as well', async () => {
      const referral = { providerId: northway, referredAt: aMoment(REFERRED) };
      await expect(record({ referral })).rejects.toThrow('not-covered');
    });
  });
});
