import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { ann, ben, createOrganisations, harbour, inForce, northway, notInForce } from '../support/organisations.js';
import type { Organisations } from '../support/organisations.js';
import { testServers } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { councilContext, inContext, providerContext, systemsContext } from '../support/tenant-context.js';
import { NEIGHBOUR } from '../support/two-authorities.js';

describe.each(testServers())('what is in force on $name', (server) => {
  let held: Organisations;

  beforeAll(async () => {
    held = await createOrganisations(server);
  });
  afterAll(() => held.close());
  beforeEach(() => held.clear());

  const isInForce = () =>
    inContext(held.app, providerContext(SUTTON, harbour), async () => {
      const { rows } = await held.app.query<{ yes: boolean }>('SELECT agreement_in_force() AS yes');
      return rows[0]?.yes;
    });

  describe('of sharing agreements', () => {
    it.each(inForce)('is one %s', async (_name, agreement) => {
      await held.agree(agreement);
      expect(await isInForce()).toBe(true);
    });

    it.each(notInForce)('is none %s', async (_name, agreement) => {
      await held.agree(agreement);
      expect(await isInForce()).toBe(false);
    });

    it('is none where there is none', async () => {
      expect(await isInForce()).toBe(false);
    });
  });

  describe('of memberships', () => {
    const secret = Buffer.from('01', 'hex');
    const ofProvider = { provider_id: harbour, role: 'provider_worker' };

    /** Ann is a member and signed in; which memberships her session gives. */
    async function memberships(of: Readonly<Record<string, unknown>>): Promise<number> {
      await held.makeMember(of);
      await held.superuser.query(
        `INSERT INTO session (secret_hash, person_id, started_at, expires_at, last_seen_at)
         VALUES ($1, $2, now(), now() + interval '1 hour', now())`,
        [secret, ann],
      );
      const found = 'SELECT memberships FROM find_session($1, now())';
      const { rows } = await held.app.query<{ memberships: unknown[] }>(found, [secret]);
      return rows[0]?.memberships.length ?? -1;
    }

    it('is one of the council, with no agreement at all', async () => {
      expect(await memberships({})).toBe(1);
    });

    it.each([
      ['that begins tomorrow', async () => ({ valid_from: await held.dayIn(1) })],
      ['that ended today', async () => ({ valid_to: await held.dayIn(0) })],
      ['that is suspended', () => Promise.resolve({ suspended_at: '2025-10-01T12:00:00Z' })],
      ['that is not accepted yet', () => Promise.resolve({ accepted_at: null, lapses_at: '2099-01-01T12:00:00Z' })],
      ['of somebody else', () => Promise.resolve({ person_id: ben })],
    ])('is none %s', async (_name, of) => {
      expect(await memberships(await of())).toBe(0);
    });

    it.each(inForce)('is one in a provider whose agreement is one %s', async (_name, agreement) => {
      await held.agree(agreement);
      expect(await memberships(ofProvider)).toBe(1);
    });

    it.each(notInForce)('is none in a provider whose only agreement is one %s', async (_name, agreement) => {
      await held.agree(agreement);
      expect(await memberships(ofProvider)).toBe(0);
    });
  });

  describe('of addresses for messages', () => {
    const own = { person_id: ann, address: 'ann@mail.example' };

    beforeEach(async () => {
      await held.superuser.query('TRUNCATE person_contact, demonstration');
      await held.superuser.query('UPDATE person SET is_demonstration = false');
      await held.superuser.query(
        `INSERT INTO person_contact (person_id, channel, address, confirmed_at) VALUES ($1, 'email', $2, now())`,
        [own.person_id, own.address],
      );
    });

    /** Where the service is told that Ann wants to be written to. */
    const told = (context = systemsContext(SUTTON)) =>
      inContext(held.app, context, async () => {
        const asked = 'SELECT person_id, address FROM contacts_of($1::uuid[], now())';
        return (await held.app.query<object>(asked, [[ann]])).rows;
      });

    it('is one of somebody who belongs to the council', async () => {
      await held.makeMember();
      expect(await told()).toEqual([own]);
    });

    it.each([
      ['somebody of the council', councilContext(SUTTON)],
      ['the service for another council', systemsContext(NEIGHBOUR)],
      ['nobody', {}],
    ])('is told to nobody but the service: not to %s', async (_name, context) => {
      await held.makeMember();
      expect(await told(context)).toEqual([]);
    });

    it.each([
      ['that ended today', async () => ({ valid_to: await held.dayIn(0) })],
      ['that is suspended', () => Promise.resolve({ suspended_at: '2025-10-01T12:00:00Z' })],
      ['that is not accepted yet', () => Promise.resolve({ accepted_at: null, lapses_at: '2099-01-01T12:00:00Z' })],
      ['of somebody else', () => Promise.resolve({ person_id: ben })],
    ])('is none of a membership %s', async (_name, of) => {
      await held.makeMember(await of());
      expect(await told()).toEqual([]);
    });

    it.each(inForce)('is one in a provider whose agreement is one %s', async (_name, agreement) => {
      await held.agree(agreement);
      await held.makeMember({ provider_id: harbour, role: 'provider_worker' });
      expect(await told()).toEqual([own]);
    });

    it.each(notInForce)('is none in a provider whose only agreement is one %s', async (_name, agreement) => {
      await held.agree(agreement);
      await held.makeMember({ provider_id: harbour, role: 'provider_worker' });
      expect(await told()).toEqual([]);
    });

    it('is made up of invented people alone, in a demonstration alone', async () => {
      await held.makeMember();
      await held.superuser.query('TRUNCATE person_contact');
      const demonstrate = () => held.superuser.query(`INSERT INTO demonstration VALUES (true, 1, now(), now())`);
      const invent = () => held.superuser.query('UPDATE person SET is_demonstration = true');
      expect(await told()).toEqual([]);
      await demonstrate();
      expect(await told()).toEqual([]);
      await invent();
      expect(await told()).toEqual([{ person_id: ann, address: `${ann}@people.example` }]);
      await held.superuser.query('TRUNCATE demonstration');
      expect(await told()).toEqual([]);
    });
  });

  describe('of keys', () => {
    const secret = Buffer.from('03', 'hex');
    const ofNoProvider = notInForce.filter(([, { authority }]) => authority === undefined);

    async function issue(lastUsed: string | null = null, issuer = 'cli:test'): Promise<void> {
      await held.superuser.query('TRUNCATE provider_key');
      await held.superuser.query(
        `INSERT INTO provider_key (id, provider_id, prefix, secret_hash, scopes, expires_at, last_used_at,
           created_at, created_by, modified_at, modified_by)
         VALUES ($1, $2, 'abcd', $3, '{returns:send}', now() + interval '1 day', now() - $4::interval,
           now(), $5, now(), $5)`,
        [newId(), harbour, secret, lastUsed, issuer],
      );
    }

    async function stateOf(): Promise<string | undefined> {
      const { rows } = await held.app.query<{ state: string }>('SELECT state FROM find_provider_key($1, now())', [
        secret,
      ]);
      return rows[0]?.state;
    }

    it.each(inForce)('is one where the provider has an agreement %s', async (_name, agreement) => {
      await issue();
      await held.agree(agreement);
      expect(await stateOf()).toBe('in-force');
    });

    it.each(ofNoProvider)('is none where the only agreement is one %s', async (_name, agreement) => {
      await issue();
      await held.agree(agreement);
      expect(await stateOf()).toBe('no-agreement');
    });

    describe('that Ann issued', () => {
      const suspended = { provider_id: harbour, role: 'provider_manager', suspended_at: '2025-10-01T12:00:00Z' };
      const stateWith = async (of: Readonly<Record<string, unknown>>, issuer = ann) => {
        await issue(null, issuer);
        await held.agree({});
        await held.makeMember({ provider_id: harbour, role: 'provider_worker' });
        await held.makeMember({ ...suspended, ...of });
        return stateOf();
      };
      /** What the list says of it, to the provider. */
      const isShownSuspended = () =>
        inContext(held.app, providerContext(SUTTON, harbour), async () => {
          const listed = 'SELECT is_issuer_suspended AS yes FROM list_provider_keys()';
          return (await held.app.query<{ yes: boolean }>(listed)).rows;
        });

      it.each([
        ['for this council', () => Promise.resolve({})],
        ['for another council', () => Promise.resolve({ authority: NEIGHBOUR })],
        ['until tomorrow', async () => ({ valid_to: await held.dayIn(1) })],
      ])('opens nothing while she is suspended in its provider %s', async (_name, of) => {
        expect(await stateWith(await of())).toBe('issuer-suspended');
        expect(await isShownSuspended()).toEqual([{ yes: true }]);
      });

      it.each([
        ['she is confirmed again', () => Promise.resolve({ suspended_at: null })],
        ['she is suspended in another provider', () => Promise.resolve({ provider_id: northway })],
        ['she is suspended in the council', () => Promise.resolve({ provider_id: null, role: 'commissioner' })],
        ['somebody else is suspended', () => Promise.resolve({ person_id: ben })],
        ['what she was suspended in has ended', async () => ({ valid_to: await held.dayIn(0) })],
      ])('is one where %s', async (_name, of) => {
        expect(await stateWith(await of())).toBe('in-force');
        expect(await isShownSuspended()).toEqual([{ yes: false }]);
      });
    });

    it.each([
      ['not used before', null, true],
      ['used a minute ago', '1 minute', true],
      ['used within the last minute', '59 seconds', false],
    ])('notes the use of one %s', async (_name, lastUsed, isNoted) => {
      await issue(lastUsed);
      await stateOf();
      const { rows } = await held.superuser.query<{ noted: boolean }>(
        `SELECT last_used_at > now() - interval '30 seconds' AS noted FROM provider_key`,
      );
      expect(rows).toEqual([{ noted: isNoted }]);
    });
  });
});
