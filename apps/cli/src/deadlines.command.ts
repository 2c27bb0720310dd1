import type { Command } from 'commander';
import { sweepDeadlines } from '#casework';
import { databaseNow, listAuthorities } from '#persistence';
import { actorName, answer, readInstant, refuseFuture, withService } from './command-context.js';

export function addDeadlinesCommand(program: Command): void {
  program
    .command('deadlines')
    .description('the clocks of return home interviews')
    .command('sweep')
    .description('raise every check that is due, once; safe to repeat')
    .option('--at <instant>', 'by this instant')
    .option('--as <name>', 'who acts')
    .option('--json', 'print one JSON document', false)
    .action(async (options: { at?: string; as?: string; json: boolean }) => {
      const given = readInstant('at', options.at);
      await withService(async (service) => {
        const at = (await refuseFuture(service, given)) ?? (await databaseNow(service.database));
        let [checked, raised, climbed] = [0, 0, 0];
        for (const authority of await listAuthorities((sql) => service.database.query(sql))) {
          const swept = await sweepDeadlines(service.casework, authority, at, actorName(options.as));
          checked += swept.checked;
          raised += swept.raised;
          climbed += swept.climbed;
        }
        answer(
          { at: at.toString(), checked, raised, climbed },
          options.json,
          () =>
            `${checked} deadlines were due, ${raised} alerts raised${climbed === 0 ? '' : `, ${climbed} that nobody had answered went a rung up`}.`,
        );
      });
    });
}
