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
import { FORM_BYTES, readBodies } from './http/read-bodies.js';
import { refuseAddress } from './http/refuse-address.js';
import { logAnswers } from './http/request-log.js';
import { forbidCaching, protectForms, secure } from './http/security.js';
import type { SignInOptions } from './pages/sign-in/sign-in-options.js';
import { WebModule } from './web.module.js';

export interface WebAppOptions {
  /** Where the JSON lines of the log go: standard output, unless given. */
  readonly logTo?: { write(line: string): void };
  /** What time it is: the machine's own, unless given. */
  readonly now?: Clock;
  /** How people sign in; unless given, to a demonstration alone. */
  readonly signIn?: SignInOptions;
}

/** Fastify logs and reads bodies; a failed start is told by whoever started it. */
const quiet: Pick<NestApplicationOptions, 'bodyParser' | 'logger' | 'abortOnError'> = {
  bodyParser: false,
  logger: false,
  abortOnError: false,
};

/** The web application over an opened service, ready to listen or to be asked by tests. Closing it leaves the service open. */
export async function createWebApp(service: Service, options: WebAppOptions = {}): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: FORM_BYTES,
    genReqId: () => newId(),
    frameworkErrors: refuseAddress,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
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
  protectForms(server);
  forbidCaching(server);
  logAnswers(server);
  app.useGlobalPipes(
    new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, transform: true }),
  );
  serveOpenApi(app);
  await app.init();
  await server.ready();
  return app;
}
