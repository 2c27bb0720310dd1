import type { Client } from 'pg';
import { insertRows } from './hanging-tables.js';
import { createTestDatabase } from './postgres.js';
import type { TestServer } from './postgres.js';
import { SUTTON } from './service.js';
import { NEIGHBOUR, connect } from './two-authorities.js';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
export const [harbour, northway, ann, ben] = [id(1), id(2), id(3), id(4)];
export const stamp = {
  created_at: '2025-10-01T12:00:00Z',
  created_by: 'test',
  modified_at: '2025-10-01T12:00:00Z',
  modified_by: 'test',
};

/** Days from today. */
export interface Agreement {
  readonly authority?: string;
  readonly provider?: string;
  readonly signed?: number;
  readonly from?: number;
  readonly to?: number | null;
}

export const notInForce: readonly (readonly [string, Agreement])[] = [
  ['that is signed tomorrow', { signed: 1 }],
  ['that begins tomorrow', { from: 1 }],
  ['that ended today', { to: 0 }],
  ['of another provider', { provider: northway }],
  ['with another council', { authority: NEIGHBOUR }],
];
export const inForce: readonly (readonly [string, Agreement])[] = [
  ['without an end', {}],
  ['that is signed and begins today', { signed: 0, from: 0 }],
  ['that ends tomorrow', { to: 1 }],
];

/** Two councils, two providers that both engaged and two people, with no agreement, membership or session yet. */
export interface Organisations {
  readonly superuser: Client;
  readonly app: Client;
  /** The day in London so many days from today; null for null. */
  dayIn(days: number | null): Promise<string | null>;
  agree(agreement: Agreement): Promise<void>;
  /** Ann's membership of Sutton's council, accepted and in force unless `of` says otherwise; gives its id. */
  makeMember(of?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Takes back every agreement, membership and session. */
  clear(): Promise<unknown>;
  close(): Promise<void>;
}

export async function createOrganisations(server: TestServer): Promise<Organisations> {
  const database = await createTestDatabase(server);
  const [superuser, app] = [await connect(database.superuserUrl), await connect(database.appUrl)];
  const insert = (table: string, rows: readonly Readonly<Record<string, unknown>>[]) =>
    insertRows(
      superuser,
      table,
      rows.map((row) => ({ ...row, ...stamp })),
    );
  const [councils, providers] = [
    [SUTTON, NEIGHBOUR],
    [harbour, northway],
  ];
  await insert(
    'authority',
    councils.map((code) => ({ code })),
  );
  await insert(
    'provider',
    providers.map((each, at) => ({ id: each, code: `P${at}00`, name: each })),
  );
  await insert(
    'person',
    [ann, ben].map((each) => ({ id: each, sign_in_name: each, display_name: each, is_demonstration: false })),
  );
  await insert(
    'authority_provider',
    councils.flatMap((authority) => providers.map((each) => ({ authority, provider_id: each }))),
  );
  const dayIn = async (days: number | null) => {
    const { rows } = await superuser.query<{ day: string | null }>(
      `SELECT ((now() AT TIME ZONE 'Europe/London')::date + $1::integer)::text AS day`,
      [days],
    );
    return rows[0]?.day ?? null;
  };
  let made = 100;
  return {
    superuser,
    app,
    dayIn,
    async agree({ authority = SUTTON, provider = harbour, signed = -9, from = -9, to = null }) {
      const days = { signed_on: await dayIn(signed), valid_from: await dayIn(from), valid_to: await dayIn(to) };
      await insert('sharing_agreement', [{ authority, id: id((made += 1)), provider_id: provider, ...days }]);
    },
    async makeMember(of = {}) {
      const ofCouncil = { authority: SUTTON, person_id: ann, provider_id: null, role: 'commissioner' };
      const inForceNow = { valid_from: await dayIn(-9), valid_to: null, suspended_at: null };
      const accepted = { accepted_at: '2025-10-01T12:00:00Z', lapses_at: null };
      const membership = id((made += 1));
      await insert('membership', [{ id: membership, ...ofCouncil, ...inForceNow, ...accepted, ...of }]);
      return membership;
    },
    clear: () => superuser.query('TRUNCATE sharing_agreement, membership, invitation, session CASCADE'),
    async close() {
      await superuser.end();
      await app.end();
      await database.drop();
    },
  };
}
