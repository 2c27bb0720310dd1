import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');
const document = readFileSync(join(root, 'docs', 'security.md'), 'utf8');

/** How many requirements of levels 1 and 2 the sections have; they are numbered without a gap. */
const requirements: Readonly<Record<string, number>> = {
  ...{ 'V1.1': 2, 'V1.2': 9, 'V1.3': 11, 'V1.4': 3, 'V1.5': 2 },
  ...{ 'V2.1': 3, 'V2.2': 3, 'V2.3': 4, 'V2.4': 1 },
  ...{ 'V5.1': 1, 'V5.2': 3, 'V5.3': 2, 'V5.4': 3 },
  ...{ 'V6.1': 3, 'V6.2': 12, 'V6.3': 4, 'V6.4': 4, 'V6.5': 5, 'V6.6': 3, 'V6.8': 4 },
  ...{ 'V7.1': 3, 'V7.2': 4, 'V7.3': 2, 'V7.4': 5, 'V7.5': 2, 'V7.6': 2 },
  ...{ 'V8.1': 2, 'V8.2': 3, 'V8.3': 1, 'V8.4': 1 },
  ...{ 'V16.1': 1, 'V16.2': 5, 'V16.3': 4, 'V16.4': 3, 'V16.5': 3 },
};

const rows = document.split('\n').filter((line) => /^\| V\d/.test(line));
const cellsOf = (row: string) => row.split('|').map((cell) => cell.trim());

const specs = ['apps', 'libs', 'test'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('spec.ts'))
    .map((name) => join(root, folder, name)),
);

/** The test files that a text names, each with the titles that follow it. */
function testsIn(text: string): readonly { readonly file: string; readonly titles: readonly string[] }[] {
  return text.split(/(?=`[\w.-]+spec\.ts`)/).flatMap((part) => {
    const file = /^`([\w.-]+)`/.exec(part)?.[1];
    const titles = [...part.matchAll(/› ([^;›]+?)(?=;|$|\. [A-Z])/g)].flatMap(([, title]) => title?.trim() ?? []);
    return file === undefined ? [] : [{ file, titles }];
  });
}

describe('docs/security.md', () => {
  it('answers every requirement of the chapters, in their order', () => {
    const expected = Object.entries(requirements).flatMap(([section, count]) =>
      Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
    );
    expect(rows.map((row) => cellsOf(row)[1])).toEqual(expected);
  });

  it('says of each how it stands, and why', () => {
    for (const row of rows) {
      const [, , , state = '', reason = ''] = cellsOf(row);
      expect([row, ['met', 'n/a', 'partly', 'gap'].includes(state), reason !== '']).toEqual([row, true, true]);
    }
  });

  it('lists at its end what is lacking', () => {
    const idsWith = (wanted: string) => rows.map(cellsOf).flatMap(([, id, , state]) => (state === wanted ? [id] : []));
    const list = (ids: readonly (string | undefined)[]) => ids.join(', ');
    expect(document).toContain(`Gaps: ${list(idsWith('gap'))}. Partly: ${list(idsWith('partly'))}.`);
  });

  it('names only tests that exist', () => {
    const named = rows.flatMap((row) => testsIn(cellsOf(row)[4] ?? '').map((each) => ({ ...each, row })));
    expect(named.length).toBeGreaterThan(50);
    for (const { file, titles, row } of named) {
      const paths = specs.filter((path) => basename(path) === file);
      expect([row, file, paths.length]).toEqual([row, file, 1]);
      const text = readFileSync(paths[0] ?? '', 'utf8');
      for (const title of titles) expect([row, title, text.includes(title)]).toEqual([row, title, true]);
    }
  });
});
