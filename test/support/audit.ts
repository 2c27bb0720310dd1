import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { appendAudit, exportAudit, sealEverything, verifyAudit } from '#access';
import type { VerifiedChain } from '#access';
import { systemContext } from '#persistence';
import type { Transaction } from '#persistence';
import { newId } from '#platform';
import type { Service } from '#service';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { withClient } from './postgres.js';
import type { TestDatabase } from './postgres.js';
import { SUTTON, aReceivedReturn } from './service.js';
import type { TestService } from './service.js';

/** Sends a return with some children, and gives their ids. */
export async function receiveChildren({ service }: TestService, count: number): Promise<readonly string[]> {
  const rows = Array.from({ length: count }, (_, index) =>
    aReturnRow({ provider_ref: `A${index}`, child_id: `AUDIT${index}` }),
  );
  await service.returns.receive(aReceivedReturn(aProviderReturn(...rows), '2025-10-07T07:00:00Z'));
  return service.casework.write(systemContext(SUTTON, 'test'), async ({ tx }) => {
    const found = await tx.query<{ id: string }>('SELECT id FROM child WHERE authority = $1 ORDER BY id', [SUTTON]);
    return found.map(({ id }) => id);
  });
}

/** Puts on record, in one transaction, that somebody looked at these children: an event for each id. */
export async function look(service: Service, childIds: readonly string[], ...ids: readonly string[]): Promise<void> {
  await service.casework.write(systemContext(SUTTON, 'test'), async ({ tx }) => {
    for (const id of ids.length === 0 ? [newId()] : ids) await lookIn(tx, childIds, id);
  });
}

/** The same in a transaction that is open. */
export async function lookIn(tx: Transaction, childIds: readonly string[], id: string): Promise<void> {
  const ids = [id];
  const entry = { action: 'WorklistRead', itemCount: childIds.length, childIds } as const;
  await appendAudit(tx, entry, () => ids.pop() ?? newId());
}

/** The id of a person of the demonstration council, by role. */
export async function personOf({ database }: Pick<TestService, 'database'>, role: string): Promise<string> {
  const [row] = await ask<{ id: string }>(database, 'SELECT id FROM person WHERE sign_in_name = $1', [
    `${role}.${SUTTON.toLowerCase()}`,
  ]);
  return row?.id ?? '';
}

/** Makes a person the lead worker of a child, in the first team of the demonstration. */
export async function allocate(
  { database }: Pick<TestService, 'database'>,
  child: string,
  worker: string,
): Promise<void> {
  await ask(
    database,
    `INSERT INTO child_allocation
       (authority, id, child_id, person_id, team, valid_from, created_at, created_by, modified_at, modified_by)
     VALUES ($1, gen_random_uuid(), $2, $3, 'North team (demonstration)', '2020-01-01', now(), 'test', now(), 'test')`,
    [SUTTON, child, worker],
  );
}

/** Asks as superuser. */
export function ask<Row extends object>(
  { superuserUrl }: TestDatabase,
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  return withClient(superuserUrl, async (client) => (await client.query<Row>(sql, [...values])).rows);
}

/** Puts on record that a person opened the record of a child. */
export async function openRecord(service: Service, personId: string, childId: string, reason?: string): Promise<void> {
  const context = { ...systemContext(SUTTON, personId), personId, actor: 'authority', role: 'commissioner' } as const;
  const entry = { action: 'ChildRead', itemCount: 1, childIds: [childId] } as const;
  await service.casework.write({ ...context, address: '192.0.2.7' }, ({ tx }) =>
    appendAudit(tx, { ...entry, ...(reason !== undefined && { reason }) }, newId),
  );
}

/** Seals until everything is sealed: what runs on the same server, in whatever database, can hold sealing up. */
export async function sealAll(service: Service): Promise<void> {
  for (;;) {
    await sealEverything(service.database, raise);
    const { unsealed } = await verifyAudit(service.database);
    if (unsealed === 0) return;
    await delay(20);
  }
}

function raise(error: unknown): never {
  throw error;
}

/** The chain of one authority as it is found. */
export async function chainOf(service: Service, authority = SUTTON, head?: string): Promise<VerifiedChain> {
  const { chains } = await verifyAudit(service.database, { authority, ...(head !== undefined && { head }) });
  const [chain] = chains;
  if (!chain) throw new Error('No chain was verified.');
  return chain;
}

export interface Script {
  readonly code: number;
  readonly output: string;
}

/** Exports the audit of Sutton; gives the lines of the file. */
export async function exportLines(service: Service): Promise<readonly string[]> {
  const lines: string[] = [];
  const write = (line: string) => {
    lines.push(line);
    return Promise.resolve();
  };
  await exportAudit(service.database, systemContext(SUTTON, 'test'), write, newId);
  return lines;
}

/** What the verifier that stands alone says of a file with these lines. */
export async function runVerifier(lines: readonly string[], head: string): Promise<Script> {
  const folder = await mkdtemp(join(tmpdir(), 'homeward-test-audit-'));
  const file = join(folder, 'audit.ndjson');
  await writeFile(file, lines.map((line) => `${line}\n`).join(''));
  const script = join(import.meta.dirname, '..', '..', 'scripts', 'verify-audit.mjs');
  try {
    return await new Promise((resolve) => {
      const child = execFile(process.execPath, [script, file, head], (_error, stdout, stderr) => {
        resolve({ code: child.exitCode ?? -1, output: `${stdout}${stderr}` });
      });
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The source of the verifier without its comments and blank lines. */
export async function verifierLines(): Promise<readonly string[]> {
  const source = await readFile(join(import.meta.dirname, '..', '..', 'scripts', 'verify-audit.mjs'), 'utf8');
  return source.split('\n').filter((line) => line.trim() !== '');
}
