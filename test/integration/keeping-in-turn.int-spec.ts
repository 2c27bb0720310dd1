import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import { placeHold, recordDeath, setRetention } from '#casework';
import { parseDay } from '#domain/time';
import type { TransactionContext } from '#persistence';
import { officerContext, otherRow } from '../support/marked-child.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';
import { aProviderReturn } from '../builders/provider-return.js';
import { connect } from '../support/two-authorities.js';
import { until } from '../support/until.js';

const validFrom = parseDay('2026-01-01');

describe('what decides whether a child may be deleted', () => {
  let test: TestService;
  let superuser: Client;
  let officer: TransactionContext;
  let childId = '';

  beforeAll(async () => {
    test = await createTestService();
    superuser = await connect(test.database.superuserUrl);
    officer = await officerContext(superuser);
    await test.service.returns.receive(aReceivedReturn(aProviderReturn(otherRow('TURN')), '2018-07-02T09:00:00Z'));
    const { rows } = await superuser.query<{ child_id: string }>('SELECT child_id FROM child_identity');
    childId = rows[0]?.child_id ?? '';
  }, 60_000);
  afterAll(async () => {
    await superuser.end();
    await test.close();
  });

  const waiting = async () => {
    const { rows } = await superuser.query(
      `SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
       WHERE d.datname = current_database() AND l.locktype = 'advisory' AND NOT l.granted`,
    );
    return rows.length;
  };

  it.each([
    ['a hold', () => placeHold(test.service.casework, officer, { childId, reason: 'inquiry', validFrom })],
    ['the day of a death', () => recordDeath(test.service.casework, officer, childId, validFrom)],
    [
      'a period of the council',
      () =>
        setRetention(
          test.service.casework,
          officer,
          { careStatus: 'home', anchor: 'birth', years: 30, validFrom },
          'policy',
        ),
    ],
  ])('waits with %s until a deletion is over that is being made', async (_what, change) => {
    await superuser.query(`SELECT pg_advisory_lock(hashtextextended('homeward keeping ${SUTTON}', 0))`);
    const changed = change();
    await until('it waits', async () => (await waiting()) === 1);
    await superuser.query('SELECT pg_advisory_unlock_all()');
    expect(await changed).not.toBe(false);
  });
});
