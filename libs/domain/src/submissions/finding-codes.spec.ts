import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isColumnName } from './columns.js';
import { checks, fileRules, recordRules, rowRules, textChecks } from './rules/index.js';

const root = new URL('../../../../', import.meta.url);
const folder = 'libs/domain/src/submissions/rules/';
const rulesFolder = new URL(folder, root);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

const sources = ['libs', 'apps'].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('spec.ts') && !path.includes('node_modules'))
    .map((path) => `${folder}/${path}`),
);
const uses = sources.flatMap((path) =>
  [...read(path).matchAll(/(?<!example: )['"`](PR-\d+)['"`]/g)].map(([, code = '']) => code),
);

describe('finding codes', () => {
  it('are written once each in the whole of the code', () => {
    expect(uses.length).toBeGreaterThan(30);
    expect(uses.filter((code, index) => uses.indexOf(code) !== index)).toEqual([]);
  });

  it('have three figures', () => expect(uses.filter((code) => !/^PR-\d{3}$/.test(code))).toEqual([]));
});

describe('the rules folder', () => {
  const files = readdirSync(rulesFolder).filter((name) => name.startsWith('pr-') && !name.endsWith('.spec.ts'));
  /** Raised by the service itself, where the record is: they are shown with it. */
  const shownElsewhere = [
    '004',
    '012',
    '050',
    '052',
    '053',
    '302',
    '303',
    '304',
    '320',
    '321',
    '350',
    '403',
    '404',
    '900',
  ];

  it.each(files)('has in %s the code of its name, and a spec beside it', (name) => {
    const code = /^pr-(\d{3})-/.exec(name)?.[1] ?? '';
    expect(readFileSync(new URL(name, rulesFolder), 'utf8')).toContain(`code: 'PR-${code}'`);
    if (!shownElsewhere.includes(code)) expect(readdirSync(rulesFolder)).toContain(name.replace(/\.ts$/, '.spec.ts'));
  });

  it('is listed as a whole, in the order of the codes', () => {
    expect(checks.map(({ code }) => code)).toEqual(files.map((name) => `PR-${name.slice(3, 6)}`).sort());
    expect(checks.length).toBeGreaterThanOrEqual(60);
  });

  it('has every check run that can be run', () => {
    const run = [...rowRules, ...fileRules, ...recordRules, ...textChecks].map(({ code }) => code);
    const canRun = files.filter((name) =>
      /: (Row|Fact|File|Record)Rule = |: TextCheck = /.test(read(`${folder}${name}`)),
    );
    expect(run.toSorted()).toEqual(canRun.map((name) => `PR-${name.slice(3, 6)}`).toSorted());
  });
});

describe('what a check says of itself', () => {
  it.each(checks.map((check) => [check.code, check] as const))('fits in %s', (_code, check) => {
    expect(check.columns.filter((column) => !isColumnName(column))).toEqual([]);
    expect(check.title).toMatch(/^\S.+\.$/);
    expect(check.explain).toMatch(/^[A-Z].+\.$/);
    if (check.isConfirmable) expect(check.severity).toBe('warning');
    expect(check.isForCouncil ?? false).toBe(check.code.startsWith('PR-4'));
    for (const column of Object.keys(check.example?.cells ?? {}))
      expect(isColumnName(column.trim().toLowerCase())).toBe(column !== 'Notes to self');
  });
});
