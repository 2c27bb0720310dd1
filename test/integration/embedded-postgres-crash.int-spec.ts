import { describe, expect, it } from '@jest/globals';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, dataDir, launchOther, open, postmasterPid, useDataDirectory } from './embedded-postgres/harness.js';

useDataDirectory();

describe('openEmbeddedPostgres after a crash', () => {
  it('stops the server that a killed launcher left behind, and starts anew', async () => {
    const killed = launchOther('serve');
    await killed.said;
    const orphan = postmasterPid();
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(process.kill(orphan, 0)).toBe(true);
    const server = await open('serve');
    expect(postmasterPid()).not.toBe(orphan);
    expect(await ask(server.appUrl, 'SELECT 1')).toEqual([1]);
  });

  it('lets only one of several recover from a killed owner', async () => {
    const killed = launchOther('serve');
    await killed.said;
    killed.child.kill('SIGKILL');
    await killed.ended;
    const servers = await Promise.all([1, 2, 3, 4].map(() => launchOther('use').said));
    expect(servers.filter(({ owned }) => owned)).toHaveLength(1);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('owner'))).toEqual(['owner']);
  });

  it('recovers from the killing of the server, and of its launcher', async () => {
    const killed = launchOther('serve');
    await killed.said;
    process.kill(postmasterPid(), 'SIGKILL');
    killed.child.kill('SIGKILL');
    await killed.ended;
    const server = await open('serve');
    expect(await ask(server.appUrl, 'SELECT 1')).toEqual([1]);
  });

  it('is not taken in by a stranger that has the number of the dead server', async () => {
    const server = await open('serve');
    await server.stop();
    const pidFile = join(dataDir, 'db', 'postmaster.pid');
    writeFileSync(pidFile, `${process.pid}\n${join(dataDir, 'db')}\n`);
    expect(await ask((await open('serve')).appUrl, 'SELECT 1')).toEqual([1]);
  });

  it('is not taken in by a lock file that was cut short', async () => {
    writeFileSync(join(dataDir, 'owner'), '{"pid":');
    expect((await open('serve')).owned).toBe(true);
  });

  it('clears a half-made cluster away', async () => {
    mkdirSync(join(dataDir, 'db.new-4194305', 'cluster'), { recursive: true });
    await open('serve');
    expect(readdirSync(dataDir).filter((name) => name.startsWith('db'))).toEqual(['db']);
  });
});
