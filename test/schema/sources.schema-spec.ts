import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

describe('the sources of the service', () => {
  it('ask the database to keep nothing beyond a transaction', () => {
    const root = join(import.meta.dirname, '..', '..');
    const sources = ['apps', 'libs'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
        .map((name) => [join(folder, name), readFileSync(join(root, folder, name), 'utf8')] as const),
    );
    expect(sources.length).toBeGreaterThan(100);
    const keeps =
      /\b(WITH HOLD|DECLARE \w+ CURSOR|SET SESSION|CREATE TEMP|PREPARE \w+ AS|SET ROLE|LISTEN \w)|set_config\([^)]*false/;
    expect(sources.filter(([, text]) => keeps.test(text)).map(([name]) => name)).toEqual([]);
  });
});
