import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fieldGroups, reaches } from '#domain/access';
import type { FieldGroup, Reach } from '#domain/access';
import { testServers } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { ALL_FIELDS, NOTHING, councilContext, inContext, providerContext, sightOf } from '../support/tenant-context.js';
import type { RawContext, Sight } from '../support/tenant-context.js';
import { createTwoAuthorities } from '../support/two-authorities.js';
import type { TwoAuthorities } from '../support/two-authorities.js';
import { withheldFromPeople } from '../support/tenant-rows.js';

/** The tables of which no row is seen without a group of facts. Every other table is seen without any. */
const needing: Readonly<Record<FieldGroup, readonly string[]>> = {
  identity: [
    'child_identity',
    'child_name_alias',
    'notification_identity',
    'notification_list',
    'notification_list_row',
  ],
  form: ['case_text', 'factor_observation', 'unmatched_word', 'vulnerability_observation'],
  third_party: ['third_party_information'],
  fees: ['contract_fee', 'contract_price', 'provider_claim'],
  returns: ['finding', 'finding_confirmation', 'row_change', 'submission', 'submission_file', 'submission_row'],
  questions: ['idempotency_key', 'provider_question', 'question_message'],
  aggregates: ['report_snapshot'],
  audit: ['audit_event', 'audit_seal', 'audit_subject'],
};

const TEAM = 'invented';
const person = randomUUID();

describe.each(testServers())('the fields that a context gives on $name', (server) => {
  let held: TwoAuthorities;

  beforeAll(async () => {
    held = await createTwoAuthorities(server, 1);
    await held.superuser.query(
      `INSERT INTO person (id, sign_in_name, display_name, created_at, created_by, modified_at, modified_by)
       VALUES ($1, 'ann', 'Ann', now(), 'test', now(), 'test')`,
      [person],
    );
    await held.superuser.query('UPDATE child_allocation SET team = $1, person_id = $2, valid_to = NULL', [
      TEAM,
      person,
    ]);
    await held.superuser.query(`UPDATE missing_episode SET start_care_status = 'looked_after'`);
  }, 60_000);
  afterAll(() => held.close());

  const contextOf = (reach: Reach, fields: readonly FieldGroup[]): RawContext => ({
    ...(reach === 'provider' ? providerContext(SUTTON, held.harbour) : councilContext(SUTTON)),
    ...{ reach, team: TEAM, person, fields: fields.join(',') },
  });
  const seenIn = (context: RawContext): Promise<Sight> =>
    inContext(held.app, context, () =>
      sightOf(held.app, Object.fromEntries(held.tenantTables.map(({ name }) => [name, 'true']))),
    );
  const emptied = (sight: Sight, tables: readonly string[]): Sight => ({
    ...sight,
    ...Object.fromEntries(tables.map((name) => [name, NOTHING])),
  });

  it.each(reaches)(
    'take away, one by one, the tables that need them and nothing else, in the reach %s',
    async (reach) => {
      const whole = await seenIn(contextOf(reach, fieldGroups));
      for (const field of fieldGroups) {
        const others = fieldGroups.filter((each) => each !== field);
        expect([field, await seenIn(contextOf(reach, others))]).toEqual([field, emptied(whole, needing[field])]);
      }
    },
  );

  it.each(reaches)('give, one by one, the tables that need them and no other, in the reach %s', async (reach) => {
    const whole = await seenIn(contextOf(reach, fieldGroups));
    for (const field of fieldGroups) {
      const kept = fieldGroups.filter((each) => each !== field).flatMap((each) => needing[each]);
      expect([field, await seenIn(contextOf(reach, [field]))]).toEqual([field, emptied(whole, kept)]);
    }
  });

  it('are proved on tables of which a row is seen where all are given', async () => {
    const whole = await seenIn(contextOf('authority', fieldGroups));
    const empty = Object.keys(whole).filter((name) => whole[name] === NOTHING);
    expect(empty).toEqual([...withheldFromPeople]);
    for (const reach of ['team', 'own', 'placed'] as const) {
      const seen = await seenIn(contextOf(reach, fieldGroups));
      expect([reach, seen['child_identity'] === NOTHING, seen['case_text'] === NOTHING]).toEqual([reach, false, false]);
    }
  });

  it.each([
    ['none', ''],
    ['in capitals', ALL_FIELDS.toUpperCase()],
    ['with spaces', ALL_FIELDS.replaceAll(',', ', ').replace('identity', ' identity')],
    ['with another sign between', ALL_FIELDS.replaceAll(',', ';')],
    ['as a wildcard', '%'],
    ['injected', `' OR true --`],
  ])('give nothing when they are written %s', async (_name, fields) => {
    const [few, written] = [
      await seenIn(contextOf('authority', [])),
      await seenIn({ ...councilContext(SUTTON), fields }),
    ];
    expect(written).toEqual(few);
  });

  it('give the board its own report without true counts', async () => {
    await held.superuser.query(`UPDATE report_snapshot SET audience = 'board' WHERE authority = $1`, [SUTTON]);
    expect((await seenIn(contextOf('none', [])))['report_snapshot']).not.toBe(NOTHING);
  });
});
