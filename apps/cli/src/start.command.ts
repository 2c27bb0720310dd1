import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import { seedDemonstration } from '#demonstration';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { readOrMakeSecretKey, readSettings } from '#platform';
import type { Settings } from '#platform';
import { openService } from '#service';
import type { Service } from '#service';
import { actorName, say } from './command-context.js';
import { CommandFailure } from './failure.js';
import { migrateDatabase, openDatabase } from './open-database.js';
import type { OpenDatabase } from './open-database.js';
import { DEMONSTRATION_MONTHS, DEMONSTRATION_SEED } from './seed.command.js';
import { Supervisor } from './supervise.js';

const WATCH_EVERY_MS = 500;
const RESTART_AFTER_MS = 1_000;

export function addStartCommand(program: Command): void {
  program.command('start').description('run the whole service until it is stopped').action(runStart);
}

async function runStart(): Promise<void> {
  const settings = readSettings(process.env);
  if (settings.HOMEWARD_ROLES.includes('web')) await refuseTakenPort(settings.PORT);
  const stop = new AbortController();
  const stopping = stopSignal(stop);
  for (;;) {
    await serve(settings, stop.signal, stopping);
    if (stop.signal.aborted) return;
    say('The database ended by itself; starting again.');
    await delay(RESTART_AFTER_MS);
  }
}

/** Serves until somebody asks to stop, or the embedded database dies: then everything is opened anew. */
async function serve(settings: Settings, signal: AbortSignal, stopping: Promise<null>): Promise<void> {
  const database = await openDatabase(settings, 'serve', say);
  try {
    await prepareDatabase(settings, database, signal);
    if (signal.aborted) return;
    const supervisor = new Supervisor(childEnvironment(settings, database));
    const over = Promise.race([stopping, databaseEnds(database, signal)]);
    try {
      const said = await Promise.race([
        Promise.all(settings.HOMEWARD_ROLES.map((role) => supervisor.start(role))),
        over,
      ]);
      if (said !== null) sayWhere(settings, said);
      await over;
    } catch (error) {
      if (database.isAlive())
        throw new CommandFailure(error instanceof Error ? error.message : 'The service could not be started.');
    } finally {
      say('Stopping.');
      await supervisor.stop();
    }
  } finally {
    await database.close();
  }
}

async function databaseEnds(database: OpenDatabase, signal: AbortSignal): Promise<null> {
  while (database.isAlive() && !signal.aborted) await delay(WATCH_EVERY_MS, undefined, { ref: false });
  return null;
}

const databaseSettings: ReadonlySet<string> = new Set(
  ['DATABASE_URL', 'DATABASE_OWNER_URL'].flatMap((name) => [name, `${name}_FILE`]),
);

/** The children never get the login of the owner. With an embedded database the key of the data folder is theirs. */
function childEnvironment(settings: Settings, database: OpenDatabase): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !databaseSettings.has(name));
  const isOwnKey = settings.DATABASE_URL === undefined && settings.HOMEWARD_SECRET_KEY === undefined;
  const key = isOwnKey ? { HOMEWARD_SECRET_KEY: readOrMakeSecretKey(settings.HOMEWARD_DATA_DIR) } : {};
  return { ...Object.fromEntries(kept), DATABASE_URL: database.appUrl, ...key };
}

/** Resolves when somebody asks the process to stop. */
function stopSignal(stop: AbortController): Promise<null> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        stop.abort();
        resolve(null);
      });
  });
}

/** Said at once, before a database is opened for nothing. */
async function refuseTakenPort(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject).listen(port, '0.0.0.0', resolve);
  }).catch(() => {
    throw new CommandFailure(`Port ${port} is taken or not allowed; stop what uses it, or set PORT to another.`);
  });
  await new Promise((resolve) => probe.close(resolve));
}

/** An embedded database is made and migrated here, with the demonstration on its first run; an outside one is the operator's. */
async function prepareDatabase(settings: Settings, database: OpenDatabase, signal: AbortSignal): Promise<void> {
  if (settings.DATABASE_URL !== undefined) return;
  await migrateDatabase(settings, database);
  const service = await openService({
    databaseUrl: database.appUrl,
    redisUrl: settings.REDIS_URL,
    onError: () => undefined,
  });
  try {
    const wanted = await demonstrationToLoad(service);
    if (!wanted) return;
    say('First run: loading the demonstration borough, invented people only.');
    const options = {
      authorities: 1,
      months: DEMONSTRATION_MONTHS,
      actorName: actorName(undefined),
      signal,
      ...wanted,
    };
    const seeded = await seedDemonstration(service, options);
    if (!signal.aborted) say(`Loaded ${seeded.children} invented children with ${seeded.episodes} episodes.`);
  } finally {
    await service.close();
  }
}

/** On an empty database the demonstration is loaded; one whose loading was broken off is loaded to its end. */
async function demonstrationToLoad(service: Service): Promise<{ readonly seed: number; readonly at: Instant } | null> {
  const [state] = await service.database.query<{ is_empty: boolean; seed: number | null; ends_at: Date | null }[]>(
    `SELECT NOT EXISTS (SELECT FROM authority) AS is_empty, d.seed, d.ends_at
     FROM (SELECT) nothing LEFT JOIN demonstration d ON d.loaded_at IS NULL`,
  );
  if (state?.is_empty) return { seed: DEMONSTRATION_SEED, at: instantOf(new Date()) };
  return typeof state?.seed === 'number' && state.ends_at ? { seed: state.seed, at: instantOf(state.ends_at) } : null;
}

function sayWhere(settings: Settings, said: readonly unknown[]): void {
  const listening = said.find(isListening);
  if (listening) {
    say(`\nHomeward is at http://localhost:${listening.port}/`);
    if (settings.DATABASE_URL === undefined) {
      say(
        'Sign in there as "Demonstration commissioner, Sutton": no password, as long as the demonstration is loaded.',
      );
      say('A key for a provider’s machine: npm run homeward -- key issue --provider HARBOUR');
    }
  } else {
    say('Homeward is running.');
  }
  say('Ctrl-C stops it.');
}

function isListening(message: unknown): message is { readonly port: number } {
  return typeof message === 'object' && message !== null && 'port' in message && typeof message.port === 'number';
}
