import { fieldGroups } from '#domain/access';
import type { FieldGroup, Reach, Role } from '#domain/access';
import type { AuthorityCode, ProviderId } from '#domain/kernel';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import type { DataSource, EntityManager } from 'typeorm';
import { runPrepared } from './prepared.js';
import type { PreparedStatement, SqlValue } from './prepared.js';

/** For whom and in whose name a transaction runs. Row-level security sees nothing without it. */
export interface TransactionContext {
  readonly authority: AuthorityCode;
  readonly actor: 'authority' | 'provider' | 'system';
  readonly providerId: ProviderId | null;
  readonly personId: string | null;
  /** Who acts, for the record: a person's id, a key's prefix, `cli:` and a user, or `worker`. Never a child's data. */
  readonly actorName: string;
  readonly requestId: string | null;
  /** The role in which a person or machine acts; null for the service itself and for commands. */
  readonly role: Role | null;
  /** The own team, for those whose view reaches no further than it. */
  readonly team: string | null;
  readonly reach: Reach;
  readonly fields: readonly FieldGroup[];
  /** The network address that a request came from. */
  readonly address: string | null;
}

/** The context of the service itself: imports, sweeps, and checks that need every provider's facts. */
export function systemContext(
  authority: AuthorityCode,
  actorName: string,
  requestId: string | null = null,
): TransactionContext {
  return {
    ...{ authority, actor: 'system', actorName, requestId, reach: 'authority', fields: fieldGroups },
    ...{ providerId: null, personId: null, role: null, team: null, address: null },
  };
}

/** Statements of one open transaction; they run one after the other. */
export interface Statements {
  /** The database's clock when the transaction began. */
  readonly now: Instant;
  query<Row>(sql: string, parameters?: readonly SqlValue[]): Promise<Row[]>;
  /** The same for what runs again and again: a connection plans it once, which for policies costs more than running it. */
  prepared<Row>(statement: PreparedStatement, parameters: readonly SqlValue[]): Promise<Row[]>;
}

/** One open transaction of one authority. */
export interface Transaction extends Statements {
  readonly context: TransactionContext;
  readonly manager: EntityManager;
}

/** The settings that row-level security goes by within an authority, and what a context puts into them. */
const sightSettings = ['app.actor', 'app.provider', 'app.person', 'app.reach', 'app.team', 'app.fields'];

function sightOf({ actor, providerId, personId, reach, team, fields }: TransactionContext): readonly string[] {
  return [actor, providerId ?? '', personId ?? '', reach, team ?? '', fields.join(',')];
}

/** Puts values into settings until the transaction ends, as columns of a SELECT. */
function setConfigs(settings: readonly string[]): string {
  return settings.map((name, place) => `set_config('${name}', $${place + 1}, true)`).join(', ');
}

const opening: PreparedStatement = {
  name: 'open-transaction',
  text: `SELECT ${setConfigs(['app.authority', ...sightSettings])}, transaction_timestamp() AS now`,
};

/** Opens a transaction with its context set for just as long as it lasts; rolls back when `work` throws. */
export function inTransaction<Value>(
  dataSource: DataSource,
  context: TransactionContext,
  work: (tx: Transaction) => Promise<Value>,
): Promise<Value> {
  return dataSource.transaction(async (manager) => {
    const sight = [context.authority, ...sightOf(context)];
    const [row] = await runPrepared<{ now: Date }>(manager.queryRunner, opening, sight);
    if (!row) throw new Error('The database gave no answer to the opening of a transaction.');
    return work({
      context,
      now: instantOf(row.now),
      manager,
      query: (sql, parameters = []) => records(manager, sql, parameters),
      prepared: (statement, parameters) => runPrepared(manager.queryRunner, statement, parameters),
    });
  });
}

/** Opens a transaction on what belongs to no authority; of what belongs to one it sees nothing. */
export function inDeploymentTransaction<Value>(
  dataSource: DataSource,
  work: (tx: Statements) => Promise<Value>,
): Promise<Value> {
  return dataSource.transaction(async (manager) => {
    const [row] = await manager.query<{ now: Date }[]>('SELECT transaction_timestamp() AS now');
    if (!row) throw new Error('The database gave no answer to the opening of a transaction.');
    return work({
      now: instantOf(row.now),
      query: (sql, parameters = []) => records(manager, sql, parameters),
      prepared: (statement, parameters) => runPrepared(manager.queryRunner, statement, parameters),
    });
  });
}

/** The rows of an answer, whatever the statement: TypeORM gives those of an UPDATE in another shape by default. */
async function records<Row>(manager: EntityManager, sql: string, parameters: readonly SqlValue[]): Promise<Row[]> {
  if (!manager.queryRunner) throw new Error('A transaction has no connection.');
  const result: { records: Row[] } = await manager.queryRunner.query(sql, [...parameters], true);
  return result.records;
}

/** Runs `work` with the rights of the reader role, which has none on identities, free text and the log. */
export async function asReader<Value>(tx: Transaction, work: () => Promise<Value>): Promise<Value> {
  await tx.query('SET LOCAL ROLE homeward_reader');
  const value = await work();
  await tx.query('RESET ROLE');
  return value;
}

/**
 * Runs `work` with the sight of the service itself, after the person's own has decided that it may be done: to write
 * what their policies do not let them write, and to put on record which child was asked for in vain. Within another such
 * piece of work the sight stays until that one ends.
 */
export async function asService<Value>(tx: Transaction, work: () => Promise<Value>): Promise<Value> {
  const [row] = await tx.query<{ before: string }>(
    `WITH now AS MATERIALIZED (SELECT current_setting('app.actor') AS before)
     SELECT before, set_config('app.actor', 'system', true) FROM now`,
  );
  const value = await work();
  await tx.query(`SELECT set_config('app.actor', $1, true)`, [row?.before ?? tx.context.actor]);
  return value;
}

/**
 * Runs `work` with the sight of somebody who looks, inside a transaction of another context: to tell what they are shown
 * of what is being changed, at the moment that it is changed.
 */
export async function asViewer<Value>(
  tx: Transaction,
  viewer: TransactionContext,
  work: (seen: Transaction) => Promise<Value>,
): Promise<Value> {
  if (viewer.authority !== tx.context.authority) throw new Error('One transaction serves one authority.');
  const [before] = await tx.query<{ settings: string[] }>(
    `SELECT ARRAY[${sightSettings.map((name) => `coalesce(current_setting('${name}', true), '')`).join(', ')}] AS settings`,
  );
  await tx.query(setSight, sightOf(viewer));
  const value = await work({ ...tx, context: viewer });
  await tx.query(setSight, before?.settings ?? []);
  return value;
}

const setSight = `SELECT ${setConfigs(sightSettings)}`;
