import { migrateQueueSchema } from '#platform';
import { Client } from 'pg';
import { createDataSource } from './data-source.js';
import { installVisibility } from './install-visibility.js';
import { loadReferenceData } from './load-reference-data.js';

/** Brings a database up to this version, as its owner: tables, row-level security, shipped lists and the queue's schema. */
export async function migrate(ownerUrl: string): Promise<readonly string[]> {
  const dataSource = await createDataSource(ownerUrl).initialize();
  try {
    const applied = await dataSource.runMigrations();
    await installVisibility(dataSource);
    await loadReferenceData(dataSource);
    await migrateQueue(ownerUrl);
    return applied.map(({ name }) => name);
  } finally {
    await dataSource.destroy();
  }
}

/** The queue's migrations open a transaction of their own, so they get a connection of their own. */
async function migrateQueue(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await migrateQueueSchema(client);
  } finally {
    await client.end();
  }
}
