import type { Command } from 'commander';
import { readReconciliation, reconciliationDocument } from '#casework';
import type { NamedDifference, NamedReconciliation } from '#casework';
import { showMoment } from '#domain/time';
import { actorName, answer, authorityContext, readMonth, requireAuthority, withService } from './command-context.js';

export function addReconcileCommand(program: Command): void {
  program
    .command('reconcile')
    .description('what was notified, referred and returned in a month, and where they differ')
    .requiredOption('--authority <gss>', 'GSS code of the authority, such as E09000029')
    .requiredOption('--month <month>', 'the month, YYYY-MM')
    .option('--as <name>', 'who acts')
    .option('--json', 'print one JSON document', false)
    .action(async (options: { authority: string; month: string; as?: string; json: boolean }) => {
      const month = readMonth('month', options.month);
      await withService(async (service) => {
        const authority = await requireAuthority(service, options.authority);
        const context = authorityContext(authority, actorName(options.as));
        const read = await readReconciliation(service.database, context, month);
        answer(reconciliationDocument(authority, month, read), options.json, () => inWords(read));
      });
    });
}

const titles = {
  neverReferred: 'Back, and never referred',
  notOnRecord: 'Notified, and not on record',
  referredNotReturned: 'Referred, and in no provider return',
  returnedNotNotified: 'Returned by a provider, and not notified',
  doubtful: 'In doubt',
} as const;

function inWords({ counts, lists }: NamedReconciliation): string {
  const side = (name: 'notified' | 'referred' | 'returned') =>
    `${name}: ${counts[name].episodes} episodes of ${counts[name].children} children`;
  return [
    side('notified'),
    side('referred'),
    side('returned'),
    ...Object.entries(titles).flatMap(([name, title]) => {
      const found =
        Object.entries<readonly NamedDifference[]>({ ...lists }).find(([known]) => known === name)?.[1] ?? [];
      return found.length === 0 ? [] : [`${title}: ${found.length}`, ...found.map(lineOf)];
    }),
  ].join('\n');
}

function lineOf({ child, episode, notifications, missingAt }: NamedDifference): string {
  const refs = [...(episode?.refs ?? []), ...notifications.map(({ reference }) => reference)].join(', ');
  return `  ${refs === '' ? '(no reference)' : refs}  child ${child ?? 'not known'}  missing from ${showMoment(missingAt)}`;
}
