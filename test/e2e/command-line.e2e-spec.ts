import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MaceReport } from '#domain/reports';
import { homeward, makeDataDir } from '../support/processes.js';

const sample = join(import.meta.dirname, '..', 'contract', 'samples', 'return-block-2025-10.csv');
const sender = ['--authority', 'E09000029', '--provider', 'HARBOUR', '--period', '2025-10'];
let dataDir: ReturnType<typeof makeDataDir>;

const run = (...args: string[]) => homeward(dataDir.path, args);

beforeAll(async () => {
  dataDir = makeDataDir();
  expect(await run('seed', 'demo', '--months', '0', '--json')).toMatchObject({
    code: 0,
    stdout: '{"authorities":1,"providers":3,"children":0,"episodes":0}\n',
  });
});
afterAll(() => dataDir.remove());

describe('the command line', () => {
  it('imports a return, says so in one JSON document, and ends with 3 because rows are held', async () => {
    const { code, stdout } = await run('import', sample, ...sender, '--json');
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ rows: 22, new: 18, held: 4 });
  });

  it('rehearses an import without changing anything', async () => {
    const { code, stdout } = await run('import', sample, ...sender, '--dry-run', '--json');
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ same: 18, held: 4 });
  });

  it('takes several files in one by one: one that is refused stops none of the others, and the worst decides how it ends', async () => {
    const broken = join(dataDir.path, 'broken.json');
    writeFileSync(broken, '{');
    const files = [sample, '/nowhere/return.csv', broken, sample];
    const ended = await run('import', ...files, ...sender, '--json');
    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.stdout)).toEqual([
      expect.objectContaining({ file: sample, rows: 22, done: 22, same: 18, held: 4 }),
      { file: '/nowhere/return.csv', error: expect.stringContaining('cannot be read') },
      { file: broken, error: expect.stringContaining('not JSON') },
      expect.objectContaining({ file: sample, rows: 22, done: 22, same: 18, held: 4 }),
    ]);
    expect(ended.stderr.trim().split('\n')).toHaveLength(2);
    const inWords = await run('import', broken, sample, ...sender);
    expect(inWords).toMatchObject({ code: 1, stdout: expect.stringContaining('22 rows: 0 new') });
    expect((await run('import', sample, sample, ...sender)).code).toBe(3);
  });

  it('writes the findings to a file in which nothing is a formula', async () => {
    const out = join(dataDir.path, 'findings.csv');
    await run('import', sample, ...sender, '--findings', out);
    const lines = readFileSync(out, 'utf8').split('\n');
    expect(lines[0]).toBe('\uFEFFcode,severity,row,ref,column,message,value');
    expect(lines.filter((line) => /^[=+@-]/.test(line))).toEqual([]);
  });

  it('makes the report to the board, tries it, and ends with 1 for one of which a hidden count can be worked out', async () => {
    const board = ['--authority', 'E09000029', '--month', '2025-10', '--audience', 'board'];
    const out = join(dataDir.path, 'board.json');
    const made = await run('report', 'mace', ...board, '--cut-off', '2025-11-03T09:00:00Z', '--out', out, '--json');
    const report = JSON.parse(made.stdout) as MaceReport;
    expect([made.code, report.audience]).toEqual([0, 'board']);
    const { hidden = 0, narrowest = 0 } = report.certificate ?? {};
    const tried = await run('report', 'check', out, '--json');
    expect([tried.code, JSON.parse(tried.stdout)]).toEqual([0, { hidden, pinned: [], narrowest }]);
    expect((await run('report', 'check', out)).stdout).toContain(`${hidden} counts are hidden. None can be worked out`);
    const mace = await run('report', 'mace', '--authority', 'E09000029', '--month', '2025-10', '--json');
    const { interviews, ...rest } = JSON.parse(mace.stdout) as MaceReport;
    const [all, ...others] = interviews;
    writeFileSync(out, JSON.stringify({ ...rest, interviews: [{ ...all, late: { suppressed: 'c' } }, ...others] }));
    const leaked = await run('report', 'check', out, '--json');
    expect([leaked.code, JSON.parse(leaked.stdout)]).toEqual([
      1,
      { hidden: 1, pinned: ['/interviews/0/late'], narrowest: 0 },
    ]);
    expect((await run('report', 'check', out)).stdout).toMatch(/can be worked out:\n {2}\//);
  });

  it('sets below which count reports to the board hide, from a day on', async () => {
    const threshold = ['report', 'threshold', '--authority', 'E09000029', '--below', '7', '--from'];
    expect((await run(...threshold, '2018-04-01')).stderr).toContain('lies in the past');
    expect(await run(...threshold, '2098-01-01')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('from 1 to 6'),
    });
    expect((await run(...threshold, '2098-01-01')).stderr).toContain('is not after the day');
  });

  it('says which returns are expected, once a contract asks for them', async () => {
    const asked = ['returns', '--authority', 'E09000029', '--month', '2025-11', '--at', '2025-12-01T00:00:00Z'];
    expect((await run(...asked)).stdout).toBe('No return is expected.\n');
    const rule = ['returns', 'rule', '--authority', 'E09000029', '--provider', 'HARBOUR', '--due', '5'];
    expect((await run(...rule, '--from', '2025-11-01', '--columns', 'no such')).code).toBe(2);
    expect(await run(...rule, '--from', '2025-11-01', '--columns', 'mileage')).toMatchObject({ code: 0 });
    expect((await run(...rule, '--from', '2025-11-01')).code).toBe(1);
    const { code, stdout } = await run(...asked, '--json');
    expect([code, JSON.parse(stdout)]).toMatchObject([
      0,
      { items: [{ provider: 'HARBOUR', month: '2025-11', dueOn: '2025-12-05', state: 'not_yet_due' }] },
    ]);
    expect((await run('returns')).code).toBe(2);
  });

  it('seals the audit, verifies it, and ends with 1 for a head that is not in it', async () => {
    expect((await run('audit', 'seal', '--json')).code).toBe(0);
    const whole = await run('verify', 'audit', '--authority', 'E09000029', '--json');
    const { head, ...found } = JSON.parse(whole.stdout) as { head: string };
    expect([whole.code, found]).toEqual([0, expect.objectContaining({ firstBroken: null, unsealed: 0 })]);
    const out = join(dataDir.path, 'audit.ndjson');
    const exported = await run('audit', 'export', '--authority', 'E09000029', '--out', out, '--json');
    expect(JSON.parse(exported.stdout)).toMatchObject({ out, head, unsealed: 0 });
    expect(readFileSync(out, 'utf8').split('\n')[0]).toMatch(/^\{"kind":"seal",/);
    expect(await run('verify', 'audit', '--head', head)).toMatchObject({ code: 0 });
    const broken = await run('verify', 'audit', '--head', 'f'.repeat(64), '--json');
    expect(broken.code).toBe(1);
    expect(JSON.parse(broken.stdout)).toMatchObject({ firstBroken: 2, brokenChain: 'E09000029' });
    expect((await run('verify', 'audit', '--head', 'f')).code).toBe(2);
  });

  it('gives the worklist, the sweep and the report, each as one JSON document', async () => {
    const at = '2025-11-03T09:00:00Z';
    const worklist = JSON.parse((await run('worklist', '--authority', 'E09000029', '--at', at, '--json')).stdout) as {
      items: unknown[];
    };
    expect(worklist.items[0]).toMatchObject({
      ref: 'H012',
      child: 'S1009',
      kind: 'interview',
      state: 'missed',
      dueAt: '2025-10-23T06:00:00Z',
      minutesLeft: -16_020,
    });
    const sweep: unknown = JSON.parse((await run('deadlines', 'sweep', '--at', at, '--json')).stdout);
    expect(sweep).toEqual({ at, checked: 0, raised: 0, climbed: 0 });
    const report = ['report', 'mace', '--authority', 'E09000029', '--month', '2025-10', '--cut-off', at];
    const [first, second] = [await run(...report), await run(...report)];
    expect(JSON.parse(first.stdout)).toMatchObject({ headline: { episodes: { value: 17 } } });
    expect(second.stdout).toBe(first.stdout);
    expect((await run(...report, '--format', 'html')).stdout).toMatch(/^<!doctype html>/i);
  });

  it('heads the worklist with a child who is back and stands on no record', async () => {
    const list = join(dataDir.path, 'list.csv');
    writeFileSync(
      list,
      'reference,child,date_of_birth,missing,returned\nP-1,NOBODY,04/05/2012,30/10/2025 20:00,31/10/2025 08:00\n',
    );
    const imported = ['notifications', 'import', list, '--authority', 'E09000029', '--source', 'police'];
    expect((await run(...imported)).code).toBe(0);
    const asked = ['worklist', '--authority', 'E09000029', '--at', '2025-11-03T09:00:00Z'];
    expect(JSON.parse((await run(...asked, '--json')).stdout)).toMatchObject({
      unrecorded: [
        {
          ...{ child: 'NOBODY', missingAt: '2025-10-30T20:00:00Z', returnedAt: '2025-10-31T08:00:00Z' },
          ...{ dueAt: '2025-11-03T08:00:00Z', notifications: [{ source: 'police', reference: 'P-1' }] },
        },
      ],
    });
    const [first, second] = (await run(...asked)).stdout.split('\n');
    expect(first).toBe(
      'police P-1  child NOBODY  back since Friday 31 October 2025, 08:00, on no record: nobody was asked',
    );
    expect(second).toMatch(/^H012 {2}child S1009/);
  });

  it('issues two keys at a time, lists them without their secret, and takes one back by its first characters', async () => {
    const issue = () =>
      run('key', 'issue', '--provider', 'NORTHWAY', '--scopes', 'returns:read', '--days', '30', '--json');
    const first = JSON.parse((await issue()).stdout) as { key: string };
    expect(first).toMatchObject({ provider: 'NORTHWAY', scopes: ['returns:read'], days: 30 });
    await issue();
    const third = await issue();
    expect(third).toMatchObject({ code: 1, stdout: '' });
    expect(third.stderr).toContain('two keys in force already');
    const listed = await run('key', 'list', '--provider', 'NORTHWAY', '--json');
    const prefix = first.key.slice(3, 11);
    expect(JSON.parse(listed.stdout)).toHaveLength(2);
    expect(JSON.parse(listed.stdout)).toContainEqual(
      expect.objectContaining({ prefix, scopes: ['returns:read'], lastUsedAt: null, revokedAt: null }),
    );
    expect(listed.stdout).not.toContain(first.key);
    expect(await run('key', 'revoke', `hw_${prefix}`)).toMatchObject({ code: 0 });
    expect((await run('key', 'revoke', prefix)).stderr).toContain(`No key in force begins with hw_${prefix}`);
    expect(await issue()).toMatchObject({ code: 0 });
  });

  const wrong: [string, string[], number, RegExp][] = [
    ['an unknown command', ['imprt'], 2, /unknown command/],
    ['a missing option', ['import', sample], 2, /--authority/],
    [
      'a month that is none',
      ['report', 'mace', '--authority', 'E09000029', '--month', '2025-13'],
      2,
      /2025-13 is not a month/,
    ],
    [
      'an instant that is none',
      ['worklist', '--authority', 'E09000029', '--at', 'yesterday'],
      2,
      /yesterday is not an instant/,
    ],
    [
      'a scope that is none',
      ['key', 'issue', '--provider', 'KESTREL', '--scopes', 'all'],
      2,
      /--scopes all is not right/,
    ],
    ['a key for ever', ['key', 'issue', '--provider', 'KESTREL', '--days', '366'], 2, /--days 366 is not a number/],
    ['an unknown format', ['import', sample, ...sender, '--format', 'pdf'], 2, /pdf is not one of/],
    ['an unknown authority', ['worklist', '--authority', 'E09000001'], 1, /No authority E09000001 commissions here/],
    [
      'an unknown provider',
      ['import', sample, '--authority', 'E09000029', '--provider', 'NOBODY'],
      1,
      /No provider has the code NOBODY/,
    ],
    ['a file that is not there', ['import', '/nowhere/return.csv', ...sender], 1, /cannot be read/],
    [
      'an audience that is none',
      ['report', 'mace', '--authority', 'E09000029', '--month', '2025-10', '--audience', 'press'],
      2,
      /--audience press is not one of/,
    ],
    ['a file to check that is not there', ['report', 'check', '/nowhere/report.json'], 1, /cannot be read/],
    ['a file to check that is no report', ['report', 'check', sample], 2, /is not a report/],
    [
      'a threshold that hides next to nothing',
      ['report', 'threshold', '--authority', 'E09000029', '--from', '2099-01-01', '--below', '2'],
      2,
      /--below 2 is not a whole number from 3 to 10/,
    ],
    [
      'a cut-off in the future',
      ['report', 'mace', '--authority', 'E09000029', '--month', '2025-10', '--cut-off', '2099-01-01T00:00:00Z'],
      1,
      /lies in the future/,
    ],
    ['a second demonstration', ['seed', 'demo'], 1, /loaded already/],
  ];
  it.each(wrong)(
    'says in one sentence what is wrong with %s, and ends as promised',
    async (_name, args, code, sentence) => {
      const ended = await run(...args);
      expect(ended).toMatchObject({ code, stdout: '' });
      expect(ended.stderr).toMatch(sentence);
      expect(ended.stderr).not.toMatch(/\n\s+at /);
    },
  );

  it.each([
    ['PORT', '70000'],
    ['REDIS_URL', 'http://hunter2@host'],
    ['HOMEWARD_ROLES', 'web,kitchen'],
    ['DATABASE_URL', 'mysql://hunter2@host/x'],
  ])('stops at once on a wrong %s, names the setting and never its value', async (name, value) => {
    const ended = await homeward(dataDir.path, ['worklist', '--authority', 'E09000029'], { [name]: value });
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(new RegExp(`^Setting ${name} must be`));
    expect(ended.stderr).not.toContain('hunter2');
  });

  it('reports a data folder that holds no database, and leaves it as it is', async () => {
    const strange = makeDataDir();
    mkdirSync(join(strange.path, 'db'));
    writeFileSync(join(strange.path, 'db', 'precious.txt'), 'not ours');
    const ended = await homeward(strange.path, ['migrate']);
    strange.remove();
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(join(strange.path, 'db'));
  });
});
