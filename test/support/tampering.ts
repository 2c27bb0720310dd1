import { Client } from 'pg';
import { newId } from '#platform';
import { chainOf, exportLines, look, receiveChildren, runVerifier, sealAll } from './audit.js';
import { readCatalogue } from './catalogue.js';
import type { CatalogueColumn, CatalogueTable } from './catalogue.js';
import { SUTTON } from './service.js';
import type { TestService } from './service.js';

const auditTables = ['audit_event', 'audit_subject', 'audit_seal', 'deployment_event', 'deployment_seal'] as const;

/** What a superuser can do and undo: the tables of the audit as they are, to be put back after each tampering. */
class Tamperer {
  private constructor(readonly client: Client) {}

  /** Takes the constraints away first: whoever owns the database can. */
  static async on(client: Client): Promise<Tamperer> {
    await client.query(`SET session_replication_role = replica`);
    const { rows } = await client.query<{ drop: string }>(
      `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop FROM pg_constraint
       WHERE contype = 'c' AND conrelid = ANY ($1::regclass[])`,
      [[...auditTables]],
    );
    for (const { drop } of rows) await client.query(drop);
    await client.query('CREATE SCHEMA kept');
    return new Tamperer(client);
  }

  async keep(): Promise<void> {
    for (const table of auditTables) {
      await this.client.query(`DROP TABLE IF EXISTS kept.${table}`);
      await this.client.query(`CREATE TABLE kept.${table} AS TABLE ${table}`);
    }
  }

  async putBack(): Promise<void> {
    for (const table of auditTables) {
      await this.client.query(`DELETE FROM ${table}`);
      await this.client.query(`INSERT INTO ${table} SELECT * FROM kept.${table}`);
    }
  }
}

const changes: Readonly<Record<string, (column: string) => string>> = {
  text: (column) => `coalesce(${column}, '') || 'x'`,
  uuid: () => `gen_random_uuid()`,
  integer: (column) => `${column} + 1`,
  smallint: (column) => `${column} + 1`,
  bytea: (column) => `coalesce(${column}, '') || '\\x00'`,
  'timestamp with time zone': (column) => `coalesce(${column}, now()) + interval '1 microsecond'`,
  xid8: (column) => `(${column}::text::bigint + 1)::text::xid8`,
  'uuid[]': (column) => `array_append(${column}, gen_random_uuid())`,
  jsonb: (column) => `${column} || '[1]'::jsonb`,
};

/** An expression that says something else than a column does, whatever its type. */
export function changed({ name, type }: { readonly name: string; readonly type: string }): string {
  const change = changes[type];
  if (!change) throw new Error(`How is ${name} of type ${type} to be changed?`);
  return change(name);
}

const ROUNDS = 4;

/** What the two verifiers found: the first broken batch, by the service and by the script, and how the script ended. */
export interface Findings {
  readonly inside: number | null;
  readonly alone: number | null;
  readonly code: number;
}

/** A chain of some batches, and a superuser who damages it and puts it back. */
export class TamperedChain {
  private constructor(
    private readonly test: TestService,
    readonly client: Client,
    private readonly tamperer: Tamperer,
    private readonly tables: readonly CatalogueTable[],
    readonly children: readonly string[],
    /** An event of the batch that is to be damaged, another one of it, and one that no batch has. */
    readonly events: { readonly event: string; readonly other: string; readonly unsealed: string },
    readonly head: string,
    /** The batch that holds the event to be damaged, and the first one that says up to when it is complete. */
    readonly batches: { readonly damaged: number; readonly complete: number },
  ) {}

  static async on(test: TestService): Promise<TamperedChain> {
    const children = await receiveChildren(test, 3);
    const [event, other, unsealed] = [newId(), newId(), newId()];
    for (let round = 0; round < ROUNDS; round += 1) {
      await sealAll(test.service);
      await look(test.service, children, ...(round === 1 ? [event, other] : [newId(), newId()]));
    }
    await sealAll(test.service);
    const { head } = await chainOf(test.service);
    await look(test.service, children, unsealed);
    const client = new Client({ connectionString: test.database.superuserUrl });
    await client.connect();
    const tamperer = await Tamperer.on(client);
    await tamperer.keep();
    const { rows } = await client.query<{ damaged: number; complete: number }>(
      `SELECT (SELECT number FROM audit_seal WHERE $1 = ANY (event_ids)) AS damaged,
         (SELECT min(number) FROM audit_seal WHERE complete_before_at IS NOT NULL) AS complete`,
      [event],
    );
    if (!rows[0] || head === null) throw new Error('No chain was sealed.');
    const tables = await readCatalogue(client);
    return new TamperedChain(test, client, tamperer, tables, children, { event, other, unsealed }, head, rows[0]);
  }

  columnsOf(table: string): readonly CatalogueColumn[] {
    const columns = this.tables.find(({ name }) => name === table)?.columns ?? [];
    if (columns.length === 0) throw new Error(`There is no table ${table}.`);
    return columns;
  }

  keep(): Promise<void> {
    return this.tamperer.keep();
  }

  putBack(): Promise<void> {
    return this.tamperer.putBack();
  }

  /** What both verifiers find once a superuser has done something; then it is undone. */
  async findings(...statements: readonly string[]): Promise<Findings> {
    try {
      for (const statement of statements) await this.client.query(statement);
      const inside = await chainOf(this.test.service, SUTTON, this.head);
      const alone = await runVerifier(await exportLines(this.test.service), this.head);
      const named = /^Broken: batch (\d+)/m.exec(alone.output)?.[1];
      return { inside: inside.firstBroken, alone: named === undefined ? null : Number(named), code: alone.code };
    } finally {
      await this.putBack();
    }
  }

  end(): Promise<void> {
    return this.client.end();
  }
}
