import { migrateQueueSchema } from '#platform';
import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source.js';
import { loadReferenceData } from './load-reference-data.js';

/** Brings a database up to this version, as its owner: tables, row-level security, shipped lists and the queue's schema. */
export async function migrate(ownerUrl: string): Promise<readonly string[]> {
  const dataSource = await createDataSource(ownerUrl).initialize();
  try {
    const applied = await dataSource.runMigrations();
    await loadReferenceData(dataSource);
    await migrateQueue(dataSource);
    return applied.map(({ name }) => name);
  } finally {
    await dataSource.destroy();
  }
}

/** The queue's migrations open a transaction of their own, so they need one connection throughout. */
async function migrateQueue(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await migrateQueueSchema({
      query: async (text, parameters) => {
        const { records, affected } = await runner.query(text, [...(parameters ?? [])], true);
        return { rows: records, rowCount: affected ?? 0 };
      },
    });
  } finally {
    await runner.release();
  }
}
