import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultsOf } from '../../../test/support/settings-faults.js';
import { secretNames } from './secret-files.js';
import { readSettings } from './settings.js';

const ADDRESS = 'postgresql://homeward_app:s3cr3t@host:5432/homeward';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-test-settings-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(text: string): string {
  const path = join(folder, `secret-${text.length}`);
  writeFileSync(path, text);
  return path;
}

describe('readSettings', () => {
  it('has a default for all that is not given, and takes blank for not given', () => {
    const settings = { PORT: 3000, HOMEWARD_DATA_DIR: '.data', HOMEWARD_ROLES: ['web', 'worker'], TRUSTED_PROXIES: [] };
    expect(readSettings({})).toMatchObject(settings);
    expect(readSettings({ PORT: ' ', DATABASE_URL: '', DATABASE_URL_FILE: ' ' })).toEqual(readSettings({}));
    expect(readSettings({}).METRICS_PORT).toBeUndefined();
  });

  it.each([
    [['127.0.0.1'], '127.0.0.1'],
    [['10.0.0.0/8', '2001:db8::/32'], '10.0.0.0/8, 2001:db8::/32'],
  ])('reads the trusted proxies %p', (networks, text) => {
    expect(readSettings({ TRUSTED_PROXIES: text }).TRUSTED_PROXIES).toEqual(networks);
  });

  it.each(['proxy.example', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/', '::1/129', '10.0.0.1,,', 'true', '1'])(
    'refuses %p as a trusted proxy',
    (text) => {
      expect(faultsOf({ TRUSTED_PROXIES: text })).toEqual([expect.stringMatching(/^Setting TRUSTED_PROXIES must be/)]);
    },
  );

  it.each(['0', '65536', 'x', '80.5'])('refuses %p as a port of its own for the metrics', (text) => {
    expect(faultsOf({ METRICS_PORT: text })).toEqual([expect.stringMatching(/^Setting METRICS_PORT must be/)]);
  });
});

describe('a secret in a file', () => {
  it('is read without the line end that an editor leaves', () => {
    expect(readSettings({ DATABASE_URL_FILE: fileWith(`${ADDRESS}\n`) }).DATABASE_URL).toBe(ADDRESS);
  });

  it.each(secretNames)('can be %s', (name) => {
    const fitting = {
      REDIS_URL: 'redis://:s3cr3t@host:6379',
      HOMEWARD_SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
      SMTP_URL: 'smtp://homeward:s3cr3t@mail.example:587',
      NOTIFY_API_KEY: `homeward-${randomUUID()}-${randomUUID()}`,
    };
    const beside = {
      ...{ PUBLIC_URL: 'https://homeward.example', MAIL_FROM: 'homeward@council.example' },
      NOTIFY_TEMPLATE_ID: randomUUID(),
    };
    const text = new Map<string, string>(Object.entries(fitting)).get(name) ?? ADDRESS;
    expect(readSettings({ ...beside, [`${name}_FILE`]: fileWith(text) })).toMatchObject({ [name]: text });
  });

  it('is checked like any other, and not told', () => {
    const faults = faultsOf({ DATABASE_URL_FILE: fileWith('s3cr3t without an address') });
    expect(faults).toEqual([expect.stringMatching(/^Setting DATABASE_URL must be a PostgreSQL address/)]);
    expect(faults.join()).not.toContain('s3cr3t');
  });

  it('is refused beside the same setting by itself, in a file that is not there, and in an empty one', () => {
    expect(faultsOf({ DATABASE_URL: ADDRESS, DATABASE_URL_FILE: fileWith(ADDRESS) })).toEqual([
      'Setting DATABASE_URL is given twice, by itself and by DATABASE_URL_FILE; keep one of them.',
    ]);
    expect(faultsOf({ REDIS_URL_FILE: join(folder, 'nowhere'), PORT: 'x' })).toEqual([
      'Setting REDIS_URL_FILE names a file that cannot be read (ENOENT).',
      expect.stringMatching(/^Setting PORT must be/),
    ]);
    expect(faultsOf({ DATABASE_URL_FILE: fileWith(' ') })).toEqual([
      'Setting DATABASE_URL_FILE names a file that is empty.',
    ]);
    expect(faultsOf({ DATABASE_URL_FILE: folder })).toEqual([expect.stringContaining('(EISDIR)')]);
  });
});
