import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { inTransaction, systemContext } from '#persistence';
import type { SubmissionResult } from '#submissions';
import { aReturnRow } from '../builders/provider-return.js';
import { Machine, episodeIn } from '../support/episode-api.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';
import { stateOf } from '../support/state.js';
import { Visitor, createTestWeb } from '../support/web.js';
import type { Answer, TestWeb } from '../support/web.js';

type Row = Readonly<Record<string, string>>;
type Findings = SubmissionResult['findings'];

const csv = readFileSync(join(import.meta.dirname, 'samples', 'return-block-2025-10.csv'));
const records: readonly Row[] = parse(csv, {
  bom: true,
  columns: (headers: string[]) => headers.map((header) => header.trim()),
});

/** One borough that takes files and one that takes rows by themselves. */
interface Pair {
  readonly byFile: TestService;
  readonly byRow: TestWeb;
  readonly harbour: Machine;
}

async function inPair(work: (pair: Pair) => Promise<void>): Promise<void> {
  const [byFile, byRow] = [await createTestService(), await createTestWeb()];
  try {
    await work({ byFile, byRow, harbour: await Machine.of(byRow) });
    expect(await stateOf(byRow.database)).toEqual(await stateOf(byFile.database));
  } finally {
    await Promise.all([byFile.close(), byRow.close()]);
  }
}

function sendFile({ byFile }: Pair, ...rows: readonly Row[]): Promise<SubmissionResult> {
  const bytes = Buffer.from(JSON.stringify({ format: 1, rows }));
  return byFile.service.returns.receive({ ...aReceivedReturn(bytes), period: null });
}

const told = (findings: Findings) =>
  findings.map(({ code, severity, column, message, value }) => ({ code, severity, column, message, value }));

/** What became of a row, in the words of a receipt. */
function receiptOf({ status, json }: Answer) {
  const { outcome = 'held', findings } = json as { outcome?: string; findings: Findings };
  return { isTaken: status < 300, outcome, findings: told(findings) };
}

function receiptOfFile({ receipts, findings }: SubmissionResult) {
  const outcome = receipts[0]?.outcome ?? '';
  return { isTaken: outcome !== 'held', outcome, findings: told(findings) };
}

describe('a row that is sent by itself', () => {
  it('gives the same record, receipt and findings as in a file, for every row of the sample', async () => {
    await inPair(async (pair) => {
      // As in a file, those whose interview covers others come last.
      const inOrder = records.toSorted((left, right) => Number(covers(left)) - Number(covers(right)));
      for (const row of inOrder) {
        const [file, single] = [await sendFile(pair, row), await pair.harbour.send('', row)];
        expect([row['provider_ref'], receiptOf(single)]).toEqual([row['provider_ref'], receiptOfFile(file)]);
      }
    });
  }, 120_000);

  it('gives the same record, receipt and findings as in a file, whatever it says', async () => {
    const mostly = (usual: string, ...cells: readonly string[]) =>
      fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...cells) });
    const rows = fc.record({
      provider_ref: fc.constantFrom('P1', 'P2'),
      child_id: mostly('C1', 'C2', 'unknown', '-', ''),
      date_of_birth: mostly('2011-05-04', '04/05/2011', '2030-01-01', 'x', ''),
      missing_at: mostly('06/10/2025 18:00', '2025-10-06', '26/10/2025 01:30', '31/09/2025', '2099-01-01'),
      returned_at: mostly('07/10/2025 06:00', '01/10/2025', '-', ''),
      offered_at: mostly('', '07/10/2025 10:00', '-'),
      interview_at: mostly('', '08/10/2025 16:00', '-'),
      push_factors: mostly('', 'PU01:child', 'none_given', 'quarrels with a friend', '=1+1'),
      row_version: mostly('', '1', '2', 'x'),
      Extra: mostly('', 'kept', '\u202e'),
    });
    const drawn = fc.sample(rows, 30);
    await inPair(async (pair) => {
      for (const cells of drawn) {
        const row = aReturnRow(cells);
        const [file, single] = [await sendFile(pair, row), await pair.harbour.send('', row)];
        expect([row, receiptOf(single)]).toEqual([row, receiptOfFile(file)]);
      }
      const outcomes = await outcomesIn(pair.byFile);
      expect(outcomes).toEqual(expect.arrayContaining(['new', 'changed', 'held']));
    });
  }, 120_000);

  it('ends in the same record when it is sent in parts', async () => {
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
    const start = aReturnRow({ missing_at: hoursAgo(20), returned_at: hoursAgo(10), care_status: 'looked_after' });
    const placed = { responsible_authority: 'Sutton', host_authority: 'Sutton', placement_postcode: 'SM1 1AA' };
    const change = { found_where: 'Croydon', police_risk: 'low', lead_worker: 'R. Sample' };
    const offer = { offered_at: hoursAgo(8), offered_to: 'child', attempts: `${hoursAgo(9)}=phone=no_response` };
    const interview = {
      ...{ interview_at: hoursAgo(2), interview_mode: 'in_person', independent: 'Y', themes: 'School' },
      ...{ push_factors: 'PU01:child', pull_factors: 'none_given', vulnerabilities: 'VU08=Y;VU10=N' },
    };
    await inPair(async (pair) => {
      await sendFile(pair, { ...start, ...placed, ...change, ...offer, ...interview });
      const { harbour } = pair;
      const id = episodeIn(await harbour.send('', { ...start, ...placed }));
      const answers = [
        await harbour.patch(id, change, await harbour.tagOf(id)),
        await harbour.send(`/${id}/offers`, offer),
        await harbour.send(`/${id}/interviews`, interview),
        // None of these says anything new.
        await harbour.patch(id, { ...change, ...offer }, await harbour.tagOf(id)),
      ];
      expect(answers.map(receiptOf).map(({ outcome }) => outcome)).toEqual(['changed', 'changed', 'changed', 'same']);
    });
  }, 60_000);
});

function covers(row: Row): boolean {
  return (row['interview_covers'] ?? '') !== '';
}

async function outcomesIn({ service }: TestService): Promise<readonly string[]> {
  const rows = await inTransaction(service.database, systemContext(SUTTON, 'test'), (tx) =>
    tx.query<{ outcome: string }>('SELECT DISTINCT outcome FROM submission_row'),
  );
  return rows.map(({ outcome }) => outcome);
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly required: boolean }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { examples?: Readonly<Record<string, { value: object }>> }>>;
  };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, object>> }>>;
}

describe('the description of the API', () => {
  let web: TestWeb;
  let operations: readonly (readonly [string, Operation])[];

  beforeAll(async () => {
    web = await createTestWeb();
    const { paths } = (await web.ask('/api/v1/openapi.json')).json as {
      paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    };
    operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
    );
  }, 60_000);
  afterAll(() => web.close());

  const writes = () => operations.filter(([name]) => !name.startsWith('GET '));
  const of = (name: string) => new Map(operations).get(name);

  it('gives every write an Idempotency-Key, and every one of them heeds it', async () => {
    const names = writes().map(([name]) => name);
    expect(names.sort()).toEqual([
      'PATCH /api/v1/episodes/{id}',
      'POST /api/v1/alerts/{id}/acknowledgement',
      'POST /api/v1/episodes',
      'POST /api/v1/episodes/{id}/interviews',
      'POST /api/v1/episodes/{id}/offers',
      'POST /api/v1/provider-returns',
      'POST /api/v1/provider-returns/{id}/confirmations',
      'POST /api/v1/questions/{id}/answers',
    ]);
    const key = await web.issueKey('HARBOUR');
    for (const [name, { parameters }] of writes()) {
      const [method = '', path = ''] = name.split(' ');
      expect([name, parameters?.map((each) => each.name)]).toEqual([name, expect.arrayContaining(['Idempotency-Key'])]);
      // An alert is taken on by a named person: with a session that is tried in web-alerts.
      if (name === 'POST /api/v1/alerts/{id}/acknowledgement') continue;
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': 'bare' };
      const body = JSON.stringify(path.endsWith('/confirmations') ? { rows: [2] } : aReturnRow());
      const answer = await web.ask(`${path.replace('{id}', SUTTON)}?authority=${SUTTON}`, { method, headers, body });
      expect([name, answer.status, answer.body]).toEqual([name, 400, expect.stringContaining('Idempotency-Key must')]);
    }
  });

  it('asks for If-Match on a change, and says what comes without', () => {
    const change = of('PATCH /api/v1/episodes/{id}');
    expect(change?.parameters).toContainEqual(expect.objectContaining({ name: 'If-Match', required: true }));
    expect(Object.keys(change?.responses ?? {})).toEqual(
      expect.arrayContaining(['200', '404', '409', '412', '422', '428']),
    );
  });

  it('says for every problem that it is a problem document', () => {
    const faults = writes().flatMap(([name, { responses }]) =>
      Object.entries(responses)
        .filter(([status]) => Number(status) >= 400)
        .filter(([, { content }]) => content?.['application/problem+json'] === undefined)
        .map(([status]) => `${name} ${status}`),
    );
    expect(faults).toEqual([]);
  });

  it('has examples that are taken as they stand', async () => {
    const example = (name: string, who: string) =>
      of(name)?.requestBody?.content['application/json']?.examples?.[who]?.value ?? {};
    const harbour = await Machine.of(web);
    const made = await harbour.send('', example('POST /api/v1/episodes', 'machine'));
    const id = episodeIn(made);
    const change = example('PATCH /api/v1/episodes/{id}', 'machine');
    const rest = [
      made,
      await harbour.patch(id, change, await harbour.tagOf(id)),
      await harbour.send(`/${id}/offers`, example('POST /api/v1/episodes/{id}/offers', 'machine')),
      await harbour.send(`/${id}/interviews`, example('POST /api/v1/episodes/{id}/interviews', 'machine')),
    ];
    expect(rest.map(({ status, json }) => [status, json])).toEqual(
      [201, 200, 201, 201].map((status) => [status, expect.objectContaining({ episode: id, findings: [] })]),
    );
    const visitor = new Visitor(web);
    await visitor.signIn();
    const ask = (path: string, method: string, body: object, ifMatch = '') =>
      web.ask(`/api/v1/episodes${path}`, {
        method,
        headers: { 'content-type': 'application/json', cookie: visitor.jar(), ...(ifMatch && { 'if-match': ifMatch }) },
        body: JSON.stringify(body),
      });
    const other = { ...example('POST /api/v1/episodes', 'person'), child_id: 'S1002', date_of_birth: '2011-06-05' };
    const recorded = await ask('', 'POST', other);
    expect([recorded.status, recorded.json]).toEqual([201, expect.objectContaining({ outcome: 'new' })]);
    const own = episodeIn(recorded);
    const tag = (await visitor.open(`/api/v1/episodes/${own}`)).headers.get('etag') ?? '';
    const corrected = await ask(`/${own}`, 'PATCH', example('PATCH /api/v1/episodes/{id}', 'person'), tag);
    expect([corrected.status, corrected.json]).toEqual([200, expect.objectContaining({ outcome: 'changed' })]);
  });
});
