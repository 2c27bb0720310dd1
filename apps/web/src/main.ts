import 'reflect-metadata';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { UnsafeLoginError } from '#access';
import { openWay } from '#messages';
import { describeDatabaseFault } from '#persistence';
import { SecretKey, SettingsError, readSettings } from '#platform';
import type { Settings } from '#platform';
import { openService } from '#service';
import type { Service } from '#service';
import type { Clock } from './clock.js';
import { createWebApp } from './create-web-app.js';
import { followDatabaseClock } from './database-clock.js';
import { listenMetrics } from './listen-metrics.js';
import type { SignInOptions } from './pages/sign-in/sign-in-options.js';

/** Longer than any answer should take; who is still waiting then is cut off. */
const STOP_WITHIN_MS = 10_000;

/** The process cannot run; the sentence says what to do. */
class StartFailure extends Error {}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function run(): Promise<void> {
  const settings = readSettings(process.env);
  const service = await open(settings);
  const now = await followDatabaseClock(service.database);
  const app = await createWebApp(service, {
    now,
    trustedProxies: settings.TRUSTED_PROXIES,
    hasMetricsPort: settings.METRICS_PORT !== undefined,
    signIn: signInOptions(settings),
  });
  let metrics: Server | null = null;
  const stop = async () => {
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    metrics?.close();
    await app.close();
    await service.close();
    process.exit(0);
  };
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(event, () => void stop());
  metrics = await listen(app, service, now, settings).catch(async (error: unknown) => {
    await service.close();
    throw error;
  });
  process.send?.({ kind: 'listening', port: portOf(app.getHttpServer().address(), settings) });
}

/** Takes the port of the service, and that of the metrics where they have one. */
async function listen(
  app: NestFastifyApplication,
  service: Service,
  now: Clock,
  settings: Settings,
): Promise<Server | null> {
  await orTaken(app.listen(settings.PORT, '0.0.0.0'), 'PORT', settings.PORT);
  const port = settings.METRICS_PORT;
  return port === undefined ? null : orTaken(listenMetrics(service, port, now), 'METRICS_PORT', port);
}

async function orTaken<Value>(listening: Promise<Value>, name: string, port: number): Promise<Value> {
  try {
    return await listening;
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new StartFailure(`Port ${port} is taken; stop what uses it, or set ${name} to another.`);
  }
}

/** Without a key nothing can be sealed, so nobody signs in but to a demonstration. */
function signInOptions(settings: Settings): SignInOptions {
  if (settings.HOMEWARD_SECRET_KEY === undefined) {
    say('HOMEWARD_SECRET_KEY is not set: nobody can sign in with a password or by OpenID Connect.');
    return { key: null, openId: null };
  }
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, PUBLIC_URL: publicUrl } = settings;
  const openId =
    issuer === undefined || clientId === undefined || publicUrl === undefined
      ? null
      : {
          ...{ issuer, clientId, publicUrl: publicUrl.replace(/\/$/, '') },
          ...{ clientSecret: settings.OIDC_CLIENT_SECRET, tenant: settings.OIDC_TENANT },
        };
  return { key: new SecretKey(settings.HOMEWARD_SECRET_KEY), openId };
}

function open(settings: Settings): Promise<Service> {
  if (settings.DATABASE_URL === undefined)
    throw new StartFailure('DATABASE_URL is not set; start the whole service with npm start.');
  return openService({
    databaseUrl: settings.DATABASE_URL,
    redisUrl: settings.REDIS_URL,
    way: openWay(settings),
    secretKey: settings.HOMEWARD_SECRET_KEY === undefined ? null : new SecretKey(settings.HOMEWARD_SECRET_KEY),
    onError: (event, error) => {
      process.stdout.write(
        `${JSON.stringify({ level: 50, time: Date.now(), fault: event, name: error instanceof Error ? error.name : '' })}\n`,
      );
    },
  });
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

/** Port 0 asks for any free one. */
function portOf(address: AddressInfo | string | null, settings: Settings): number {
  return typeof address === 'object' && address !== null ? address.port : settings.PORT;
}

/** One sentence; the message of what was not foreseen may hold an address with a password, so only its name is told. */
function sentenceOf(error: unknown): string {
  if (error instanceof SettingsError || error instanceof StartFailure || error instanceof UnsafeLoginError)
    return error.message;
  const databaseFault = describeDatabaseFault(error);
  if (databaseFault !== null) return databaseFault;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return `The web process could not start: ${error instanceof Error ? error.name : 'unknown'} ${code}`.trimEnd() + '.';
}

try {
  await run();
} catch (error) {
  say(sentenceOf(error));
  process.exit(1);
}
