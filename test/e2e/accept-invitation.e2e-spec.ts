import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instantOf } from '#domain/time';
import { LocalPerson, PASSWORD, TEST_KEY } from '../support/local-person.js';
import { linksOn, rowOn, signedIn as signIn } from '../support/pages.js';
import { withClient } from '../support/postgres.js';
import { homeward, makeDataDir } from '../support/processes.js';
import { SUTTON } from '../support/service.js';
import { TestClock } from '../support/test-clock.js';
import { NEIGHBOUR } from '../support/two-authorities.js';
import { Visitor, createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const clock = new TestClock(instantOf(new Date()));
const choice = { password: PASSWORD, passwordAgain: PASSWORD };
let web: TestWeb;
let named = 0;

const sql = <Row>(text: string, values: unknown[] = []) =>
  withClient(web.database.superuserUrl, async (client) => (await client.query(text, values)).rows as Row[]);
const managerOf: Readonly<Record<string, string>> = {
  [SUTTON]: 'administrator, Sutton',
  [NEIGHBOUR]: 'administrator, City of London',
};
const managing = (authority: string) => signIn(web, managerOf[authority] ?? '');

/** A sign-in name that nobody has. */
function fresh(): string {
  named += 1;
  return `new.sample${named}@council.example`;
}

/** Invites somebody as an organisation does, and gives the path of the address. */
async function invite(
  authority: string,
  signInName: string,
  role = 'commissioner',
  manager?: Visitor,
): Promise<string> {
  const visitor = manager ?? (await managing(authority));
  await visitor.open(`/people/invite?authority=${authority}`);
  const fields = { name: `Sample of ${authority}`, signInName, role };
  const { body } = await visitor.send(`/people/invite?authority=${authority}`, fields);
  return /<code>(\/invitation\/[\w-]{43})<\/code>/.exec(body)?.[1] ?? '';
}

/** Somebody with an account of their own, begun by the invitation of a council, and their sign-in name. */
async function memberOf(authority: string, signInName = fresh()): Promise<LocalPerson> {
  return LocalPerson.follow(web, clock, signInName, await invite(authority, signInName));
}

const mayEnter = async (visitor: Visitor, authority: string) =>
  (await visitor.open(`/api/v1/worklist?authority=${authority}`)).status === 200;
const stateAt = async (authority: string, signInName: string) =>
  rowOn((await (await managing(authority)).open(`/people?authority=${authority}`)).body, signInName);
const acceptedBy = async (signInName: string) =>
  (
    await sql<{ authority: string }>(
      `SELECT m.authority FROM membership m JOIN person p ON p.id = m.person_id
       WHERE p.sign_in_name = $1 AND m.accepted_at IS NOT NULL ORDER BY 1`,
      [signInName],
    )
  ).map(({ authority }) => authority);
const deploymentEvents = (personId: string, action: string) =>
  sql<{ outcome: string; reason: string; actor: string }>(
    `SELECT outcome, reason, actor FROM deployment_event WHERE person_id = $1 AND action = $2 ORDER BY id`,
    [personId, action],
  );
const membershipIdOn = (page: string) => /name="membershipId" value="([^"]+)"/.exec(page)?.[1] ?? '';

async function accept(visitor: Visitor, path: string) {
  const page = await visitor.open(path);
  return visitor.send(`${path}/acceptance`, { membershipId: membershipIdOn(page.body) });
}

beforeAll(async () => {
  web = await createTestWeb({ authorities: 2, web: { now: clock.now, signIn: { key: TEST_KEY, openId: null } } });
}, 60_000);
afterAll(() => web.close());

describe('following an invitation', () => {
  it('keeps it open when the account cannot be begun', async () => {
    const name = fresh();
    const path = await invite(SUTTON, name);
    const visitor = new Visitor(web);
    await visitor.open(path);
    await sql(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END'`);
    await sql(`CREATE TRIGGER fail BEFORE INSERT ON local_account EXECUTE FUNCTION fail()`);
    expect((await visitor.send(path, choice)).status).toBe(500);
    await sql(`DROP FUNCTION fail CASCADE`);
    expect(await acceptedBy(name)).toEqual([]);
    expect((await visitor.send(path, choice)).status).toBe(303);
    expect(await acceptedBy(name)).toEqual([SUTTON]);
  });
});

describe('a membership that somebody was invited to', () => {
  it('gives nothing to whoever had taken the sign-in name before by the invitation of another council', async () => {
    const victim = 'victim.sample@council.example';
    const taker = await memberOf(NEIGHBOUR, victim);
    const path = await invite(SUTTON, victim, 'administrator');
    const [visitor, real] = [new Visitor(web), new Visitor(web)];
    await taker.signIn(visitor);
    expect([await mayEnter(visitor, NEIGHBOUR), await mayEnter(visitor, SUTTON)]).toEqual([true, false]);
    expect((await visitor.open(`/people?authority=${SUTTON}`)).status).toBe(403);
    expect(await stateAt(SUTTON, victim)).toContain('Invited, not yet accepted');
    expect(await stateAt(NEIGHBOUR, victim)).toContain('Has access');
    const page = await real.open(path);
    expect(page.body).toContain('If the account is not yours');
    expect(page.body).toContain('Sutton gives you a role');
    expect(page.body).not.toContain(`Sample of ${NEIGHBOUR}`);
    expect((await real.send(path, choice)).status).not.toBe(303);
    expect(await acceptedBy(victim)).toEqual([NEIGHBOUR]);
    expect(await mayEnter(visitor, SUTTON)).toBe(false);
  });

  it('takes force when the person accepts it, signed in: once, and on record', async () => {
    const member = await memberOf(NEIGHBOUR);
    const { id, signInName } = member.person;
    const path = await invite(SUTTON, signInName, 'mace_member');
    const visitor = new Visitor(web);
    const first = await visitor.open(path);
    expect(first.body).toContain('Sign in to accept it');
    expect(membershipIdOn(first.body)).toBe('');
    expect((await member.signIn(visitor)).headers.get('location')).toBe(path);
    const page = await visitor.open(path);
    expect([page.status, page.headers.get('referrer-policy')]).toEqual([200, 'no-referrer']);
    for (const words of ['Sutton', 'MACE', signInName]) expect(page.body).toContain(words);
    expect(page.body).not.toContain(path.slice('/invitation/'.length, -1) + '"');
    const accepted = await accept(visitor, path);
    expect([accepted.status, accepted.headers.get('location')]).toEqual([303, '/']);
    expect(await acceptedBy(signInName)).toEqual([NEIGHBOUR, SUTTON]);
    expect(await stateAt(SUTTON, signInName)).toContain('Has access');
    expect((await visitor.open(path)).status).toBe(404);
    const audited = await sql(
      `SELECT e.person_id, e.actor FROM audit_event e JOIN membership m ON m.id = e.item_id
       WHERE e.action = 'MembershipAccept' AND e.authority = $1 AND m.person_id = $2`,
      [SUTTON, id],
    );
    expect(audited).toEqual([{ person_id: id, actor: id }]);
    expect(await deploymentEvents(id, 'PersonChange')).toEqual([
      { outcome: 'done', reason: 'invitation-accepted', actor: id },
      { outcome: 'refused', reason: 'invitation-over', actor: id },
    ]);
  });

  it('is refused to whoever is signed in as somebody else, on record', async () => {
    const [member, other] = [await memberOf(NEIGHBOUR), await memberOf(NEIGHBOUR)];
    const path = await invite(SUTTON, member.person.signInName);
    const visitor = new Visitor(web);
    await other.signIn(visitor);
    const page = await visitor.open(path);
    expect([page.status, page.body.includes('This invitation is for somebody else')]).toEqual([403, true]);
    const [row] = await sql<{ id: string }>(`SELECT id FROM membership WHERE person_id = $1 AND authority = $2`, [
      ...[member.person.id, SUTTON],
    ]);
    for (const [at, fields] of [
      [`${path}/acceptance`, { membershipId: row?.id ?? '' }],
      [path, choice],
    ] as const)
      expect((await visitor.send(at, fields)).status).toBe(403);
    expect((await new Visitor(web).open(`${path}/acceptance`)).status).toBe(404);
    expect(await acceptedBy(member.person.signInName)).toEqual([NEIGHBOUR]);
    expect(await deploymentEvents(member.person.id, 'PersonChange')).toEqual([
      { outcome: 'refused', reason: 'invitation-of-another', actor: other.person.id },
    ]);
  });

  it('is not accepted unread: another role meanwhile is shown first, and its address stays the same', async () => {
    const member = await memberOf(NEIGHBOUR);
    const { signInName } = member.person;
    const path = await invite(SUTTON, signInName, 'mace_member');
    const visitor = new Visitor(web);
    await member.signIn(visitor);
    const read = membershipIdOn((await visitor.open(path)).body);
    const administrator = await managing(SUTTON);
    const [change = ''] = linksOn(await stateAt(SUTTON, signInName), /^\/people\//);
    expect((await administrator.open(change)).body).toContain('They have no access');
    expect((await administrator.send(change, { role: 'commissioner', team: '' })).status).toBe(303);
    expect(await stateAt(SUTTON, signInName)).toContain('Invited, not yet accepted');
    const unread = await visitor.send(`${path}/acceptance`, { membershipId: read });
    expect([unread.status, unread.body.includes('was changed since you opened')]).toEqual([422, true]);
    expect(unread.body).toContain('Commissioner');
    expect(await acceptedBy(signInName)).toEqual([NEIGHBOUR]);
    const again = await visitor.send(`${path}/acceptance`, { membershipId: membershipIdOn(unread.body) });
    expect(again.status).toBe(303);
    expect(await mayEnter(visitor, SUTTON)).toBe(true);
  });

  it('is over when the person is removed before accepting', async () => {
    const member = await memberOf(NEIGHBOUR);
    const { signInName } = member.person;
    const path = await invite(SUTTON, signInName);
    const visitor = new Visitor(web);
    await member.signIn(visitor);
    const read = membershipIdOn((await visitor.open(path)).body);
    const administrator = await managing(SUTTON);
    const [change = ''] = linksOn(await stateAt(SUTTON, signInName), /^\/people\//);
    const [remove = ''] = linksOn((await administrator.open(change)).body, /remove/);
    expect((await administrator.open(remove)).body).toContain('They have not accepted their invitation');
    expect((await administrator.send(remove)).status).toBe(303);
    expect((await visitor.open(path)).status).toBe(404);
    expect((await visitor.send(`${path}/acceptance`, { membershipId: read })).status).toBe(404);
    expect([await acceptedBy(signInName), await mayEnter(visitor, NEIGHBOUR)]).toEqual([[NEIGHBOUR], true]);
  });

  it('leaves the invitations of others alone', async () => {
    const name = fresh();
    const theirs = await invite(NEIGHBOUR, name);
    const ours = await invite(SUTTON, name);
    expect([(await web.ask(theirs)).status, (await web.ask(ours)).status]).toEqual([200, 200]);
    const administrator = await managing(SUTTON);
    const [change = ''] = linksOn(await stateAt(SUTTON, name), /^\/people\//);
    const [remove = ''] = linksOn((await administrator.open(change)).body, /remove/);
    await administrator.open(remove);
    await administrator.send(remove);
    expect([(await web.ask(theirs)).status, (await web.ask(ours)).status]).toEqual([200, 404]);
  });

  it('is the only one that takes force when two invitations begin an account at the same moment', async () => {
    const name = fresh();
    const paths = [await invite(NEIGHBOUR, name), await invite(SUTTON, name)];
    const visitors = [new Visitor(web), new Visitor(web)];
    for (const [index, visitor] of visitors.entries()) await visitor.open(paths[index] ?? '');
    const answers = await Promise.all(visitors.map((visitor, index) => visitor.send(paths[index] ?? '', choice)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(await acceptedBy(name)).toHaveLength(1);
  });

  it('takes force in a provider as in a council', async () => {
    const member = await memberOf(NEIGHBOUR);
    const { signInName } = member.person;
    const manager = await signIn(web, 'manager, HARBOUR');
    const path = await invite(SUTTON, signInName, 'provider_worker', manager);
    const visitor = new Visitor(web);
    await member.signIn(visitor);
    expect(await mayEnter(visitor, SUTTON)).toBe(false);
    const page = await visitor.open(path);
    expect(page.body).toContain('which works for Sutton, gives you a role');
    expect((await accept(visitor, path)).status).toBe(303);
    expect(await mayEnter(visitor, SUTTON)).toBe(true);
  });

  it('takes force like that also where the command gives it, but for an account that is renewed', async () => {
    const member = await memberOf(NEIGHBOUR);
    const { signInName } = member.person;
    const folder = makeDataDir();
    const command = async (...more: string[]) => {
      const args = ['account', 'invite', '--sign-in-name', signInName, '--name', 'Sample', '--authority', SUTTON];
      const settings = { DATABASE_URL: web.database.appUrl };
      return homeward(folder.path, [...args, '--role', 'mace_member', '--json', ...more], settings);
    };
    const pathOf = ({ stdout }: { readonly stdout: string }) => /\/invitation\/[\w-]{43}/.exec(stdout)?.[0] ?? '';
    const path = pathOf(await command());
    expect((await new Visitor(web).open(path)).body).toContain('Sign in to accept it');
    expect(await acceptedBy(signInName)).toEqual([NEIGHBOUR]);
    const visitor = new Visitor(web);
    await member.signIn(visitor);
    expect((await accept(visitor, path)).status).toBe(303);
    expect(await acceptedBy(signInName)).toEqual([NEIGHBOUR, SUTTON]);
    const refused = await command();
    expect([refused.code, refused.stderr.includes('add --renew')]).toEqual([1, true]);
    expect((await new Visitor(web).open(pathOf(await command('--renew')))).body).toContain('Choose how you sign in');
    folder.remove();
  });

  it('is accepted by people of the demonstration, who are signed in without a password', async () => {
    const path = await invite(NEIGHBOUR, 'commissioner.e09000029');
    expect(path).toBe('');
    const known = 'mace_member.e09000029@council.example';
    await sql(`UPDATE person SET sign_in_name = $1 WHERE sign_in_name = 'mace_member.e09000029'`, [known]);
    const theirs = await invite(NEIGHBOUR, known);
    const visitor = await signIn(web, 'MACE member, Sutton');
    expect(await mayEnter(visitor, NEIGHBOUR)).toBe(false);
    expect((await accept(visitor, theirs)).status).toBe(303);
    expect(await mayEnter(visitor, NEIGHBOUR)).toBe(true);
  });

  it('lapses with its invitation, is shown as such, and makes room for a new one', async () => {
    const member = await memberOf(NEIGHBOUR);
    const { signInName } = member.person;
    const path = await invite(SUTTON, signInName);
    expect(await invite(SUTTON, signInName)).toBe('');
    clock.pass({ hours: 7 * 24 });
    expect((await web.ask(path)).status).toBe(404);
    await sql(`UPDATE membership SET lapses_at = now() WHERE authority = $1 AND person_id = $2`, [
      ...[SUTTON, member.person.id],
    ]);
    expect(await stateAt(SUTTON, signInName)).toContain('Invitation not accepted in time');
    const again = await invite(SUTTON, signInName);
    expect(again).not.toBe('');
    const rows = await sql<{ over: boolean }>(
      `SELECT valid_to IS NOT NULL AS over FROM membership WHERE authority = $1 AND person_id = $2 ORDER BY id`,
      [SUTTON, member.person.id],
    );
    expect(rows).toEqual([{ over: true }, { over: false }]);
  });
});
