import { appendAudit } from '#access';
import { permissions } from '#domain/access';
import type { LadderSettings } from '#domain/alerts';
import type { Day } from '#domain/time';
import { Temporal, dayInLondon, parseDay } from '#domain/time';
import { asService, inTransaction, membershipInForce, nameInAuthority, readLadder } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import { isUuid } from '../children/open-child.js';

type Database = Parameters<typeof inTransaction>[0];

/** Somebody who stands on the ladder of an authority, for the council or for one of its providers. */
export interface LadderPerson {
  readonly personId: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** Null for people of the council. */
  readonly providerCode: string | null;
}

/** That somebody covers for somebody else, from a day up to but not including another. */
export interface PlacedCover {
  readonly id: string;
  readonly covered: string;
  readonly covering: string;
  readonly from: Day;
  readonly until: Day;
}

/** What is set of the ladder, with the people of whom one is chosen, and the covers that are not over. */
export interface LadderPage {
  readonly settings: LadderSettings;
  readonly people: readonly LadderPerson[];
  readonly covers: readonly PlacedCover[];
}

export function readLadderPage(database: Database, context: TransactionContext): Promise<LadderPage> {
  return inTransaction(database, context, (tx) =>
    asService(tx, async () => ({
      settings: await readLadder(tx),
      people: await listPeople(tx),
      covers: await listPlaced(tx),
    })),
  );
}

async function listPeople(tx: Transaction): Promise<readonly LadderPerson[]> {
  const rows = await tx.query<{ person_id: string; name: string; roles: string[]; provider: string | null }>(
    `SELECT m.person_id, min(coalesce(m.known_as, p.display_name)) AS name,
       array_agg(DISTINCT m.role ORDER BY m.role) AS roles, v.code AS provider
     FROM membership m JOIN person p ON p.id = m.person_id LEFT JOIN provider v ON v.id = m.provider_id
     WHERE m.authority = $1 AND m.role = ANY($2) AND ${membershipInForce}
     GROUP BY m.person_id, v.code ORDER BY v.code NULLS FIRST, 2, 1`,
    [tx.context.authority, Object.keys(permissions['alert.acknowledge'])],
  );
  return rows.map(({ person_id: personId, name, roles, provider: providerCode }) => ({
    ...{ personId, name, roles, providerCode },
  }));
}

async function listPlaced(tx: Transaction): Promise<readonly PlacedCover[]> {
  const rows = await tx.query<{
    id: string;
    covered: string;
    covering: string;
    valid_from: string;
    valid_to: string;
  }>(
    `SELECT c.id, ${nameInAuthority('d', '$1')} AS covered, ${nameInAuthority('g', '$1')} AS covering,
       c.valid_from::text, c.valid_to::text
     FROM alert_cover c JOIN person d ON d.id = c.covered_id JOIN person g ON g.id = c.covering_id
     WHERE c.authority = $1 AND c.valid_to > $2 AND c.valid_to > c.valid_from ORDER BY c.valid_from, covered, c.id`,
    [tx.context.authority, dayInLondon(tx.now).toString()],
  );
  return rows.map((row) => ({
    ...{ id: row.id, covered: row.covered, covering: row.covering },
    ...{ from: parseDay(row.valid_from), until: parseDay(row.valid_to) },
  }));
}

/** Sets the ladder from now on; what was set before stays on record. False where nobody of the council is so named. */
export function setLadder(casework: Casework, context: TransactionContext, wish: LadderSettings): Promise<boolean> {
  return casework.write(context, ({ tx }) =>
    asService(tx, async () => {
      const { hours, headOfServiceId } = wish;
      const council = (await listPeople(tx)).filter(({ providerCode }) => providerCode === null);
      if (headOfServiceId !== null && !council.some(({ personId }) => personId === headOfServiceId)) return false;
      await tx.query(
        `INSERT INTO alert_ladder (authority, id, provider_worker_hours, provider_manager_hours, commissioner_hours,
           team_manager_hours, head_of_service_id, set_at, set_by)
         VALUES ($1, $2::uuid, $3, $4, $5, $6, $7::uuid, clock_timestamp(), $8)`,
        [context.authority, newId(), hours[0], hours[1], hours[2], hours[3], headOfServiceId, context.actorName],
      );
      await appendAudit(tx, { action: 'AlertLadderChange', itemCount: 1, childIds: [] }, newId);
      return true;
    }),
  );
}

export interface CoverWish {
  readonly coveredId: string;
  readonly coveringId: string;
  /** The first day, and the last one, which is covered too. */
  readonly from: Day;
  readonly to: Day;
}

export type CoverFault =
  'nobody-covered' | 'nobody-covering' | 'same-person' | 'other-organisation' | 'days-turned' | 'days-over';

/** Somebody covers for somebody else of the same organisation; gives what is wrong with that, or null once it is placed. */
export function placeCover(
  casework: Casework,
  context: TransactionContext,
  wish: CoverWish,
): Promise<CoverFault | null> {
  return casework.write(context, ({ tx }) =>
    asService(tx, async () => {
      const fault = faultOf(wish, await listPeople(tx), dayInLondon(tx.now));
      if (fault !== null) return fault;
      const { coveredId, coveringId, from, to } = wish;
      const until = to.add({ days: 1 });
      await tx.query(
        `INSERT INTO alert_cover (authority, id, covered_id, covering_id, valid_from, valid_to,
           created_at, created_by, modified_at, modified_by)
         VALUES ($1, $2::uuid, $3::uuid, $4::uuid, $5, $6, $7, $8, $7, $8)`,
        [
          ...[context.authority, newId(), coveredId, coveringId, from.toString(), until.toString()],
          ...[new Date(tx.now.epochMilliseconds), context.actorName],
        ],
      );
      await appendAudit(tx, { action: 'AlertLadderChange', itemId: coveredId, itemCount: 1, childIds: [] }, newId);
      return null;
    }),
  );
}

function faultOf(wish: CoverWish, people: readonly LadderPerson[], today: Day): CoverFault | null {
  const organisationsOf = (id: string) =>
    people.filter(({ personId }) => personId === id).map(({ providerCode }) => providerCode);
  const [covered, covering] = [organisationsOf(wish.coveredId), organisationsOf(wish.coveringId)];
  if (covered.length === 0) return 'nobody-covered';
  if (covering.length === 0) return 'nobody-covering';
  if (wish.coveredId === wish.coveringId) return 'same-person';
  if (!covered.some((code) => covering.includes(code))) return 'other-organisation';
  if (Temporal.PlainDate.compare(wish.to, wish.from) < 0) return 'days-turned';
  return Temporal.PlainDate.compare(wish.to, today) < 0 ? 'days-over' : null;
}

/** Ends a cover today; false where there is none to end. */
export function endCover(casework: Casework, context: TransactionContext, id: string): Promise<boolean> {
  return casework.write(context, ({ tx }) =>
    asService(tx, async () => {
      if (!isUuid(id)) return false;
      const rows = await tx.query<{ covered_id: string }>(
        `UPDATE alert_cover SET valid_to = greatest(valid_from, $3::date), modified_at = $4, modified_by = $5
         WHERE authority = $1 AND id = $2::uuid AND valid_to > $3::date AND valid_to > valid_from RETURNING covered_id`,
        [
          ...[context.authority, id, dayInLondon(tx.now).toString()],
          ...[new Date(tx.now.epochMilliseconds), context.actorName],
        ],
      );
      const [ended] = rows;
      if (!ended) return false;
      const what = { action: 'AlertLadderChange', itemId: ended.covered_id, itemCount: 1, childIds: [] } as const;
      await appendAudit(tx, what, newId);
      return true;
    }),
  );
}
