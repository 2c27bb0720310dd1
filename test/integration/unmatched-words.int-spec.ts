import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { applyAlias, decideWords, endAlias, readUnmatchedWords } from '#casework';
import type { WordsDecision } from '#casework';
import { parseInstant, parseReportingMonth } from '#domain/time';
import { systemContext } from '#persistence';
import type { TransactionContext } from '#persistence';
import { obtainMaceReport } from '#reports';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { testServers, withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

let test: TestService;
const sql = <Row>(text: string, values: unknown[] = []) =>
  withClient(test.database.superuserUrl, async (client) => (await client.query(text, values)).rows as Row[]);
const council: TransactionContext = {
  ...systemContext(SUTTON, 'test'),
  ...{ actor: 'authority', role: 'performance_analyst', reach: 'none', fields: [] },
};
const held = {
  ...{ offered_at: '2025-10-07T06:20:00Z', offered_to: 'child', interview_mode: 'in_person' },
  interview_at: '2025-10-07T09:00:00Z',
};
const row = (cells: Readonly<Record<string, string>> = {}) => aReturnRow({ ...held, ...cells });
const other = (cells: Readonly<Record<string, string>> = {}) =>
  row({ provider_ref: 'T002', child_id: 'C1002', given_name: 'Other', ...cells });
const receive = (...rows: Parameters<typeof aProviderReturn>) =>
  test.service.returns.receive(aReceivedReturn(aProviderReturn(...rows)));
const page = () => readUnmatchedWords(test.service.database, council);
const waiting = async () => (await page()).groups.map(({ section, words, count }) => `${section} ${words} ${count}`);
const factors = () =>
  sql<{ ref: string; section: string; code: string; view: string | null }>(
    `SELECT r.ref, f.section, f.code, f.view FROM factor_observation f JOIN interview i ON i.id = f.interview_id
     JOIN source_reference r ON r.episode_id = i.episode_id ORDER BY r.ref, f.section, f.code`,
  );
const outcomes = async () =>
  (await sql<{ words: string; outcome: string }>('SELECT words, outcome FROM unmatched_word ORDER BY ref, words')).map(
    ({ words, outcome }) => `${words}: ${outcome}`,
  );

async function decide(words: string, decision: Partial<WordsDecision> = {}) {
  const wordsId = (await page()).groups.find((group) => group.words === words)?.id ?? '';
  const about = { taxonomy: test.service.lists.taxonomy, wordsId };
  const all = { code: 'PU01', reason: '', providerId: null, isForThePast: true, ...decision };
  return decideWords(test.service.casework, council, about, all);
}

describe.each(testServers())('words that no factor is known for on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server });
  });
  afterEach(() => test.close());

  it('wait, grouped by what they say, and the factors that are known go in', async () => {
    await receive(
      row({ push_factors: 'Rows at home:child; PU02; none of it', vulnerabilities: 'Sad=Y;VU08=Y' }),
      other({ push_factors: 'rows  AT home' }),
    );
    expect(await waiting()).toEqual(['push Rows at home 2', 'push none of it 1', 'vulnerability Sad 1']);
    expect(await factors()).toEqual([{ ref: 'T001', section: 'push', code: 'PU02', view: null }]);
  });

  it('wait once when a row is sent again, and only as it says now when it is corrected', async () => {
    await receive(row({ push_factors: 'rows; noise' }));
    await receive(row({ push_factors: 'rows; noise' }));
    expect(await waiting()).toEqual(['push noise 1', 'push rows 1']);
    await receive(row({ push_factors: 'rows', pull_factors: '' }));
    await receive(row({}));
    expect(await outcomes()).toEqual(['noise: withdrawn', 'rows: waiting']);
    await receive(row({ push_factors: '-' }));
    expect(await waiting()).toEqual([]);
  });

  it('do not wait for a row that is held, nor for one that is out of date', async () => {
    await receive(row({ push_factors: 'rows', date_of_birth: 'x' }));
    await receive(other({ row_version: '2', push_factors: 'PU02' }));
    await receive(other({ row_version: '1', push_factors: 'noise' }));
    expect(await waiting()).toEqual([]);
  });

  it('become a factor of the forms that wait, with the view that was given, and on record', async () => {
    await receive(row({ push_factors: 'rows:child; PU02' }), other({ push_factors: 'Rows' }));
    expect(await decide('rows')).toBeNull();
    expect(await factors()).toEqual([
      { ref: 'T001', section: 'push', code: 'PU01', view: 'child' },
      { ref: 'T001', section: 'push', code: 'PU02', view: null },
      { ref: 'T002', section: 'push', code: 'PU01', view: null },
    ]);
    expect(await outcomes()).toEqual(['rows: coded', 'Rows: coded']);
    const children = await sql(
      `SELECT min(e.action) AS action, count(s.child_id)::integer AS children FROM audit_event e
       JOIN audit_subject s ON s.event_id = e.id WHERE e.action IN ('FactorWordsCode', 'UnmatchedWordsRead') GROUP BY e.authority, e.id
       ORDER BY e.id DESC LIMIT 1`,
    );
    expect(children).toEqual([{ action: 'FactorWordsCode', children: 2 }]);
  });

  it('are read as the factor from then on, so that sending the row again changes nothing', async () => {
    await receive(row({ push_factors: 'rows:child' }));
    await decide('rows');
    expect(await receive(row({ push_factors: 'rows:child' }))).toMatchObject({ same: 1, findings: [] });
    await receive(other({ push_factors: 'ROWS' }));
    expect((await factors()).map(({ ref, code }) => `${ref} ${code}`)).toEqual(['T001 PU01', 'T002 PU01']);
    expect(await waiting()).toEqual([]);
  });

  it('go on waiting where the decision is not for the past, until it is applied on request', async () => {
    await receive(row({ push_factors: 'rows' }));
    await decide('rows', { isForThePast: false });
    expect(await factors()).toEqual([]);
    const [alias] = (await page()).aliases;
    expect(alias).toMatchObject({ wordsKey: 'row', code: 'PU01', waiting: 1 });
    expect(await applyAlias(test.service.casework, council, alias?.id ?? '')).toBe(1);
    expect((await factors()).map(({ code }) => code)).toEqual(['PU01']);
    expect(await applyAlias(test.service.casework, council, alias?.id ?? '')).toBe(0);
  });

  it('wait again once the decision is ended; what it had coded stays', async () => {
    await receive(row({ push_factors: 'rows' }));
    await decide('rows');
    const [alias] = (await page()).aliases;
    expect(await endAlias(test.service.casework, council, alias?.id ?? '')).toBe(true);
    expect(await endAlias(test.service.casework, council, alias?.id ?? '')).toBe(false);
    expect((await factors()).map(({ code }) => code)).toEqual(['PU01']);
    expect(await applyAlias(test.service.casework, council, alias?.id ?? '')).toBeNull();
    await receive(other({ push_factors: 'rows' }));
    expect(await waiting()).toEqual(['push rows 1']);
    expect(await decide('rows', { code: 'PU02' })).toBeNull();
  });

  it('are left aside with a reason, and not asked for again', async () => {
    await receive(row({ push_factors: 'see notes' }));
    expect(await decide('see notes', { code: null, reason: 'short' })).toBe('reason-too-short');
    expect(await decide('see notes', { code: null, reason: 'They only point to another field.' })).toBeNull();
    await receive(other({ push_factors: 'See notes' }));
    expect(await outcomes()).toEqual(['see notes: ignored', 'See notes: ignored']);
    expect(await waiting()).toEqual([]);
    expect(await factors()).toEqual([]);
  });

  it('take a code of their own section only, for a provider that wrote them, and once', async () => {
    await receive(row({ push_factors: 'rows' }));
    expect(await decide('rows', { code: 'PL02' })).toBe('no-such-code');
    expect(await decide('rows', { providerId: SUTTON })).toBe('no-such-provider');
    expect(await decide('not waiting')).toBe('no-such-words');
    expect(await decide('rows', { isForThePast: false })).toBeNull();
    expect(await decide('rows', { code: 'PU02' })).toBe('decided-already');
  });

  it('go on waiting where the form has no interview yet', async () => {
    await receive(row({ push_factors: 'rows', interview_at: '', interview_mode: '' }));
    await decide('rows');
    expect(await outcomes()).toEqual(['rows: waiting']);
  });

  it('count in later reports, and leave a report that was built as it was', async () => {
    await receive(row({ push_factors: 'rows' }));
    const month = parseReportingMonth('2025-10');
    if (!month) throw new Error('not a month');
    const cutOff = parseInstant('2025-11-03T09:00:00Z');
    const reportOf = async (rebuild: boolean) => {
      const request = { first: month, last: month, audience: 'mace', cutOff, rebuild } as const;
      const context = { ...council, fields: ['aggregates'] } as const;
      const { report } = await obtainMaceReport(test.service.database, test.service.lists, context, request);
      return { build: report.build, push: report.factors.push.map(({ code }) => code) };
    };
    expect(await reportOf(false)).toEqual({ build: 1, push: [] });
    await decide('rows');
    expect(await reportOf(false)).toEqual({ build: 1, push: [] });
    expect(await reportOf(true)).toEqual({ build: 2, push: ['PU01'] });
  });
});
