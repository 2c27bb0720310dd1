import type { Command } from 'commander';
import { notificationSources } from '#domain/notifications';
import type { NotificationSource } from '#domain/notifications';
import { ReturnRefused } from '#submissions';
import type { NotificationListResult } from '#submissions';
import { actorName, answer, readInstant, refuseFuture, withService } from './command-context.js';
import { CommandFailure, exitCodes, usage } from './failure.js';
import { findingLines, readReceivedFile } from './received-file.js';

interface ImportListArguments {
  authority: string;
  source: string;
  at?: string;
  dryRun: boolean;
  as?: string;
  json: boolean;
}

export function addNotificationsCommand(program: Command): void {
  program
    .command('notifications')
    .description('what the police or the council itself was told of missing children')
    .command('import <file>')
    .description('take in a list of notifications, CSV')
    .requiredOption('--authority <gss>', 'GSS code of the authority, such as E09000029')
    .requiredOption('--source <source>', `whose notifications these are: ${notificationSources.join(', ')}`)
    .option('--at <instant>', 'judge as at this instant')
    .option('--dry-run', 'say what would happen, and change nothing', false)
    .option('--as <name>', 'who acts')
    .option('--json', 'print one JSON document', false)
    .action(runImport);
}

async function runImport(file: string, options: ImportListArguments): Promise<void> {
  const source = readSource(options.source);
  const at = readInstant('at', options.at);
  await withService(async (service) => {
    await refuseFuture(service, at);
    const received = {
      ...{ authority: options.authority, source, bytes: await readReceivedFile(file, 'list'), at },
      ...{ actorName: actorName(options.as), personId: null, requestId: null },
    };
    const result = await (
      options.dryRun ? service.notifications.rehearse(received) : service.notifications.receive(received)
    ).catch((error: unknown) => {
      throw error instanceof ReturnRefused ? new CommandFailure(`${file}: ${error.message}`) : error;
    });
    answer(result, options.json, () => inWords(file, result, options.dryRun));
    if (result.held > 0) process.exitCode = exitCodes.held;
  });
}

function readSource(text: string): NotificationSource {
  const source = notificationSources.find((known) => known === text);
  if (source === undefined) throw usage(`--source ${text} is not one of ${notificationSources.join(', ')}.`);
  return source;
}

function inWords(file: string, result: NotificationListResult, isRehearsal: boolean): string {
  const counts = (['new', 'changed', 'same', 'held'] as const)
    .map((outcome) => `${result[outcome]} ${outcome}`)
    .join(', ');
  return [
    `${file}: ${isRehearsal ? 'would take ' : ''}${result.rows} rows: ${counts}.`,
    `${result.matched} tied to an episode, ${result.doubtful} in doubt, ${result.notOnRecord} on no record.`,
    ...findingLines(result.findings),
  ].join('\n');
}
