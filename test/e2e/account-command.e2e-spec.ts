import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { homeward, makeDataDir } from '../support/processes.js';

let dataDir: ReturnType<typeof makeDataDir>;

const run = (...args: string[]) => homeward(dataDir.path, args);
const invite = (signInName: string, ...more: string[]) =>
  run('account', 'invite', '--sign-in-name', signInName, '--name', 'Ann Example', '--authority', 'E09000029', ...more);

beforeAll(() => {
  dataDir = makeDataDir();
});
afterAll(() => dataDir.remove());

describe('homeward account invite', () => {
  it('begins a council with its first person only when that is asked for', async () => {
    const refused = await invite('ann@council.test', '--role', 'administrator');
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain('add --new-authority');
    const invited = await invite('Ann@Council.test', '--role', 'administrator', '--new-authority', '--json');
    expect(invited.code).toBe(0);
    expect(JSON.parse(invited.stdout)).toEqual({
      signInName: 'ann@council.test',
      path: expect.stringMatching(/^\/invitation\/[\w-]{43}$/),
    });
  });

  it('invites the same person again and makes no second one', async () => {
    const again = await invite('ann@council.test', '--role', 'administrator');
    expect(again.stdout).toMatch(/^\/invitation\/[\w-]{43}\n/);
  });

  const wrong: [string, string[], number, RegExp][] = [
    ['a role that is none', ['--role', 'king'], 2, /king is not a role/],
    ['the role of machines', ['--role', 'machine'], 2, /machine is not a role/],
    ['a provider’s role without provider', ['--role', 'provider_manager'], 2, /needs --provider/],
    ['a council’s role with provider', ['--role', 'commissioner', '--provider', 'HARBOUR'], 2, /goes without/],
    ['an inspector without end', ['--role', 'inspector'], 2, /needs --until/],
    ['an inspector whose end has passed', ['--role', 'inspector', '--until', '2020-01-01'], 2, /must end after today/],
    ['an inspection without end in sight', ['--role', 'inspector', '--until', '2099-01-01'], 2, /within 31 days/],
    ['an end for others', ['--role', 'commissioner', '--until', '2099-01-01'], 2, /for inspectors only/],
    ['a social worker without team', ['--role', 'social_worker'], 2, /needs --team/],
    ['a team for others', ['--role', 'commissioner', '--team', 'North'], 2, /goes without --team/],
    ['a day that is none', ['--role', 'commissioner', '--until', '2026-02-30'], 2, /is not a day/],
    ['an unknown provider', ['--role', 'provider_manager', '--provider', 'NOBODY'], 1, /No provider NOBODY/],
  ];
  it.each(wrong)('refuses %s', async (_, options, code, words) => {
    const refused = await invite('bob@council.test', ...options);
    expect([refused.code, refused.stdout]).toEqual([code, '']);
    expect(refused.stderr).toMatch(words);
  });
});
