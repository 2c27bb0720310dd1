import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { ann, ben, createOrganisations, harbour, northway, stamp } from '../support/organisations.js';
import type { Organisations } from '../support/organisations.js';
import { testServers } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { attempt, councilContext, inContext, systemsContext } from '../support/tenant-context.js';
import { NEIGHBOUR } from '../support/two-authorities.js';

type Columns = Readonly<Record<string, unknown>>;

const REFUSED = 'a membership takes force by its invitation, and gives what it was offered for';
const pending = { accepted_at: null, lapses_at: '2099-01-01T12:00:00Z' };

describe.each(testServers())('a membership on $name', (server) => {
  let held: Organisations;

  beforeAll(async () => {
    held = await createOrganisations(server);
  });
  afterAll(() => held.close());
  beforeEach(() => held.clear());

  /** What becomes of a statement of the service, which may do more than anybody else of its login. */
  const asService = (sql: string, parameters: readonly unknown[] = []) =>
    inContext(held.app, systemsContext(SUTTON), () => attempt(held.app, sql, parameters));

  /** What the service's login is told when it adds a membership of Ann's to those of Sutton. */
  async function add(of: Columns): Promise<string> {
    const row = {
      ...{ authority: SUTTON, id: newId(), person_id: ann, role: 'administrator', valid_from: await held.dayIn(0) },
      ...{ ...pending, ...stamp, ...of },
    };
    const columns = Object.keys(row).join(', ');
    const insert = `INSERT INTO membership (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::membership, $1)`;
    return asService(insert, [JSON.stringify(row)]);
  }

  async function invitation(): Promise<string> {
    const id = newId();
    await held.superuser.query(
      `INSERT INTO invitation (id, person_id, secret_hash, issued_at, expires_at)
       VALUES ($1, $2, $3, now(), now() + interval '1 day')`,
      [id, ann, Buffer.from(id)],
    );
    return id;
  }

  it('is offered by the service', async () => {
    expect(await add({})).toBe('1 rows');
  });

  it.each([
    ['is in force already', () => Promise.resolve({ accepted_at: '2025-10-01T12:00:00Z' })],
    ['belongs to an invitation to something else', async () => ({ invitation_id: await invitation() })],
  ])('is not added by the service where it %s', async (_name, of) => {
    expect(await add(await of())).toBe(REFUSED);
  });

  it.each([
    ['accepted_at', '2025-10-02T12:00:00Z'],
    ['lapses_at', '2099-02-01T12:00:00Z'],
    ['role', 'administrator'],
    ['team', 'North'],
    ['provider_id', harbour],
    ['person_id', ben],
    ['created_by', 'somebody'],
    ['created_at', '2025-10-02T12:00:00Z'],
    ['id', '00000000-0000-4000-8000-000000009999'],
  ])('is not given another %s by the service', async (column, value) => {
    const id = await held.makeMember(pending);
    expect(await asService(`UPDATE membership SET ${column} = $2 WHERE id = $1`, [id, value])).toBe(REFUSED);
  });

  it('is not tied to another invitation by the service', async () => {
    const id = await held.makeMember(pending);
    const tie = 'UPDATE membership SET invitation_id = $2 WHERE id = $1';
    expect(await asService(tie, [id, await invitation()])).toBe(REFUSED);
  });

  it('is ended and suspended by the service', async () => {
    const id = await held.makeMember();
    const end = `UPDATE membership SET valid_to = valid_from, suspended_at = now(), modified_at = now(), modified_by = 'x' WHERE id = $1`;
    expect(await asService(end, [id])).toBe('1 rows');
  });

  describe('that takes the place of another', () => {
    const carry = (before: string, next: string, context = systemsContext(SUTTON)) =>
      inContext(held.app, context, async () => {
        const answer = await attempt(held.app, 'SELECT carry_membership($1, $2)', [before, next]);
        if (answer !== '1 rows') return answer;
        await held.app.query('SELECT carry_membership($1, $2)', [before, next]);
        const { rows } = await held.app.query<Columns>(
          'SELECT accepted_at, lapses_at, invitation_id FROM membership WHERE id = $1',
          [next],
        );
        return rows[0];
      });
    const ended = async () => ({ valid_to: await held.dayIn(0) });

    it('is accepted where that one was', async () => {
      const [before, next] = [await held.makeMember(await ended()), await held.makeMember(pending)];
      expect(await carry(before, next)).toEqual({
        ...{ accepted_at: new Date('2025-10-01T12:00:00Z'), lapses_at: null, invitation_id: null },
      });
    });

    it('is still to be accepted by the invitation to that one, until that one lapses', async () => {
      const invited = await invitation();
      const before = { ...pending, lapses_at: '2098-01-01T12:00:00Z', invitation_id: invited, ...(await ended()) };
      const [first, next] = [await held.makeMember(before), await held.makeMember(pending)];
      expect(await carry(first, next)).toEqual({
        ...{ accepted_at: null, lapses_at: new Date('2098-01-01T12:00:00Z'), invitation_id: invited },
      });
    });

    it('begins on the day on which that one began, and ends it', async () => {
      const ofTomorrow = { valid_from: await held.dayIn(1), valid_to: await held.dayIn(1) };
      expect(await carry(await held.makeMember(ofTomorrow), await held.makeMember(pending))).toMatchObject({
        accepted_at: new Date('2025-10-01T12:00:00Z'),
      });
    });

    it.each([
      ['that has not ended', () => Promise.resolve({})],
      ['that ends tomorrow', async () => ({ valid_to: await held.dayIn(1) })],
      ['of somebody else', async () => ({ person_id: ben, ...(await ended()) })],
      ['in a provider', async () => ({ provider_id: northway, role: 'provider_worker', ...(await ended()) })],
      ['in another council', async () => ({ authority: NEIGHBOUR, ...(await ended()) })],
    ])('gains nothing by one %s', async (_name, of) => {
      expect(await carry(await held.makeMember(await of()), await held.makeMember(pending))).toBe('0 rows');
    });

    it('goes by that one, and by no other that the same person had', async () => {
      await held.makeMember(await ended());
      const before = await held.makeMember({ ...pending, ...(await ended()) });
      expect(await carry(before, await held.makeMember(pending))).toMatchObject({ accepted_at: null });
      expect(await carry(newId(), await held.makeMember(pending))).toBe('0 rows');
    });

    it('keeps its own acceptance', async () => {
      const [before, next] = [await held.makeMember(await ended()), await held.makeMember()];
      expect(await carry(before, next)).toBe('0 rows');
    });

    it.each([
      ['somebody of the council', councilContext(SUTTON)],
      ['the service for another council', systemsContext(NEIGHBOUR)],
      ['nobody', {}],
    ])('gains nothing by %s', async (_name, context) => {
      const [before, next] = [await held.makeMember(await ended()), await held.makeMember(pending)];
      expect(await carry(before, next, context)).toBe('0 rows');
    });
  });

  describe('of somebody invented', () => {
    const accept = (id: string, context = systemsContext(SUTTON)) =>
      inContext(held.app, context, () => attempt(held.app, 'SELECT accept_invented_membership($1)', [id]));

    beforeEach(async () => {
      await held.superuser.query('UPDATE person SET is_demonstration = (id = $1)', [ben]);
      await held.superuser.query('TRUNCATE demonstration');
      await held.superuser.query(`INSERT INTO demonstration VALUES (true, 1, now(), now())`);
    });

    it('is in force from the beginning, once', async () => {
      const id = await held.makeMember({ person_id: ben, ...pending });
      await inContext(held.superuser, systemsContext(SUTTON), async () => {
        await held.superuser.query('SELECT accept_invented_membership($1)', [id]);
        const { rows } = await held.superuser.query(
          'SELECT accepted_at = created_at AS yes, lapses_at FROM membership WHERE id = $1',
          [id],
        );
        expect(rows).toEqual([{ yes: true, lapses_at: null }]);
        expect(await attempt(held.superuser, 'SELECT accept_invented_membership($1)', [id])).toBe('0 rows');
      });
      expect(await accept(id)).toBe('1 rows');
    });

    it.each([
      ['somebody real', { person_id: ann }, systemsContext(SUTTON)],
      ['the people of another council', { person_id: ben, authority: NEIGHBOUR }, systemsContext(SUTTON)],
      ['anybody when the council asks', { person_id: ben }, councilContext(SUTTON)],
      ['anybody when nobody asks', { person_id: ben }, {}],
    ])('is in force of nobody else: not of %s', async (_name, of, context) => {
      expect(await accept(await held.makeMember({ ...of, ...pending }), context)).toBe('0 rows');
    });

    it('is in force by its own id', async () => {
      await held.makeMember({ person_id: ben, ...pending });
      expect(await accept(newId())).toBe('0 rows');
    });

    it('is in force in a demonstration alone', async () => {
      await held.superuser.query('TRUNCATE demonstration');
      expect(await accept(await held.makeMember({ person_id: ben, ...pending }))).toBe('0 rows');
    });
  });
});
