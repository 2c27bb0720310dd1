import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ann, ben, createOrganisations } from '../support/organisations.js';
import type { Organisations } from '../support/organisations.js';
import { testServers } from '../support/postgres.js';

const [step, session, fresh] = [Buffer.from('01', 'hex'), Buffer.from('02', 'hex'), Buffer.from('03', 'hex')];
const hour = `now() + interval '1 hour'`;
const identity = ['https://issuer.example', 'tenant', 'subject'];

describe.each(testServers())('a session on $name', (server) => {
  let held: Organisations;

  beforeAll(async () => {
    held = await createOrganisations(server);
  });
  afterAll(() => held.close());
  beforeEach(async () => {
    await held.clear();
    await held.superuser.query('TRUNCATE local_account, openid_identity, sign_in_step, recovery_code, demonstration');
    await held.superuser.query('UPDATE person SET is_demonstration = (id = $1)', [ben]);
  });

  const told = async (sql: string, parameters: readonly unknown[]) =>
    (await held.app.query<{ told: unknown }>(`SELECT * FROM ${sql} AS t (told)`, [...parameters])).rows.map(
      (row) => row.told,
    );
  const begin = (proof = step) => told('begin_session($1, $2, now())', [proof, fresh]);
  const takeCode = (proof = step) => told('take_totp_step($1, 2, now())', [proof]);
  const steps = async () =>
    (await held.superuser.query<object>('SELECT owes, person_id, sealed FROM sign_in_step ORDER BY secret_hash')).rows;
  const sessions = async () =>
    (
      await held.superuser.query<object>(
        `SELECT person_id, expires_at - started_at = interval '12 hours' AS is_of_twelve_hours, last_seen_at = started_at AS is_seen,
           ended_at FROM session WHERE secret_hash = $1`,
        [fresh],
      )
    ).rows;
  const begun = (person: string) => [{ person_id: person, is_of_twelve_hours: true, is_seen: true, ended_at: null }];

  /** Ann's account, with a second factor unless it is still to be set up. */
  const giveAccount = (hasSecondFactor = true) =>
    held.superuser.query(
      `INSERT INTO local_account (person_id, password_hash, password_set_at, totp_secret, last_totp_step, confirmed_at)
       SELECT $1, 'hash', now(), CASE WHEN $2 THEN '\\x0a'::bytea END, CASE WHEN $2 THEN 1 END, CASE WHEN $2 THEN now() END`,
      [ann, hasSecondFactor],
    );
  const giveStep = (owes: string, until = hour) =>
    held.superuser.query(
      `INSERT INTO sign_in_step (secret_hash, owes, person_id, sealed, expires_at)
       VALUES ($1, $2, $3, CASE WHEN $2 = 'set_up' THEN '\\x0b'::bytea END, ${until})`,
      [step, owes, ann],
    );

  describe('after a password', () => {
    const afterPassword = (name: string, hash: string) =>
      told(`begin_password_step($1, $2, $3, '\\x0b', ${hour})`, [name, hash, step]);

    it('owes a code where there is a second factor', async () => {
      await giveAccount();
      expect(await afterPassword(ann, 'hash')).toEqual(['code']);
      expect(await steps()).toEqual([{ owes: 'code', person_id: ann, sealed: null }]);
    });

    it('owes the setting up of one where there is none', async () => {
      await giveAccount(false);
      expect(await afterPassword(ann, 'hash')).toEqual(['set_up']);
      expect(await steps()).toEqual([{ owes: 'set_up', person_id: ann, sealed: Buffer.from('0b', 'hex') }]);
    });

    it.each([
      ['another password', ann, 'another'],
      ['another name', 'somebody', 'hash'],
      ['the name of somebody without one', ben, 'hash'],
    ])('does not come nearer by %s', async (_name, name, hash) => {
      await giveAccount();
      expect(await afterPassword(name, hash)).toEqual([]);
      expect(await steps()).toEqual([]);
    });

    it('does not come nearer for somebody invented, who has none', async () => {
      await giveAccount();
      await held.superuser.query('UPDATE person SET is_demonstration = true WHERE id = $1', [ann]);
      expect(await afterPassword(ann, 'hash')).toEqual([]);
    });
  });

  describe('by a step', () => {
    beforeEach(() => giveAccount());

    it('begins once its code was taken, once', async () => {
      await giveStep('code');
      expect(await takeCode()).toEqual([ann]);
      expect(await begin()).toEqual([ann]);
      expect(await sessions()).toEqual(begun(ann));
      expect(await steps()).toEqual([]);
      expect(await begin()).toEqual([]);
    });

    it('begins once a recovery code was taken instead', async () => {
      await giveStep('code');
      await held.superuser.query(`INSERT INTO recovery_code VALUES ($1, '\\x0c', now())`, [ann]);
      expect(await told(`take_recovery_code($1, '\\x0d', now())`, [step])).toEqual([]);
      expect(await begin()).toEqual([]);
      expect(await told(`take_recovery_code($1, '\\x0c', now())`, [step])).toEqual([ann]);
      expect(await begin()).toEqual([ann]);
    });

    it('begins once its second factor was set up', async () => {
      await giveStep('set_up');
      expect(await begin()).toEqual([]);
      const confirm = () => told(`confirm_totp($1, '\\x0e', 5, ARRAY['\\x0f'::bytea], now())`, [step]);
      expect(await confirm()).toEqual([ann]);
      expect(await confirm()).toEqual([]);
      expect(await begin()).toEqual([ann]);
    });

    it.each(['code', 'set_up'])('does not begin while that one owes something (%s)', async (owes) => {
      await giveStep(owes);
      expect(await begin()).toEqual([]);
      expect(await sessions()).toEqual([]);
      expect(await steps()).toHaveLength(1);
    });

    it('does not begin by a code that was taken before', async () => {
      await giveStep('code');
      await held.superuser.query('UPDATE local_account SET last_totp_step = 2');
      expect(await takeCode()).toEqual([]);
      expect(await begin()).toEqual([]);
    });

    it('does not begin by one that took too long', async () => {
      await giveStep('nothing', 'now()');
      expect(await begin()).toEqual([]);
    });

    it('does not begin by any other secret, that of a session included', async () => {
      await giveStep('nothing');
      await held.superuser.query(
        `INSERT INTO session (secret_hash, person_id, started_at, expires_at, last_seen_at) VALUES ($1, $2, now(), ${hour}, now())`,
        [session, ann],
      );
      for (const proof of [session, Buffer.alloc(0)]) expect(await begin(proof)).toEqual([]);
      expect(await takeCode(session)).toEqual([ann]);
      expect(await begin(session)).toEqual([]);
    });
  });

  describe('that is open', () => {
    const beginSetUp = () => told(`begin_set_up_step($1, $2, '\\x0b', now(), ${hour})`, [session, step]);
    const open = (ended: string) =>
      held.superuser.query(
        `INSERT INTO session (secret_hash, person_id, started_at, expires_at, last_seen_at, ended_at)
         VALUES ($1, $2, now(), ${hour}, now(), ${ended})`,
        [session, ann],
      );

    it('lets another second factor be set up', async () => {
      await giveAccount();
      await open('NULL');
      expect(await beginSetUp()).toEqual([ann]);
      expect(await steps()).toEqual([{ owes: 'set_up', person_id: ann, sealed: Buffer.from('0b', 'hex') }]);
    });

    it('does not once it is over', async () => {
      await giveAccount();
      await open('now()');
      expect(await beginSetUp()).toEqual([]);
    });

    it('does not for somebody without a password', async () => {
      await open('NULL');
      expect(await beginSetUp()).toEqual([]);
    });
  });

  describe('by an identity', () => {
    const beginBy = (parts: readonly string[]) =>
      told('begin_openid_session($1, $2, $3, $4, now())', [...parts, fresh]);

    beforeEach(() =>
      held.superuser.query(
        `INSERT INTO openid_identity (issuer, tenant, subject, person_id, linked_at) VALUES ($1, $2, $3, $4, now())`,
        [...identity, ann],
      ),
    );

    it('begins for whom it is linked to', async () => {
      expect(await beginBy(identity)).toEqual([ann]);
      expect(await sessions()).toEqual(begun(ann));
    });

    it.each([0, 1, 2])('does not begin where its part %i is another', async (place) => {
      expect(await beginBy(identity.map((part, at) => (at === place ? 'another' : part)))).toEqual([]);
      expect(await sessions()).toEqual([]);
    });

    it('waits for an answer about nobody yet, by which none begins', async () => {
      await held.app.query(`SELECT begin_openid_step($1, NULL, '\\x0b', ${hour})`, [step]);
      expect(await steps()).toEqual([{ owes: 'openid', person_id: null, sealed: Buffer.from('0b', 'hex') }]);
      expect(await begin()).toEqual([]);
    });
  });

  describe('of somebody invented', () => {
    const beginAs = (person: string | undefined) => told('begin_invented_session($1, $2, now())', [person, fresh]);
    const demonstrate = () => held.superuser.query(`INSERT INTO demonstration VALUES (true, 1, now(), now())`);

    it('begins in a demonstration', async () => {
      await demonstrate();
      expect(await beginAs(ben)).toEqual([ben]);
      expect(await sessions()).toEqual(begun(ben));
    });

    it('does not begin anywhere else', async () => {
      expect(await beginAs(ben)).toEqual([]);
    });

    it('does not begin for anybody real', async () => {
      await demonstrate();
      expect(await beginAs(ann)).toEqual([]);
    });
  });
});
