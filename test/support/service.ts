import { seedDemonstration } from '#demonstration';
import { parseInstant } from '#domain/time';
import type { Way } from '#messages';
import { openService } from '#service';
import type { Service } from '#service';
import { createTestDatabase, testServers } from './postgres.js';
import type { TestDatabase, TestServer } from './postgres.js';

export const SUTTON = 'E09000029';

export interface TestService {
  readonly service: Service;
  readonly database: TestDatabase;
  close(): Promise<void>;
}

export interface TestServiceOptions {
  readonly server?: TestServer;
  readonly redisUrl?: string;
  /** Months of invented episodes; none unless asked for. */
  readonly months?: number;
  readonly authorities?: number;
  readonly at?: string;
  /** How messages leave the service; none unless given. */
  readonly way?: Way;
}

/** The whole service on a database of its own, with the demonstration's contracts loaded. */
export async function createTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const server = options.server ?? testServers()[0];
  if (!server) throw new Error('No test server was started.');
  const database = await createTestDatabase(server);
  const service = await openService({
    databaseUrl: database.appUrl,
    redisUrl: options.redisUrl,
    ...(options.way ? { way: options.way } : {}),
    onError: () => undefined,
  });
  await seedDemonstration(service, {
    authorities: options.authorities ?? 1,
    months: options.months ?? 0,
    seed: 2018,
    at: parseInstant(options.at ?? '2025-11-03T09:00:00Z'),
    actorName: 'test',
  });
  return {
    service,
    database,
    async close() {
      await service.close();
      await database.drop();
    },
  };
}

/** What a return says of who sends it, for tests that only care about its content. */
export function aReceivedReturn(bytes: Uint8Array, at: string | null = null) {
  return {
    authority: SUTTON,
    providerCode: 'HARBOUR',
    period: '2025-10',
    format: null,
    bytes,
    at: at === null ? null : parseInstant(at),
    actorName: 'test',
    personId: null,
    requestId: null,
  };
}
