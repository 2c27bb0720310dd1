import 'reflect-metadata';
import { ConsoleLogger, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { openWay } from '#messages';
import { describeDatabaseFault } from '#persistence';
import { SettingsError, faultForLog, keepHeapSmall, readSettings } from '#platform';
import { openService } from '#service';
import { WorkerModule } from './worker.module.js';

/** Often enough that what a killed process left is raised within five seconds; a sweep that finds nothing costs a few reads. */
const SWEEP_EVERY_MS = 4_000;

async function run(): Promise<void> {
  keepHeapSmall();
  const settings = readSettings(process.env);
  if (settings.DATABASE_URL === undefined)
    throw new SettingsError(['Setting DATABASE_URL is not set; start the whole service with npm start.']);
  const logger = new ConsoleLogger('worker', { json: true });
  const service = await openService({
    databaseUrl: settings.DATABASE_URL,
    redisUrl: settings.REDIS_URL,
    way: openWay(settings),
    onError: (event, error) => logger.error({ event, ...faultForLog(error) }),
  });
  Logger.overrideLogger(logger);
  const app = await NestFactory.createApplicationContext(WorkerModule.for(service, SWEEP_EVERY_MS));
  app.enableShutdownHooks();
  process.on('disconnect', () => void app.close().then(() => process.exit(0)));
  process.send?.({ kind: 'ready' });
}

run().catch((error: unknown) => {
  process.stderr.write(
    `${describeDatabaseFault(error) ?? (error instanceof Error ? error.message : 'The worker could not start.')}\n`,
  );
  process.exit(1);
});
