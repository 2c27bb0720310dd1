import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mergeChildren, undoMerge } from '#casework';
import type { TransactionContext } from '#persistence';
import { aMoment } from '../builders/index.js';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { contextOf } from '../support/children.js';
import { testServers, withClient } from '../support/postgres.js';
import { recordAnEpisode } from '../support/recorded-episode.js';
import type { RecordedEpisode } from '../support/recorded-episode.js';
import { aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

const REASON = 'The same name and day of birth';

describe.each(testServers())('a row that answers a referral of a child with merged records, on $name', (server) => {
  let test: TestService;
  let commissioner: TransactionContext;
  let harbour: string;
  let number = 0;

  const rowsOf = (sql: string, parameters: readonly unknown[] = []) =>
    withClient(
      test.database.superuserUrl,
      async (client) => (await client.query<Record<string, unknown>>(sql, [...parameters])).rows,
    );
  const merge = async (into: string, otherId: string) => {
    const done = await mergeChildren(test.service.casework, commissioner, into, { otherId, reason: REASON });
    expect(done).toMatchObject({ value: { kind: 'granted' } });
  };
  const unmerge = async (into: string) => {
    const [standing] = await rowsOf('SELECT id FROM child_merge WHERE into_child_id = $1 AND undone_at IS NULL', [
      into,
    ]);
    const mergeId = String(standing?.['id']);
    const done = await undoMerge(test.service.casework, commissioner, into, { mergeId, reason: 'They are twins' });
    expect(done).toMatchObject({ value: { kind: 'granted' } });
  };
  /** Two records of one child: an episode on each, the one on the record named referred to HARBOUR. */
  const twoRecords = async (referredOn: 'goesOn' | 'away', born?: string) => {
    number += 1;
    const referral = { providerId: harbour, referredAt: aMoment('2025-10-07T09:00:00Z') };
    const earlier = { missing_at: aMoment('2025-09-06T18:00:00Z'), returned_at: aMoment('2025-09-07T06:00:00Z') };
    const [goesOn, away] = [`GO-${number}`, `AWAY-${number}`];
    const of = (id: string, is: boolean) => recordAnEpisode(test, id, is ? { referral } : earlier);
    const records = { goesOn: await of(goesOn, referredOn === 'goesOn'), away: await of(away, referredOn === 'away') };
    if (born !== undefined)
      await rowsOf('UPDATE child_identity SET date_of_birth = $2 WHERE child_id = $1', [records.away.childId, born]);
    return { ...records, ids: { goesOn, away }, asked: records[referredOn] };
  };
  const send = (cells: Readonly<Record<string, string>>) =>
    test.service.returns.receive(
      aReceivedReturn(aProviderReturn(aReturnRow({ provider_ref: `M-${number}`, police_risk: 'high', ...cells }))),
    );
  const episodesOf = async (...of: readonly RecordedEpisode[]) =>
    (
      await rowsOf('SELECT id FROM missing_episode WHERE child_id = ANY($1::uuid[]) ORDER BY missing_at, id', [
        of.map(({ childId }) => childId),
      ])
    ).map(({ id }) => id);
  const told = ({ new: made, changed, same, held, findings }: Awaited<ReturnType<typeof send>>) => ({
    ...{ made, changed, same, held },
    codes: findings.map(({ code }) => code),
  });

  beforeAll(async () => {
    test = await createTestService({ server });
    commissioner = await contextOf(test, 'commissioner.e09000029', 'child.merge');
    harbour = String((await rowsOf(`SELECT id FROM provider WHERE code = 'HARBOUR'`))[0]?.['id']);
  }, 60_000);
  afterAll(() => test.close());

  describe.each(['goesOn', 'away'] as const)('with the episode on the record %s', (referredOn) => {
    it.each(['goesOn', 'away'] as const)('and the council ID of %s: it lands on the referral', async (named) => {
      const { goesOn, away, asked, ids } = await twoRecords(referredOn);
      await merge(goesOn.childId, away.childId);
      const name = `Sample-${ids[named]}`;
      const before = await episodesOf(goesOn, away);
      const sent = await send({ council_ref: asked.reference, child_id: ids[named], family_name: name });
      expect(told(sent)).toEqual({ made: 0, changed: 1, same: 0, held: 0, codes: [] });
      expect(await episodesOf(goesOn, away)).toEqual(before);
    });

    it.each([
      ['goesOn', '2011-05-04'],
      ['goesOn', '2011-04-05'],
      ['away', '2011-05-04'],
      ['away', '2011-04-05'],
    ] as const)('and the council ID of %s, born %s: by whichever of both dates of birth', async (named, born) => {
      const { goesOn, away, asked, ids } = await twoRecords(referredOn, '2011-04-05');
      await merge(goesOn.childId, away.childId);
      const cells = { council_ref: asked.reference, child_id: ids[named], date_of_birth: born };
      expect(told(await send({ ...cells, family_name: `Sample-${ids[named]}` }))).toMatchObject({
        made: 0,
        changed: 1,
        held: 0,
      });
    });

    it.each(['goesOn', 'away'] as const)(
      'and no council_ref, but the council ID of %s: by the times',
      async (named) => {
        const { goesOn, away, ids } = await twoRecords(referredOn);
        await merge(goesOn.childId, away.childId);
        const before = await episodesOf(goesOn, away);
        const cells = { child_id: ids[named], family_name: `Sample-${ids[named]}` };
        expect(told(await send(cells))).toEqual({ made: 0, changed: 1, same: 0, held: 0, codes: [] });
        expect(await episodesOf(goesOn, away)).toEqual(before);
        expect(told(await send(cells))).toMatchObject({ same: 1, held: 0 });
      },
    );
  });

  it('leaves what each record says of who the child is, so that the merge is undone exactly', async () => {
    const { goesOn, away, asked, ids } = await twoRecords('goesOn', '2011-04-05');
    const identities = () =>
      rowsOf('SELECT * FROM child_identity WHERE child_id = ANY($1::uuid[]) ORDER BY child_id', [
        [goesOn.childId, away.childId],
      ]);
    const before = await identities();
    await merge(goesOn.childId, away.childId);
    for (const [id, born] of [
      [ids.away, '2011-05-04'],
      [ids.goesOn, '2011-04-05'],
    ] as const)
      await send({ council_ref: asked.reference, child_id: id, date_of_birth: born, family_name: `Sample-${id}` });
    await unmerge(goesOn.childId);
    expect(await identities()).toEqual(before);
  });

  it('takes two rows of one absence as the answer of one alone, and holds the other', async () => {
    const { goesOn, away, ids } = await twoRecords('goesOn');
    await merge(goesOn.childId, away.childId);
    const cells = { child_id: ids.goesOn, family_name: `Sample-${ids.goesOn}` };
    expect(told(await send(cells))).toMatchObject({ changed: 1 });
    expect(told(await send({ ...cells, provider_ref: `M-${number}-b` }))).toMatchObject({
      changed: 0,
      made: 0,
      held: 1,
    });
  });

  it('lands on no referral of an absence that began at another time', async () => {
    const { goesOn, away, ids, asked } = await twoRecords('goesOn');
    await merge(goesOn.childId, away.childId);
    const of = { child_id: ids.goesOn, family_name: `Sample-${ids.goesOn}` };
    expect(told(await send({ ...of, missing_at: '2025-10-06T15:59:59Z' }))).toMatchObject({ changed: 0, made: 1 });
    const facts = await rowsOf('SELECT missing_at FROM missing_episode WHERE id = $1', [asked.episodeId]);
    expect(facts).toEqual([{ missing_at: new Date('2025-10-06T18:00:00Z') }]);
  });

  it('is held as the answer of another child once the merge is undone, and taken in when it is made again', async () => {
    const { goesOn, away, asked, ids } = await twoRecords('goesOn');
    await merge(goesOn.childId, away.childId);
    await unmerge(goesOn.childId);
    const cells = { council_ref: asked.reference, child_id: ids.away, family_name: `Sample-${ids.away}` };
    const held = await send(cells);
    expect(told(held)).toMatchObject({ changed: 0, held: 1, codes: ['PR-303'] });
    await merge(goesOn.childId, away.childId);
    const taken = 'SELECT outcome, episode_id FROM submission_row WHERE submission_id = $1';
    expect(await rowsOf(taken, [held.submission])).toEqual([{ outcome: 'changed', episode_id: asked.episodeId }]);
    expect(told(await send(cells))).toMatchObject({ same: 1, held: 0 });
    await unmerge(goesOn.childId);
    expect(await rowsOf('SELECT child_id FROM missing_episode WHERE id = $1', [asked.episodeId])).toEqual([
      { child_id: goesOn.childId },
    ]);
  });
});
