import { randomBytes } from 'node:crypto';
import { assertSafeLogin } from '#access';
import { Casework } from '#casework';
import type { Way } from '#messages';
import { createDataSource, loadReferenceLists } from '#persistence';
import type { ReferenceLists } from '#persistence';
import { openJobQueue } from '#platform';
import type { JobQueue, QueueConnection, SecretKey } from '#platform';
import { NotificationLists, ProviderReturns, retryHeld } from '#submissions';

/** The parts of one running service, wired to one database and one queue. */
export interface Service {
  readonly database: ReturnType<typeof createDataSource>;
  readonly lists: ReferenceLists;
  /** Hashes what was looked for and not found: derived from the key of the deployment. */
  readonly lookUpKey: Uint8Array;
  readonly queue: JobQueue;
  readonly queueConnection: QueueConnection;
  readonly casework: Casework;
  /** How messages leave the service; without a sender they wait. */
  readonly way: Way;
  readonly returns: ProviderReturns;
  readonly notifications: NotificationLists;
  close(): Promise<void>;
}

export interface ServiceOptions {
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  /**
   * The key of the deployment, for whoever looks children up. Without one only invented people are signed in, and the
   * look-ups of each process are hashed under a key that ends with it.
   */
  readonly secretKey?: SecretKey | null;
  /** How messages leave the service. None: they wait in the outbox. */
  readonly way?: Way;
  /** Hears of what goes wrong in the background, in codes and ids only. */
  readonly onError: (event: string, error: unknown) => void;
}

const KEY_BYTES = 32;

/** Opens the service on a migrated database. Refuses a login that could get round row-level security. */
export async function openService(options: ServiceOptions): Promise<Service> {
  const database = await createDataSource(options.databaseUrl).initialize();
  try {
    await assertSafeLogin(database);
    const lists = await loadReferenceLists(database);
    const lookUpKey = options.secretKey?.keyOf('look-up') ?? randomBytes(KEY_BYTES);
    const queueConnection: QueueConnection =
      options.redisUrl === undefined
        ? { kind: 'postgres', url: options.databaseUrl }
        : { kind: 'redis', url: options.redisUrl };
    let isClosing = false;
    const queue = openJobQueue(queueConnection, (error) => {
      // Connections that fall away while everything closes are no news.
      if (!isClosing) options.onError('queue-connection', error);
    });
    const casework = new Casework(
      database,
      queue,
      (error) => options.onError('queue-add', error),
      (transaction, childIds) => retryHeld(transaction, lists, { childIds }),
    );
    return {
      database,
      lists,
      lookUpKey,
      queue,
      queueConnection,
      casework,
      way: options.way ?? { senders: [], publicUrl: '' },
      returns: new ProviderReturns(casework, database, lists),
      notifications: new NotificationLists(casework, database, lists),
      async close() {
        isClosing = true;
        await queue.close();
        await database.destroy();
      },
    };
  } catch (error) {
    await database.destroy();
    throw error;
  }
}
