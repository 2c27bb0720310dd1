import type { DataSource, QueryRunner } from 'typeorm';

export type SqlValue =
  | string
  | number
  | boolean
  | Date
  | Uint8Array
  | null
  | readonly (string | number | boolean | Date | Uint8Array | null)[];

/** A statement known by its name: one name, one text. It lists its columns, because a `*` may not change meaning. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
}

/**
 * Asks one prepared statement outside a transaction of its own. Of what belongs to an authority it sees nothing, so it
 * is for functions of the database that check what they are asked themselves.
 */
export async function askPrepared<Row>(
  dataSource: DataSource,
  statement: PreparedStatement,
  parameters: readonly SqlValue[],
): Promise<Row[]> {
  const runner = dataSource.createQueryRunner();
  try {
    return await runPrepared<Row>(runner, statement, parameters);
  } finally {
    await runner.release();
  }
}

/** TypeORM knows no prepared statements, so they go to the connection of pg below it. */
export async function runPrepared<Row>(
  runner: QueryRunner | undefined,
  statement: PreparedStatement,
  parameters: readonly SqlValue[],
): Promise<Row[]> {
  const connection: unknown = await runner?.connect();
  if (!isConnection<Row>(connection)) throw new Error('There is no connection to the database.');
  const { rows } = await connection.query({ ...statement, values: [...parameters] });
  return rows;
}

interface Connection<Row> {
  query(config: PreparedStatement & { readonly values: readonly SqlValue[] }): Promise<{ readonly rows: Row[] }>;
}

function isConnection<Row>(value: unknown): value is Connection<Row> {
  return typeof value === 'object' && value !== null && 'query' in value && typeof value.query === 'function';
}
