import type { AuthorityCode } from '#domain/kernel';

/** The chain of the deployment, beside one for each authority, which goes by the authority's code. */
export const DEPLOYMENT_CHAIN = 'deployment';

/** The name of a chain of seals: an authority's code, or `deployment`. */
export type ChainName = AuthorityCode;

/** How a column is written in the text that is sealed. */
type ColumnText = 'text' | 'integer' | 'moment' | 'bytes';

/** Where the events and the seals of a chain stand, and every column of an event, all of which are sealed. */
export interface ChainTables {
  readonly events: 'audit_event' | 'deployment_event';
  readonly seals: 'audit_seal' | 'deployment_seal';
  /** The database's own time of the event: taken when its transaction had its number. */
  readonly time: 'occurred_at' | 'recorded_at';
  readonly columns: Readonly<Record<string, ColumnText>>;
}

/** What the first format of a seal covers. A column that is added to a table needs a new format. */
export const SEAL_FORMAT = 1;

const authorityTables: ChainTables = {
  events: 'audit_event',
  seals: 'audit_seal',
  time: 'occurred_at',
  columns: {
    ...{ authority: 'text', id: 'text', occurred_at: 'moment', actor_kind: 'text', actor: 'text', person_id: 'text' },
    ...{ provider_id: 'text', action: 'text', request_id: 'text', item_id: 'text', item_count: 'integer' },
    ...{ role: 'text', address: 'text', reason: 'text', outcome: 'text', sought_hash: 'bytes', recorded_xid: 'text' },
  },
};

const deploymentTables: ChainTables = {
  events: 'deployment_event',
  seals: 'deployment_seal',
  time: 'recorded_at',
  columns: {
    ...{ id: 'text', occurred_at: 'moment', actor: 'text', person_id: 'text', provider_id: 'text', action: 'text' },
    ...{ outcome: 'text', address: 'text', request_id: 'text', item_id: 'text', sought_hash: 'bytes', reason: 'text' },
    ...{ recorded_xid: 'text', recorded_at: 'moment' },
  },
};

export function tablesOf(chain: ChainName): ChainTables {
  return chain === DEPLOYMENT_CHAIN ? deploymentTables : authorityTables;
}

/** The tables whose rows are sealed, for the test that no column is left out. */
export const sealedTables: readonly ChainTables[] = [authorityTables, deploymentTables];

/** The condition that a row belongs to the chain whose name is the first parameter. */
export function ofChain(chain: ChainName, alias: string): string {
  return chain === DEPLOYMENT_CHAIN ? `$1::text = '${DEPLOYMENT_CHAIN}'` : `${alias}.authority = $1::text`;
}

/** A moment as it is sealed: UTC, always with six decimals, so that it is compared as text. */
export const momentSql = (column: string): string =>
  `to_char((${column}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The columns of an event `e` as they are sealed. */
export function sealedColumns({ columns }: ChainTables): string {
  const written: Readonly<Record<ColumnText, (column: string) => string>> = {
    text: (column) => `e.${column}::text`,
    integer: (column) => `e.${column}`,
    moment: (column) => momentSql(`e.${column}`),
    bytes: (column) => `encode(e.${column}, 'hex')`,
  };
  return Object.entries(columns)
    .map(([name, type]) => `${written[type](name)} AS ${name}`)
    .join(', ');
}
