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
    // It listens on a connection of its own, which comes from no pool and goes back to none.
    const ownConnection = 'libs/persistence/src/change-listener.ts';
    const found = sources.filter(([, text]) => keeps.test(text)).map(([name]) => name);
    expect(found.filter((name) => name !== ownConnection)).toEqual([]);
    const [, listening = ''] = sources.find(([name]) => name === ownConnection) ?? [];
    expect([/new Client\(/.test(listening), listening.match(new RegExp(keeps, 'g'))]).toEqual([true, ['LISTEN h']]);
  });
});
