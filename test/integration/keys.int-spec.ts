import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  changeRole,
  endAccessThatRanOut,
  findProviderKey,
  issueKeyOnRecord,
  listKeys,
  removeMember,
  revokeKeyOnRecord,
} from '#access';
import type { Deployment } from '#access';
import { keyScopes } from '#domain/access';
import type { KeyScope } from '#domain/access';
import { instantOf, parseInstant } from '#domain/time';
import type { Instant } from '#domain/time';
import { systemContext } from '#persistence';
import type { TransactionContext } from '#persistence';
import { hashSecret, newId } from '#platform';
import { testServers, withClient } from '../support/postgres.js';
import { SUTTON, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';
import { attempt, inContext } from '../support/tenant-context.js';
import { NEIGHBOUR, connect } from '../support/two-authorities.js';

const origin = { requestId: 'request', address: '192.0.2.1' };
let test: TestService;
let deployment: Deployment;
let providers: ReadonlyMap<string, string>;

const sql = <Row>(text: string, values: unknown[] = []) =>
  withClient(test.database.superuserUrl, async (client) => (await client.query(text, values)).rows as Row[]);
const idOf = (code: string) => providers.get(code) ?? '';
const asProvider = (code: string): TransactionContext => ({
  ...systemContext(SUTTON, 'test'),
  ...{ actor: 'provider', providerId: idOf(code) },
});
const issue = (code: string, context = asProvider(code), scopes: readonly KeyScope[] = keyScopes, days = 365) =>
  issueKeyOnRecord(deployment, context, { providerId: idOf(code), scopes, days }, newId);
const find = (secret: string, at: Instant = instantOf(new Date())) =>
  findProviderKey(test.service.database, secret, at, origin, newId);
const list = (context: TransactionContext) => test.service.casework.write(context, ({ tx }) => listKeys(tx));
const attempts = async () =>
  sql<object>(`SELECT actor, outcome, reason, address FROM deployment_event WHERE action = 'KeyAttempt' ORDER BY id`);

async function secretOf(issued: ReturnType<typeof issue>): Promise<{ keyId: string; secret: string }> {
  const key = await issued;
  if (key.kind !== 'issued') throw new Error('Two keys are in force.');
  return key;
}

const harbour = () => ({ kind: 'provider', providerId: idOf('HARBOUR') }) as const;

/** A key that the manager of HARBOUR issued, whose membership is given with it, and one that somebody else did. */
async function keysOfManagerAndOthers() {
  const [manager] = await sql<{ id: string; personId: string }>(
    `SELECT m.id, m.person_id AS "personId" FROM membership m JOIN person p ON p.id = m.person_id
     WHERE m.authority = $1 AND p.sign_in_name = 'provider_manager.harbour'`,
    [SUTTON],
  );
  const { id = '', personId = '' } = manager ?? {};
  const own = await secretOf(issue('HARBOUR', { ...asProvider('HARBOUR'), personId, actorName: personId }));
  return { id, personId, own, others: await secretOf(issue('HARBOUR')) };
}

describe.each(testServers())('the keys of providers on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server, authorities: 2 });
    deployment = { writer: test.service.casework, authorities: [SUTTON, NEIGHBOUR] };
    const rows = await sql<{ code: string; id: string }>('SELECT code, id FROM provider');
    providers = new Map(rows.map(({ code, id }) => [code, id]));
  });
  afterEach(() => test.close());

  it('are two at most, however many ask at once, and a third when one is over or taken back', async () => {
    const asked = await Promise.all(Array.from({ length: 6 }, () => issue('HARBOUR')));
    expect(asked.map(({ kind }) => kind).sort()).toEqual([
      ...Array<string>(2).fill('issued'),
      ...Array<string>(4).fill('too-many'),
    ]);
    expect((await issue('KESTREL')).kind).toBe('issued');
    const [first, second] = asked.filter((each) => each.kind === 'issued');
    await revokeKeyOnRecord(
      deployment,
      asProvider('HARBOUR'),
      { keyId: first?.keyId ?? '', providerId: idOf('HARBOUR') },
      newId,
    );
    expect((await issue('HARBOUR')).kind).toBe('issued');
    expect((await issue('HARBOUR')).kind).toBe('too-many');
    await sql('UPDATE provider_key SET expires_at = now() WHERE id = $1', [second?.keyId]);
    expect((await issue('HARBOUR')).kind).toBe('issued');
  });

  it('show their first characters, and are known by their hash alone', async () => {
    const { secret } = await secretOf(issue('HARBOUR'));
    const [row] = await sql<{ prefix: string; secret_hash: Buffer }>('SELECT prefix, secret_hash FROM provider_key');
    expect(row?.prefix).toBe(secret.slice(3, 11));
    expect(row?.secret_hash).toEqual(hashSecret(secret));
    expect(await find(secret)).toMatchObject({ providerCode: 'HARBOUR', scopes: keyScopes });
    expect(await find(`${secret}x`)).toBeNull();
  });

  it('end after their days, at once when they are taken back, and with the last agreement of their provider', async () => {
    const { secret, keyId } = await secretOf(issue('HARBOUR', asProvider('HARBOUR'), keyScopes, 30));
    const [row] = await sql<{ expires_at: Date }>('SELECT expires_at FROM provider_key');
    const end = instantOf(row?.expires_at ?? new Date(0));
    expect(await find(secret, end.subtract({ seconds: 1 }))).not.toBeNull();
    expect(await find(secret, end.add({ milliseconds: 1 }))).toBeNull();
    await sql(`UPDATE sharing_agreement SET valid_to = current_date WHERE authority = $1`, [SUTTON]);
    expect(await find(secret)).not.toBeNull();
    await sql(`UPDATE sharing_agreement SET valid_to = current_date`);
    expect(await find(secret)).toBeNull();
    await sql(`UPDATE sharing_agreement SET valid_to = NULL`);
    expect(await find(secret)).not.toBeNull();
    await revokeKeyOnRecord(deployment, asProvider('HARBOUR'), { keyId, providerId: idOf('HARBOUR') }, newId);
    expect(await find(secret)).toBeNull();
    expect(await attempts()).toEqual(
      ['expired', 'no-agreement', 'revoked'].map((reason) => ({
        ...{ actor: `key:${keyId}`, outcome: 'refused', reason, address: '192.0.2.1' },
      })),
    );
  });

  it('end with the membership of whoever issued them, and no other of the provider does', async () => {
    const { id, own, others } = await keysOfManagerAndOthers();
    const fault = await test.service.casework.write(systemContext(SUTTON, 'test'), ({ tx }) =>
      removeMember(tx, harbour(), id, newId),
    );
    expect(fault).toBeNull();
    expect(await find(own.secret)).toBeNull();
    expect(await find(others.secret)).toMatchObject({ keyId: others.keyId });
    const recorded = await sql(
      `SELECT action FROM audit_event WHERE item_id = $1 AND action = 'ProviderKeyRevoke'
       UNION ALL SELECT action FROM deployment_event WHERE item_id = $1 AND action = 'ProviderKeyChange' AND reason = 'revoked'`,
      [own.keyId],
    );
    expect(recorded).toHaveLength(2);
  });

  it('end when the membership of whoever issued them runs out, and not when another role begins', async () => {
    const { id, personId, own, others } = await keysOfManagerAndOthers();
    const runOut = () =>
      test.service.casework.write(systemContext(SUTTON, 'test'), ({ tx }) => endAccessThatRanOut(tx, newId));
    const worker = { role: 'provider_worker', team: null, until: null } as const;
    const fault = await test.service.casework.write(systemContext(SUTTON, 'test'), ({ tx }) =>
      changeRole(tx, harbour(), id, worker, newId),
    );
    expect(fault).toBeNull();
    await runOut();
    expect(await find(own.secret)).toMatchObject({ keyId: own.keyId });
    await sql('UPDATE membership SET valid_to = valid_from WHERE person_id = $1', [personId]);
    await runOut();
    expect(await find(own.secret)).toBeNull();
    expect(await find(others.secret)).toMatchObject({ keyId: others.keyId });
  });

  it('open nothing from the moment on that whoever issued them is suspended, and open again once they are confirmed', async () => {
    const { id, own, others } = await keysOfManagerAndOthers();
    const suspend = (at: string | null) => sql('UPDATE membership SET suspended_at = $2 WHERE id = $1', [id, at]);
    const states = async () =>
      new Map((await list(asProvider('HARBOUR'))).map((key) => [key.keyId, key.isIssuerSuspended]));
    await suspend('2025-10-01T12:00:00Z');
    expect(await find(own.secret)).toBeNull();
    expect(await find(others.secret)).toMatchObject({ keyId: others.keyId });
    expect([(await states()).get(own.keyId), (await states()).get(others.keyId)]).toEqual([true, false]);
    expect(await attempts()).toMatchObject([{ actor: `key:${own.keyId}`, reason: 'issuer-suspended' }]);
    await suspend(null);
    expect(await find(own.secret)).toMatchObject({ keyId: own.keyId });
  });

  it('leave one row a minute for secrets that are none, however often they are tried', async () => {
    const at = parseInstant('2026-01-05T09:00:00Z');
    for (const secret of ['hw_one', 'hw_two', 'hw_three']) await find(secret, at);
    await find('hw_four', at.add({ seconds: 60 }));
    const attempt = { actor: 'nobody', outcome: 'refused', reason: 'unknown', address: '192.0.2.1' };
    expect(await attempts()).toEqual([attempt, attempt]);
  });

  it('are noted as used, at most once a minute', async () => {
    const { secret } = await secretOf(issue('HARBOUR'));
    const used = async () =>
      (await sql<{ at: Date }>('SELECT last_used_at AS at FROM provider_key'))[0]?.at.toISOString();
    const at = instantOf(new Date());
    await find(secret, at);
    const first = new Date(at.epochMilliseconds).toISOString();
    expect(await used()).toBe(first);
    await find(secret, at.add({ seconds: 59 }));
    expect(await used()).toBe(first);
    await find(secret, at.add({ seconds: 60 }));
    expect(await used()).toBe(new Date(at.add({ seconds: 60 }).epochMilliseconds).toISOString());
  });

  it('are on record with every authority that the provider works for, and with the deployment', async () => {
    const { keyId } = await secretOf(issue('HARBOUR'));
    await revokeKeyOnRecord(deployment, asProvider('HARBOUR'), { keyId, providerId: idOf('HARBOUR') }, newId);
    const events = await sql<{ authority: string; action: string }>(
      `SELECT authority, action FROM audit_event WHERE item_id = $1 ORDER BY authority, id`,
      [keyId],
    );
    expect(events).toEqual(
      [NEIGHBOUR, SUTTON].flatMap((authority) =>
        ['ProviderKeyIssue', 'ProviderKeyRevoke'].map((action) => ({ authority, action })),
      ),
    );
    expect(await sql(`SELECT action, reason FROM deployment_event WHERE item_id = $1 ORDER BY id`, [keyId])).toEqual(
      ['issued', 'revoked'].map((reason) => ({ action: 'ProviderKeyChange', reason })),
    );
  });

  it('are seen and taken back by the own provider and by its councils, and by nobody else', async () => {
    const { keyId } = await secretOf(issue('HARBOUR'));
    await sql(`DELETE FROM sharing_agreement WHERE authority = $1 AND provider_id = $2`, [NEIGHBOUR, idOf('HARBOUR')]);
    await sql(`DELETE FROM membership WHERE authority = $1 AND provider_id = $2`, [NEIGHBOUR, idOf('HARBOUR')]);
    await sql(`DELETE FROM contract WHERE authority = $1 AND provider_id = $2`, [NEIGHBOUR, idOf('HARBOUR')]);
    await sql(`DELETE FROM authority_provider WHERE authority = $1 AND provider_id = $2`, [NEIGHBOUR, idOf('HARBOUR')]);
    const council = (authority: string) => ({ ...systemContext(authority, 'test'), actor: 'authority' as const });
    const seen = async (context: TransactionContext) => (await list(context)).map((key) => key.keyId);
    expect(await seen(asProvider('HARBOUR'))).toEqual([keyId]);
    expect(await seen(council(SUTTON))).toEqual([keyId]);
    expect(await seen(asProvider('KESTREL'))).toEqual([]);
    expect(await seen(council(NEIGHBOUR))).toEqual([]);
    const revoke = (context: TransactionContext) =>
      revokeKeyOnRecord(deployment, context, { keyId, providerId: idOf('HARBOUR') }, newId);
    expect(await revoke(asProvider('KESTREL'))).toBe(false);
    expect(await revoke(council(NEIGHBOUR))).toBe(false);
    expect(await revoke(council(SUTTON))).toBe(true);
    expect(await revoke(council(SUTTON))).toBe(false);
  });

  it('are issued to the own provider only, and by functions only', async () => {
    await expect(issue('HARBOUR', asProvider('KESTREL'))).rejects.toThrow('a key is issued by the provider');
    const council: TransactionContext = { ...systemContext(SUTTON, 'test'), actor: 'authority' };
    await expect(issue('HARBOUR', council)).rejects.toThrow('a key is issued by the provider');
    await expect(issue('HARBOUR', asProvider('HARBOUR'), keyScopes, 366)).rejects.toThrow('1 to 365 days');
    const app = await connect(test.database.appUrl);
    const nobody = `SELECT issue_provider_key('${newId()}', '${idOf('HARBOUR')}', 'abcdefgh', '\\x01', '{returns:send}', 1, 'x')`;
    await expect(app.query(nobody)).rejects.toThrow('a key is issued by the provider');
    expect((await app.query('SELECT FROM list_provider_keys()')).rowCount).toBe(0);
    await inContext(app, { authority: SUTTON, actor: 'system' }, async () => {
      for (const verb of [
        'SELECT FROM provider_key',
        'DELETE FROM provider_key',
        'UPDATE provider_key SET prefix = prefix',
      ])
        expect([verb, await attempt(app, verb)]).toEqual([verb, 'no right']);
      const insert = `INSERT INTO provider_key (id, provider_id, prefix, secret_hash, scopes, expires_at, created_at, created_by, modified_at, modified_by)
        VALUES ('${newId()}', '${idOf('HARBOUR')}', 'abcdefgh', '\\x02', '{returns:send}', now(), now(), 'x', now(), 'x')`;
      expect(await attempt(app, insert)).toBe('no right');
    });
    await app.end();
  });
});
