import type { Command } from 'commander';
import { expectedReturnDocument, readExpectedReturns, setReturnRule } from '#casework';
import type { NamedExpectedReturn } from '#casework';
import { LATEST_WORKING_DAY } from '#domain/providers';
import type { ReturnRuleFault } from '#domain/providers';
import { columnKey, isColumnName } from '#domain/submissions';
import { readDay, showDay, showInstant } from '#domain/time';
import { systemContext } from '#persistence';
import {
  actorName,
  answer,
  authorityContext,
  contractOf,
  readInstant,
  readMonth,
  refuseFuture,
  requireAuthority,
  withService,
} from './command-context.js';
import { CommandFailure, usage } from './failure.js';

export function addReturnsCommand(program: Command): void {
  const returns = program
    .command('returns')
    .description('which provider returns are expected of the past half year, and what has become of each')
    .enablePositionalOptions()
    .option('--authority <gss>', 'GSS code of the authority, such as E09000029')
    .option('--month <month>', 'only this month, such as 2025-10')
    .option('--at <instant>', 'as at this instant')
    .option('--as <name>', 'who acts')
    .option('--json', 'print one JSON document', false)
    .action(runList);
  returns
    .command('rule')
    .description('say what a contract asks of the monthly returns from a day on')
    .requiredOption('--authority <gss>', 'GSS code of the authority')
    .requiredOption('--provider <code>', 'code of the provider')
    .requiredOption('--from <day>', 'the first day on which it holds, such as 2026-04-01')
    .requiredOption('--due <n>', `by which working day of the next month, 1 to ${LATEST_WORKING_DAY}`)
    .option('--columns <columns>', 'columns that a return must have beyond those of the format, with commas', '')
    .option('--confirm-changes', 'let the provider confirm each change of what it sent before', false)
    .option('--as <name>', 'who acts')
    .action(runRule);
}

interface ListOptions {
  authority?: string;
  month?: string;
  at?: string;
  as?: string;
  json: boolean;
}

async function runList(options: ListOptions): Promise<void> {
  const { authority: wanted } = options;
  if (wanted === undefined) throw usage('--authority is missing; give its GSS code, such as E09000029.');
  const at = readInstant('at', options.at);
  const month = options.month === undefined ? null : readMonth('month', options.month);
  await withService(async (service) => {
    await refuseFuture(service, at);
    const context = authorityContext(await requireAuthority(service, wanted), actorName(options.as));
    const found = await readExpectedReturns(service.database, context, { month, at });
    const items = found.items.map(expectedReturnDocument);
    answer({ at: found.at.toString(), items }, options.json, () =>
      items.length === 0 ? 'No return is expected.' : found.items.map(lineOf).join('\n'),
    );
  });
}

function lineOf(item: NamedExpectedReturn): string {
  return `${item.month.toString()}  ${item.provider.code}  due ${showDay(item.dueOn)}  ${stateOf(item)}`;
}

function stateOf({ state, chasedAt }: NamedExpectedReturn): string {
  switch (state.kind) {
    case 'not_yet_due':
      return 'not yet due';
    case 'missing':
      return `missing${chasedAt === null ? '' : `, chased ${showInstant(chasedAt)}`}`;
    case 'received':
      return `${state.isNil ? 'nil return' : 'return'} received ${state.isLate ? 'late, ' : ''}${showInstant(state.at)}`;
  }
}

interface RuleOptions {
  authority: string;
  provider: string;
  from: string;
  due: string;
  columns: string;
  confirmChanges: boolean;
  as?: string;
}

const faultWords: Readonly<Record<ReturnRuleFault, string>> = {
  'no-such-working-day': `--due is not a working day from 1 to ${LATEST_WORKING_DAY}.`,
  'rewrites-the-past': '--from lies in the past; what was asked for until now stays as it was.',
  'before-the-last-one': '--from is not after the day on which the last rule of this contract begins.',
};

async function runRule(options: RuleOptions): Promise<void> {
  const [validFrom, columns] = [readDay(options.from), readColumns(options.columns)];
  if (validFrom === null) throw usage(`--from ${options.from} is not a day; write it as 2026-04-01.`);
  await withService(async (service) => {
    const authority = await requireAuthority(service, options.authority);
    const fault = await service.casework.write(systemContext(authority, actorName(options.as)), async ({ tx }) => {
      const contractId = await contractOf(tx, options.provider, validFrom);
      const { confirmChanges: needsConfirmation } = options;
      const asked = { dueWorkingDay: Number(options.due), requiredColumns: columns, needsConfirmation };
      return setReturnRule(tx, { contractId, validFrom, ...asked });
    });
    if (fault !== null) throw new CommandFailure(faultWords[fault]);
    answer(
      null,
      false,
      () => `From ${showDay(validFrom)} on, ${options.provider} is expected to send a return for each month.`,
    );
  });
}

function readColumns(text: string): readonly string[] {
  const columns = text
    .split(',')
    .map(columnKey)
    .filter((column) => column !== '');
  const unknown = columns.filter((column) => !isColumnName(column));
  if (unknown.length > 0) throw usage(`--columns: ${unknown.join(', ')} is not a column of the format.`);
  return columns;
}
