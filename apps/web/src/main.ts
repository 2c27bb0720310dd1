import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { UnsafeLoginError } from '#access';
import { describeDatabaseFault } from '#persistence';
import { SecretKey, SettingsError, readSettings } from '#platform';
import type { Settings } from '#platform';
import { openService } from '#service';
import type { Service } from '#service';
import { createWebApp } from './create-web-app.js';
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
  const app = await createWebApp(service, { signIn: signInOptions(settings) });
  const stop = async () => {
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    await app.close();
    await service.close();
    process.exit(0);
  };
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(event, () => void stop());
  await app.listen(settings.PORT, '0.0.0.0').catch(async (error: unknown) => {
    await service.close();
    throw isTaken(error)
      ? new StartFailure(`Port ${settings.PORT} is taken; stop what uses it, or set PORT to another.`)
      : error;
  });
  process.send?.({ kind: 'listening', port: portOf(app.getHttpServer().address(), settings) });
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
