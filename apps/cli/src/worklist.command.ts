import type { Command } from 'commander';
import { readWorklist, unrecordedDocument, worklistDocument } from '#casework';
import type { NamedWorklist, NamedWorklistItem, UnrecordedAbsence } from '#casework';
import { showInstant, showMinutes, showMoment } from '#domain/time';
import {
  actorName,
  answer,
  authorityContext,
  readInstant,
  refuseFuture,
  requireAuthority,
  withService,
} from './command-context.js';

export function addWorklistCommand(program: Command): void {
  program
    .command('worklist')
    .description('what has to be acted on, by the time left; what is settled stands last')
    .requiredOption('--authority <gss>', 'GSS code of the authority, such as E09000029')
    .option('--at <instant>', 'as at this instant')
    .option('--open', 'leave what is settled out of the JSON document', false)
    .option('--as <name>', 'who acts')
    .option('--json', 'print one JSON document', false)
    .action(async (options: { authority: string; at?: string; open: boolean; as?: string; json: boolean }) => {
      const at = readInstant('at', options.at);
      await withService(async (service) => {
        await refuseFuture(service, at);
        const authority = await requireAuthority(service, options.authority);
        const worklist = await readWorklist(service.database, authorityContext(authority, actorName(options.as)), at);
        const items = worklist.items.filter(({ isOpen }) => isOpen || !options.open).map(worklistDocument);
        const unrecorded = worklist.unrecorded.map(unrecordedDocument);
        answer({ at: worklist.at.toString(), items, unrecorded }, options.json, () => inWords(worklist));
      });
    });
}

function inWords({ items, unrecorded }: NamedWorklist): string {
  const open = items.filter(({ isOpen }) => isOpen);
  const settled = items.length - open.length;
  return [
    ...(open.length + unrecorded.length === 0 ? ['Nothing to act on.'] : []),
    ...unrecorded.map(unrecordedLine),
    ...open.map(lineOf),
    ...(settled === 0 ? [] : [`${settled} more are settled; --json lists them.`]),
  ].join('\n');
}

function unrecordedLine({ child, returnedAt, notifications }: UnrecordedAbsence): string {
  const told = notifications.map(({ source, reference }) => `${source} ${reference}`).join(', ');
  return `${told}  child ${child ?? 'not known'}  back since ${showMoment(returnedAt)}, on no record: nobody was asked`;
}

function lineOf(item: NamedWorklistItem): string {
  const due = item.dueAt === null ? 'still missing' : `interview due ${showInstant(item.dueAt)}`;
  const left =
    item.minutesLeft === null
      ? ''
      : item.minutesLeft < 0
        ? `, overdue by ${showMinutes(item.minutesLeft)}`
        : `, ${showMinutes(item.minutesLeft)} left`;
  return `${item.ref ?? '(no reference)'}  child ${item.child}  ${due}${left}`;
}
