import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import { insertRows } from '../support/hanging-tables.js';
import { createTestDatabase, testServers } from '../support/postgres.js';
import type { TestDatabase } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { inContext, providerContext } from '../support/tenant-context.js';
import { NEIGHBOUR, connect } from '../support/two-authorities.js';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const [harbour, northway, ann, ben] = [id(1), id(2), id(3), id(4)];
const stamp = {
  created_at: '2025-10-01T12:00:00Z',
  created_by: 'test',
  modified_at: '2025-10-01T12:00:00Z',
  modified_by: 'test',
};

/** Days from today. */
interface Agreement {
  readonly authority?: string;
  readonly provider?: string;
  readonly signed?: number;
  readonly from?: number;
  readonly to?: number | null;
}

const notInForce: readonly (readonly [string, Agreement])[] = [
  ['that is signed tomorrow', { signed: 1 }],
  ['that begins tomorrow', { from: 1 }],
  ['that ended today', { to: 0 }],
  ['of another provider', { provider: northway }],
  ['with another council', { authority: NEIGHBOUR }],
];
const inForce: readonly (readonly [string, Agreement])[] = [
  ['without an end', {}],
  ['that is signed and begins today', { signed: 0, from: 0 }],
  ['that ends tomorrow', { to: 1 }],
];

describe.each(testServers())('what is in force on $name', (server) => {
  let database: TestDatabase;
  let superuser: Client;
  let app: Client;

  beforeAll(async () => {
    database = await createTestDatabase(server);
    [superuser, app] = [await connect(database.superuserUrl), await connect(database.appUrl)];
    await insertRows(
      superuser,
      'authority',
      [SUTTON, NEIGHBOUR].map((code) => ({ code, ...stamp })),
    );
    await insertRows(
      superuser,
      'provider',
      [harbour, northway].map((each, at) => ({ id: each, code: `P${at}00`, name: each, ...stamp })),
    );
    await insertRows(
      superuser,
      'person',
      [ann, ben].map((each) => ({
        id: each,
        sign_in_name: each,
        display_name: each,
        is_demonstration: true,
        ...stamp,
      })),
    );
    const engaged = [SUTTON, NEIGHBOUR].flatMap((authority) =>
      [harbour, northway].map((each) => ({ authority, provider_id: each, ...stamp })),
    );
    await insertRows(superuser, 'authority_provider', engaged);
  });
  afterAll(async () => {
    await superuser.end();
    await app.end();
    await database.drop();
  });
  beforeEach(() => superuser.query('TRUNCATE sharing_agreement, membership, session CASCADE'));

  const dayIn = async (days: number | null) => {
    const { rows } = await superuser.query<{ day: string | null }>(
      `SELECT ((now() AT TIME ZONE 'Europe/London')::date + $1::integer)::text AS day`,
      [days],
    );
    return rows[0]?.day ?? null;
  };

  async function agree({
    authority = SUTTON,
    provider = harbour,
    signed = -9,
    from = -9,
    to = null,
  }: Agreement): Promise<void> {
    const days = { signed_on: await dayIn(signed), valid_from: await dayIn(from), valid_to: await dayIn(to) };
    await insertRows(superuser, 'sharing_agreement', [
      { authority, id: id(9), provider_id: provider, ...days, ...stamp },
    ]);
  }

  const isInForce = () =>
    inContext(app, providerContext(SUTTON, harbour), async () => {
      const { rows } = await app.query<{ yes: boolean }>('SELECT agreement_in_force() AS yes');
      return rows[0]?.yes;
    });

  describe('of sharing agreements', () => {
    it.each(inForce)('is one %s', async (_name, agreement) => {
      await agree(agreement);
      expect(await isInForce()).toBe(true);
    });

    it.each(notInForce)('is none %s', async (_name, agreement) => {
      await agree(agreement);
      expect(await isInForce()).toBe(false);
    });

    it('is none where there is none', async () => {
      expect(await isInForce()).toBe(false);
    });
  });

  describe('of memberships', () => {
    const secret = Buffer.from('01', 'hex');
    const accepted = { accepted_at: '2025-10-01T12:00:00Z', lapses_at: null };
    const ofCouncil = { provider_id: null, role: 'commissioner' };
    const ofProvider = { provider_id: harbour, role: 'provider_worker' };

    /** Ann is a member and signed in; which memberships her session gives. */
    async function memberships(of: Readonly<Record<string, unknown>>): Promise<number> {
      const whole = {
        person_id: ann,
        valid_from: await dayIn(-9),
        valid_to: null,
        suspended_at: null,
        ...accepted,
        ...of,
      };
      await insertRows(superuser, 'membership', [{ authority: SUTTON, id: id(8), ...whole, ...stamp }]);
      await superuser.query(
        `INSERT INTO session (secret_hash, person_id, started_at, expires_at, last_seen_at)
         VALUES ($1, $2, now(), now() + interval '1 hour', now())`,
        [secret, ann],
      );
      const { rows } = await app.query<{ memberships: unknown[] }>('SELECT memberships FROM find_session($1, now())', [
        secret,
      ]);
      return rows[0]?.memberships.length ?? -1;
    }

    it('is one of the council, with no agreement at all', async () => {
      expect(await memberships(ofCouncil)).toBe(1);
    });

    it.each([
      ['that begins tomorrow', async () => ({ valid_from: await dayIn(1) })],
      ['that ended today', async () => ({ valid_to: await dayIn(0) })],
      ['that is suspended', () => Promise.resolve({ suspended_at: '2025-10-01T12:00:00Z' })],
      ['that is not accepted yet', () => Promise.resolve({ accepted_at: null, lapses_at: '2099-01-01T12:00:00Z' })],
      ['of somebody else', () => Promise.resolve({ person_id: ben })],
    ])('is none %s', async (_name, of) => {
      expect(await memberships({ ...ofCouncil, ...(await of()) })).toBe(0);
    });

    it.each(inForce)('is one in a provider whose agreement is one %s', async (_name, agreement) => {
      await agree(agreement);
      expect(await memberships(ofProvider)).toBe(1);
    });

    it.each(notInForce)('is none in a provider whose only agreement is one %s', async (_name, agreement) => {
      await agree(agreement);
      expect(await memberships(ofProvider)).toBe(0);
    });
  });
});
