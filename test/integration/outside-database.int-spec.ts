import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnsafeLoginError } from '#access';
import { migrate } from '#persistence';
import { SecretKey } from '#platform';
import { openService } from '#service';
import { homeward, makeDataDir } from '../support/processes.js';
import { createTestDatabase, testServers, withClient } from '../support/postgres.js';
import type { TestDatabase } from '../support/postgres.js';

describe.each(testServers())('a database outside the service, on $name', (server) => {
  let database: TestDatabase;
  let dataDir: ReturnType<typeof makeDataDir>;

  beforeAll(async () => {
    database = await createTestDatabase(server);
    dataDir = makeDataDir();
  });
  afterAll(async () => {
    await database.drop();
    dataDir.remove();
  });

  it('is migrated by an owner who is not superuser, and again without effect', async () => {
    const isSuper = await withClient(database.ownerUrl, async (client) => {
      const { rows } = await client.query<{ on: boolean }>(
        'SELECT rolsuper AS on FROM pg_roles WHERE rolname = current_user',
      );
      return rows[0]?.on;
    });
    expect(isSuper).toBe(false);
    expect(await migrate(database.ownerUrl)).toEqual([]);
  });

  it.each(['superuserUrl', 'ownerUrl'] as const)(
    'is refused when the service would log in by its %s',
    async (login) => {
      const opening = openService({ databaseUrl: database[login], redisUrl: undefined, onError: () => undefined });
      await expect(opening).rejects.toBeInstanceOf(UnsafeLoginError);
      await expect(opening).rejects.toThrow(/^DATABASE_URL: the login \w+ (is a superuser|owns tables)/);
    },
  );

  it('is asked without compiling what it is asked, unless its address wants that', async () => {
    for (const [address, jit] of [
      [database.appUrl, 'off'],
      [`${database.appUrl}?options=${encodeURIComponent('-c jit=on')}`, 'on'],
    ] as const) {
      const service = await openService({ databaseUrl: address, redisUrl: undefined, onError: () => undefined });
      expect(await service.database.query('SHOW jit')).toEqual([{ jit }]);
      await service.close();
    }
  });

  it('is refused when the login has the rights of the reader unasked, whose policies count every child', async () => {
    const login = `homeward_test_${randomUUID().slice(0, 8)}`;
    const url = new URL(database.appUrl);
    Object.assign(url, { username: login, password: 'of-the-tests' });
    await withClient(database.superuserUrl, async (client) => {
      await client.query(
        `CREATE ROLE ${login} LOGIN INHERIT PASSWORD 'of-the-tests' IN ROLE homeward_app, homeward_reader`,
      );
      await client.query(`GRANT CONNECT ON DATABASE ${database.name} TO ${login}`);
    });
    const opening = openService({ databaseUrl: url.toString(), redisUrl: undefined, onError: () => undefined });
    await expect(opening).rejects.toThrow('inherits the rights of homeward_reader');
    await withClient(database.superuserUrl, async (client) => {
      await client.query(`REVOKE ALL ON DATABASE ${database.name} FROM ${login}`);
      await client.query(`DROP ROLE ${login}`);
    });
  });

  it('keeps no key of look-ups in vain: it follows from the key of the deployment, or ends with the process', async () => {
    const keyOf = async (secretKey: SecretKey | null) => {
      const service = await openService({
        ...{ databaseUrl: database.appUrl, redisUrl: undefined, secretKey, onError: () => undefined },
      });
      await service.close();
      return Buffer.from(service.lookUpKey).toString('hex');
    };
    const [first, second] = [1, 2].map((byte) => new SecretKey(Buffer.alloc(32, byte).toString('base64')));
    const keys = [await keyOf(first ?? null), await keyOf(second ?? null), await keyOf(null), await keyOf(null)];
    expect(new Set(keys).size).toBe(4);
    expect(await keyOf(first ?? null)).toBe(keys[0]);
  });

  it('serves the command line by DATABASE_URL, and leaves the data folder alone', async () => {
    const settings = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl };
    expect(await homeward(dataDir.path, ['migrate', '--json'], settings)).toMatchObject({
      code: 0,
      stdout: '{"applied":[]}\n',
    });
    expect(await homeward(dataDir.path, ['seed', 'demo', '--months', '0', '--json'], settings)).toMatchObject({
      code: 0,
    });
    const worklist = await homeward(dataDir.path, ['worklist', '--authority', 'E09000029', '--json'], settings);
    expect(worklist.code).toBe(0);
    expect(worklist.stdout).toMatch(/"items":\[\]/);
  });

  it('asks for the owner before it migrates, and says when nobody answers', async () => {
    const without = await homeward(dataDir.path, ['migrate'], { DATABASE_URL: database.appUrl });
    expect(without).toMatchObject({ code: 1, stderr: expect.stringContaining('DATABASE_OWNER_URL is not set') });
    const nobody = await homeward(dataDir.path, ['worklist', '--authority', 'E09000029'], {
      DATABASE_URL: 'postgresql://a:b@127.0.0.1:9/x',
    });
    expect(nobody).toMatchObject({
      code: 1,
      stderr: 'The database cannot be reached; check that it runs at the address in DATABASE_URL.\n',
    });
  });
});
