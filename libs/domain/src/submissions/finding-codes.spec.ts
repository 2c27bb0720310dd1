import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { rowRules } from './rules/index.js';

const root = new URL('../../../../', import.meta.url);
const rulesFolder = new URL('libs/domain/src/submissions/rules/', root);
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

  it.each(files)('has in %s the code of its name, and a spec beside it', (name) => {
    const code = /^pr-(\d{3})-/.exec(name)?.[1];
    expect(readFileSync(new URL(name, rulesFolder), 'utf8')).toContain(`code: 'PR-${code ?? ''}'`);
    expect(readdirSync(rulesFolder)).toContain(name.replace(/\.ts$/, '.spec.ts'));
  });

  it('is run as a whole, in the order of the codes', () => {
    expect(rowRules.map(({ code }) => code)).toEqual(files.map((name) => `PR-${name.slice(3, 6)}`).sort());
  });
});
