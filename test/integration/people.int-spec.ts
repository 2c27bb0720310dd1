import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { endAccess, inNameOf, invitePerson, organisationOf, removeMember, signInNameOf } from '#access';
import type { Organisation } from '#access';
import { systemContext } from '#persistence';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import { contextOf } from '../support/children.js';
import { testServers, withClient } from '../support/postgres.js';
import { SUTTON, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';
import { attempt, inContext } from '../support/tenant-context.js';
import { connect } from '../support/two-authorities.js';

const council: Organisation = { kind: 'council', providerId: null };
let test: TestService;

const sql = <Row>(text: string, values: unknown[] = []) =>
  withClient(test.database.superuserUrl, async (client) => (await client.query(text, values)).rows as Row[]);

async function memberOf(signInName: string): Promise<{ readonly id: string; readonly person: string }> {
  const [row] = await sql<{ id: string; person: string }>(
    `SELECT m.id, m.person_id AS person FROM membership m JOIN person p ON p.id = m.person_id
     WHERE m.authority = $1 AND p.sign_in_name = $2 AND m.valid_to IS NULL`,
    [SUTTON, signInName],
  );
  return row ?? { id: '', person: '' };
}

const as = (personId: string): TransactionContext =>
  inNameOf({ ...systemContext(SUTTON, personId), personId, role: 'administrator' });
const write = <Value>(context: TransactionContext, work: Parameters<typeof test.service.casework.write<Value>>[1]) =>
  test.service.casework.write(context, work);

/** Invites an administrator as another one; they accept at once. */
async function addAdministrator(by: string, signInName: string): Promise<string> {
  const given = { name: 'A. Sample', signInName, role: 'administrator', team: null, until: null } as const;
  const invited = await write(as(by), ({ tx }) => invitePerson(tx, council, given, newId));
  expect(invited.kind).toBe('invited');
  await sql('UPDATE membership SET accepted_at = now() WHERE accepted_at IS NULL');
  return (await memberOf(signInName)).person;
}

const remove = (by: string, membershipId: string) =>
  write(as(by), ({ tx }) => removeMember(tx, council, membershipId, newId));

describe.each(testServers())('the people of an organisation on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server });
  });
  afterEach(() => test.close());

  it('keep an administrator when two remove each other at once', async () => {
    const first = await memberOf('administrator.e09000029');
    const second = { person: await addAdministrator(first.person, 'b@council.example') };
    const secondMembership = (await memberOf('b@council.example')).id;
    const outcomes = await Promise.all([remove(first.person, secondMembership), remove(second.person, first.id)]);
    expect([...outcomes].sort()).toEqual(['no-longer-manager', null]);
    const left = await sql(
      `SELECT FROM membership WHERE authority = $1 AND role = 'administrator' AND valid_to IS NULL`,
      [SUTTON],
    );
    expect(left).toHaveLength(1);
  });

  it('count an administrator only once the invitation was accepted', async () => {
    const first = await memberOf('administrator.e09000029');
    const given = { name: 'A. Sample', signInName: 'e@council.example', role: 'administrator' } as const;
    const wish = { ...given, team: null, until: null };
    await write(as(first.person), ({ tx }) => invitePerson(tx, council, wish, newId));
    const second = await memberOf('e@council.example');
    expect(await remove(second.person, first.id)).toBe('no-longer-manager');
    const removed = write(systemContext(SUTTON, 'test'), ({ tx }) => removeMember(tx, council, first.id, newId));
    expect(await removed).toBe('last-administrator');
    expect(await remove(first.person, second.id)).toBe(null);
  });

  it('keep the last administrator even from the service itself', async () => {
    const only = await memberOf('administrator.e09000029');
    const removed = write(systemContext(SUTTON, 'test'), ({ tx }) => removeMember(tx, council, only.id, newId));
    expect(await removed).toBe('last-administrator');
  });

  it('become members once when they are invited twice at once', async () => {
    const { person } = await memberOf('administrator.e09000029');
    const given = {
      name: 'A. Sample',
      signInName: 'c@council.example',
      role: 'commissioner',
      team: null,
      until: null,
    } as const;
    const outcomes = await Promise.all(
      [1, 2].map(() => write(as(person), ({ tx }) => invitePerson(tx, council, given, newId))),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['invited', 'refused']);
    expect(await sql(`SELECT FROM person WHERE sign_in_name = 'c@council.example'`)).toHaveLength(1);
  });

  it('are managed for an organisation, which the record names', async () => {
    const manager = await contextOf(test, 'provider_manager.harbour', 'people.manage');
    const given = {
      name: 'A. Sample',
      signInName: 'd@harbour.example',
      role: 'provider_worker',
      team: null,
      until: null,
    } as const;
    await write(inNameOf(manager), ({ tx }) => invitePerson(tx, organisationOf(manager), given, newId));
    const recorded = await sql(`SELECT person_id, provider_id, role FROM audit_event WHERE action = 'PersonInvite'`);
    expect(recorded).toEqual([
      { person_id: manager.personId, provider_id: manager.providerId, role: 'provider_manager' },
    ]);
    expect(manager.providerId).not.toBeNull();
  });

  it('are known by the name that they sign in with, however the inviter typed it', async () => {
    const { person } = await memberOf('administrator.e09000029');
    const typed = ' Zoe\u0308.S\u00c9N@Council.example ';
    await addAdministrator(person, typed);
    expect(await sql('SELECT FROM person WHERE sign_in_name = $1', [signInNameOf(typed)])).toHaveLength(1);
  });

  it('lose nothing by the ending of access while they have a membership left', async () => {
    const { person } = await memberOf('administrator.e09000029');
    await sql(`INSERT INTO session VALUES ('\\x01', $1, now(), now() + interval '1 hour', now())`, [person]);
    await write(systemContext(SUTTON, 'test'), ({ tx }) => endAccess(tx, [person]));
    const ended = 'SELECT ended_at IS NOT NULL AS is_ended FROM session';
    expect(await sql(ended)).toEqual([{ is_ended: false }]);
    await sql(`UPDATE membership SET suspended_at = now() WHERE person_id = $1`, [person]);
    await write(systemContext(SUTTON, 'test'), ({ tx }) => endAccess(tx, [person]));
    expect(await sql(ended)).toEqual([{ is_ended: true }]);
  });

  it('are added and changed by no direct right, and by the function only as the service', async () => {
    const app = await connect(test.database.appUrl);
    const insert = `INSERT INTO person VALUES ('${newId()}', 'x', 'X', true, now(), 'x', now(), 'x')`;
    await inContext(app, { authority: SUTTON, actor: 'system' }, async () => {
      for (const verb of [insert, `UPDATE person SET display_name = 'X'`, 'DELETE FROM person'])
        expect([verb, await attempt(app, verb)]).toEqual([verb, 'no right']);
    });
    const invite = `SELECT * FROM invite_person('${newId()}', 'new@council.example', 'New', false)`;
    const refused = 'people are invited by the service, for an authority';
    for (const context of [
      {},
      { actor: 'system' },
      ...['authority', 'provider'].map((actor) => ({ authority: SUTTON, actor })),
    ])
      expect([context, await inContext(app, context, () => attempt(app, invite))]).toEqual([context, refused]);
    expect(await inContext(app, { authority: SUTTON, actor: 'system' }, () => attempt(app, invite))).toBe('1 rows');
    await sql('DELETE FROM demonstration');
    const invented = invite.replace('false', 'true');
    expect(await inContext(app, { authority: SUTTON, actor: 'system' }, () => attempt(app, invented))).toBe(refused);
    await app.end();
  });

  it('have agreements that are ended and never edited', async () => {
    const app = await connect(test.database.appUrl);
    await inContext(app, { authority: SUTTON, actor: 'system' }, async () => {
      const change = (what: string) => attempt(app, `UPDATE sharing_agreement SET ${what}`);
      for (const what of ['signed_on = signed_on - 1', 'valid_from = valid_from - 1', `id = gen_random_uuid()`])
        expect([what, await change(what)]).toEqual([what, 'a sharing agreement is never edited, only ended']);
      expect(await change('valid_to = current_date')).toBe('3 rows');
      await app.query('UPDATE sharing_agreement SET valid_to = current_date + 9');
      expect(await change('valid_to = current_date + 10')).toBe('a sharing agreement is never edited, only ended');
      expect(await change('valid_to = NULL')).toBe('a sharing agreement is never edited, only ended');
      expect(await change('valid_to = current_date + 8')).toBe('3 rows');
      expect(await attempt(app, 'DELETE FROM sharing_agreement')).toBe('no right');
    });
    await app.end();
  });
});
