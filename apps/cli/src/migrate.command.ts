import type { Command } from 'commander';
import { readSettings } from '#platform';
import { answer, say } from './command-context.js';
import { migrateDatabase, openDatabase } from './open-database.js';

export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('bring the database up to this version, as its owner')
    .option('--json', 'print one JSON document', false)
    .action(async ({ json }: { json: boolean }) => {
      const settings = readSettings(process.env);
      const database =
        settings.DATABASE_OWNER_URL === undefined
          ? await openDatabase(settings, 'use', say)
          : { appUrl: '', ownerUrl: settings.DATABASE_OWNER_URL, isAlive: () => true, close: () => Promise.resolve() };
      try {
        const applied = await migrateDatabase(settings, database);
        answer({ applied }, json, () =>
          applied.length === 0 ? 'Up to date.' : `Applied ${applied.length} migrations.`,
        );
      } finally {
        await database.close();
      }
    });
}
