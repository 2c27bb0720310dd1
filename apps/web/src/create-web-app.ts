import 'reflect-metadata';
import { ValidationPipe } from '@nestjs/common';
import type { NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController } from 'fastify';
import { instantOf } from '#domain/time';
import { newId } from '#platform';
import type { Service } from '#service';
import type { Clock } from './clock.js';
import { serveOpenApi } from './api/openapi.js';
import { AccessGuard } from './http/access.guard.js';
import { authenticateFirst } from './http/authenticate-first.js';
import { refuseConnection } from './http/refuse-connection.js';
import { guardMetrics } from './http/guard-metrics.js';
import { countRequests, limitAddresses, limitKeys, rateLimits } from './http/rate-limits.js';
import type { RateLimits } from './http/rate-limits.js';
import { FORM_BYTES, readBodies } from './http/read-bodies.js';
import { refuseAddress } from './http/refuse-address.js';
import { refuseUnstorable } from './http/refuse-unstorable.js';
import { logAnswers } from './http/request-log.js';
import { completeHeaders, protectForms, secure } from './http/security.js';
import type { SignInOptions } from './pages/sign-in/sign-in-options.js';
import { WebModule } from './web.module.js';

export interface WebAppOptions {
  /** Where the JSON lines of the log go: standard output, unless given. */
  readonly logTo?: { write(line: string): void };
  /** The proxies in front, whose word about the client's address and protocol is taken: none, unless given. */
  readonly trustedProxies?: readonly string[];
  /** Whether `/metrics` is served on a port of its own, and so not here. */
  readonly hasMetricsPort?: boolean;
  /** Other limits than those of every deployment, for tests and benchmarks. */
  readonly limits?: Partial<RateLimits>;
  /** What time it is: the machine's own, unless given. */
  readonly now?: Clock;
  /** How people sign in; unless given, to a demonstration alone. */
  readonly signIn?: SignInOptions;
}

/** A return of 20 MB comes through in this time over half a megabit a second; a slower sender is cut off. */
const REQUEST_WITHIN_MS = 300_000;
const HEADERS_WITHIN_MS = 15_000;
/** Longer than the largest return takes to be checked, while which neither side says anything. */
const SILENT_AT_MOST_MS = 180_000;
const HEADER_BYTES = 16 * 1024;

/** Fastify logs and reads bodies; a failed start is told by whoever started it. */
const quiet: Pick<NestApplicationOptions, 'bodyParser' | 'logger' | 'abortOnError'> = {
  bodyParser: false,
  logger: false,
  abortOnError: false,
};

/** The path of an address; one that names a server as well, as for a proxy, means the same without it. */
function pathOf({ url = '/' }: { readonly url?: string | undefined }): string {
  return url.replace(/^https?:\/\/[^/?]*(?=\/|$)/i, '') || '/';
}

/** The web application over an opened service, ready to listen or to be asked by tests. Closing it leaves the service open. */
export async function createWebApp(service: Service, options: WebAppOptions = {}): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: FORM_BYTES,
    genReqId: () => newId(),
    rewriteUrl: pathOf,
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseConnection,
    requestTimeout: REQUEST_WITHIN_MS,
    connectionTimeout: SILENT_AT_MOST_MS,
    http: { headersTimeout: HEADERS_WITHIN_MS, maxHeaderSize: HEADER_BYTES },
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    trustProxy: options.trustedProxies ? [...options.trustedProxies] : false,
    logger: { level: 'info', ...(options.logTo && { stream: options.logTo }) },
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    WebModule.for(service, {
      now: options.now ?? (() => instantOf(new Date())),
      signIn: options.signIn ?? { key: null, openId: null },
    }),
    adapter,
    quiet,
  );
  const server = adapter.getInstance();
  readBodies(server);
  await secure(app);
  const limits = { ...rateLimits, ...options.limits };
  await countRequests(app);
  limitAddresses(server, limits);
  authenticateFirst(server, app.get(AccessGuard));
  limitKeys(server, limits);
  guardMetrics(server, options.hasMetricsPort ?? false, (options.trustedProxies ?? []).length > 0);
  refuseUnstorable(server);
  protectForms(server);
  completeHeaders(server);
  logAnswers(server);
  app.useGlobalPipes(
    new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, transform: true }),
  );
  serveOpenApi(app);
  await app.init();
  await server.ready();
  return app;
}
