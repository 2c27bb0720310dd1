import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { ann, ben, createOrganisations, harbour, inForce, northway, notInForce } from '../support/organisations.js';
import type { Organisations } from '../support/organisations.js';
import { testServers } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { inContext, systemsContext } from '../support/tenant-context.js';
import { NEIGHBOUR } from '../support/two-authorities.js';

const proof = Buffer.from('02', 'hex');
const ofProvider = { provider_id: harbour, role: 'provider_worker' };
const pending = { accepted_at: null, lapses_at: '2099-01-01T12:00:00Z' };

interface Invitation {
  readonly expiresIn?: string;
  readonly isUsed?: boolean;
  readonly isRenewal?: boolean;
}

/** What may have become of a membership since its invitation was sent. */
const noLongerStanding: readonly (readonly [
  string,
  (held: Organisations) => Promise<Readonly<Record<string, unknown>>>,
])[] = [
  ['that ended today', async (held) => ({ valid_to: await held.dayIn(0) })],
  ['that is suspended', () => Promise.resolve({ suspended_at: '2025-10-01T12:00:00Z' })],
  ['in a provider without an agreement', () => Promise.resolve(ofProvider)],
];

describe.each(testServers())('an invitation on $name', (server) => {
  let held: Organisations;

  beforeAll(async () => {
    held = await createOrganisations(server);
  });
  afterAll(() => held.close());
  beforeEach(async () => {
    await held.clear();
    await held.superuser.query('TRUNCATE local_account, openid_identity CASCADE');
  });

  /** Ann's membership, by this invitation still to be accepted; gives its id. */
  async function invite(of: Readonly<Record<string, unknown>> = {}, invitation: Invitation = {}): Promise<string> {
    const { expiresIn = '1 day', isUsed = false, isRenewal = false } = invitation;
    const id = newId();
    await held.superuser.query(
      `INSERT INTO invitation (id, person_id, secret_hash, issued_at, expires_at, used_at, is_renewal)
       VALUES ($1, $2, $3, now() - interval '2 days', now() + $4::interval, CASE WHEN $5 THEN now() END, $6)`,
      [id, ann, proof, expiresIn, isUsed, isRenewal],
    );
    return held.makeMember({ ...pending, invitation_id: id, ...of });
  }

  async function found(): Promise<{ readonly is_open: boolean; readonly may_begin: boolean } | undefined> {
    const { rows } = await held.app.query<{ is_open: boolean; may_begin: boolean }>(
      'SELECT is_open, may_begin FROM find_invitation($1, now())',
      [proof],
    );
    return rows[0];
  }

  /** Whether following it begins the account; what that did is taken back. */
  const begins = (membership: string) =>
    inContext(held.app, systemsContext(SUTTON), async () => {
      const { rowCount } = await held.app.query('SELECT begin_local_account($1, $2, $3, now())', [
        ...[proof, membership, 'hash'],
      ]);
      return rowCount === 1;
    });

  const giveAccount = (kind: string) =>
    held.superuser.query(
      kind === 'local'
        ? `INSERT INTO local_account (person_id, password_hash, password_set_at) VALUES ($1, 'hash', now())`
        : `INSERT INTO openid_identity (issuer, tenant, subject, person_id, linked_at)
           VALUES ('https://issuer.example', 'tenant', 'subject', $1, now())`,
      [ann],
    );

  /** Found and followed by the same law. */
  async function expectToBegin(membership: string, expected: boolean): Promise<void> {
    const answer = await found();
    expect({ found: answer?.is_open === true && answer.may_begin, followed: await begins(membership) }).toEqual({
      found: expected,
      followed: expected,
    });
  }

  it('to the council begins an account', async () => {
    await expectToBegin(await invite(), true);
  });

  it.each(noLongerStanding)('to a membership %s does not', async (_name, of) => {
    await expectToBegin(await invite(await of(held)), false);
  });

  it.each(inForce)('to a provider whose agreement is one %s does', async (_name, agreement) => {
    await held.agree(agreement);
    await expectToBegin(await invite(ofProvider), true);
  });

  it.each(notInForce)('to a provider whose only agreement is one %s does not', async (_name, agreement) => {
    await held.agree(agreement);
    await expectToBegin(await invite(ofProvider), false);
  });

  it.each([
    ['that expired', { expiresIn: '-1 second' }],
    ['that was followed', { isUsed: true }],
  ])('%s does not', async (_name, invitation) => {
    await expectToBegin(await invite({}, invitation), false);
  });

  describe.each(['local', 'openid'])('where the person has an account (%s)', (kind) => {
    it('does not begin another', async () => {
      const membership = await invite();
      await giveAccount(kind);
      await expectToBegin(membership, false);
    });

    it('begins it anew where it was issued to', async () => {
      const membership = await invite({}, { isRenewal: true });
      await giveAccount(kind);
      await expectToBegin(membership, true);
    });
  });

  it.each([
    ['another council', { authority: NEIGHBOUR }],
    ['a provider', ofProvider],
  ])('does not begin an account where %s has confirmed the person', async (_name, of) => {
    const membership = await invite();
    await held.makeMember(of);
    await expectToBegin(membership, false);
  });

  it.each([
    ['another council that did not', { authority: NEIGHBOUR, ...pending }],
    ['this council for another role', { role: 'team_manager' }],
    ['another council for somebody else', { authority: NEIGHBOUR, person_id: ben }],
  ])('begins one where the person was confirmed by %s', async (_name, of) => {
    const membership = await invite();
    await held.makeMember(of);
    await expectToBegin(membership, true);
  });

  it('to a provider begins one where the same provider has confirmed the person for another council', async () => {
    await held.agree({});
    await held.agree({ provider: northway });
    const membership = await invite(ofProvider);
    await held.makeMember({ ...ofProvider, authority: NEIGHBOUR });
    await expectToBegin(membership, true);
    await held.makeMember({ ...ofProvider, provider_id: northway });
    await expectToBegin(membership, false);
  });

  describe('when access of the person is ended', () => {
    const isLeft = () =>
      inContext(held.app, systemsContext(SUTTON), async () => {
        await held.app.query('SELECT end_access($1)', [[ann]]);
        return (await found())?.is_open;
      });
    const isUsedBy = (authority: string) =>
      inContext(held.superuser, systemsContext(authority), async () => {
        await held.superuser.query('SELECT end_access($1)', [[ann]]);
        const { rows } = await held.superuser.query<{ used: boolean }>(
          'SELECT used_at IS NOT NULL AS used FROM invitation',
        );
        return rows[0]?.used;
      });

    it('stays where its membership stands', async () => {
      await invite();
      expect(await isLeft()).toBe(true);
    });

    it.each(noLongerStanding)('ends with a membership %s', async (_name, of) => {
      await invite(await of(held));
      expect(await isUsedBy(SUTTON)).toBe(true);
    });

    it.each(notInForce)('ends with a provider whose only agreement is one %s', async (_name, agreement) => {
      await held.agree(agreement);
      await invite(ofProvider);
      expect(await isUsedBy(SUTTON)).toBe(true);
    });

    it.each(inForce)('stays with a provider whose agreement is one %s', async (_name, agreement) => {
      await held.agree(agreement);
      await invite(ofProvider);
      expect(await isUsedBy(SUTTON)).toBe(false);
    });

    it('stays where another council ends what is its own', async () => {
      await invite({ suspended_at: '2025-10-01T12:00:00Z' });
      expect(await isUsedBy(NEIGHBOUR)).toBe(false);
    });
  });
});
