import { userInfo } from 'node:os';
import { contractInForce } from '#domain/providers';
import { isAfter, parseInstant, parseReportingMonth, showDay } from '#domain/time';
import type { Day, Instant, ReportingMonth } from '#domain/time';
import { databaseNow, findProvider, isDemonstration, listContracts, systemContext } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { readSettings } from '#platform';
import { openService } from '#service';
import type { Service } from '#service';
import { CommandFailure, usage } from './failure.js';
import { migrateDatabase, openDatabase } from './open-database.js';

/** Messages and progress go to standard error, so that standard output holds the answer alone. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Prints the answer: the JSON document, or what a person reads. */
export function answer(value: unknown, asJson: boolean, inWords: () => string): void {
  process.stdout.write(asJson ? `${JSON.stringify(value)}\n` : `${inWords()}\n`);
}

/** Who a command acts as: the operating system's user, or the person named by `--as`. */
export function actorName(as: string | undefined): string {
  return as ?? `cli:${userInfo().username}`;
}

/** Whoever runs the deployment: every child of the authority that is not restricted, and every group of facts. */
export function authorityContext(authority: string, actor: string): TransactionContext {
  return { ...systemContext(authority, actor), actor: 'authority' };
}

/** Opens the service on the settings' database, runs `work`, and closes what was opened. */
export async function withService<Value>(work: (service: Service) => Promise<Value>): Promise<Value> {
  const settings = readSettings(process.env);
  const database = await openDatabase(settings, 'use', say);
  try {
    if (settings.DATABASE_URL === undefined) await migrateDatabase(settings, database);
    const service = await openService({
      databaseUrl: database.appUrl,
      redisUrl: settings.REDIS_URL,
      onError: (event, error) => say(`${event}: ${error instanceof Error ? error.message : 'failed'}`),
    });
    try {
      return await work(service);
    } finally {
      await service.close();
    }
  } finally {
    await database.close();
  }
}

/** Fails unless the authority commissions in this deployment. */
export async function requireAuthority(service: Service, code: string): Promise<string> {
  const rows = await service.database.query<unknown[]>('SELECT FROM authority WHERE code = $1', [code]);
  if (rows.length === 0)
    throw new CommandFailure(`No authority ${code} commissions here; give its GSS code, such as E09000029.`);
  return code;
}

/** The contract of a provider with the authority of the transaction that is in force on a day. */
export async function contractOf(tx: Transaction, providerCode: string, day: Day): Promise<string> {
  const provider = await findProvider(tx, providerCode);
  const contract = provider && contractInForce(await listContracts(tx), provider.id, day);
  if (!contract) throw new CommandFailure(`${providerCode} has no contract with this authority on ${showDay(day)}.`);
  return contract.id;
}

/** Reads an instant of the command line; null where none was given. */
export function readInstant(option: string, text: string | undefined): Instant | null {
  if (text === undefined) return null;
  try {
    return parseInstant(text);
  } catch {
    throw usage(`--${option} ${text} is not an instant; write it as 2025-11-03T09:00:00Z.`);
  }
}

/** Refuses an instant that lies ahead, except in a demonstration. */
export async function refuseFuture(service: Service, at: Instant | null): Promise<Instant | null> {
  if (at === null || !isAfter(at, await databaseNow(service.database))) return at;
  if (!(await isDemonstration((sql) => service.database.query(sql))))
    throw new CommandFailure('--at lies in the future; that is allowed only in a demonstration.');
  return at;
}

export function readMonth(option: string, text: string): ReportingMonth {
  const month = parseReportingMonth(text);
  if (month === null) throw usage(`--${option} ${text} is not a month; write it as 2025-10.`);
  return month;
}
