import type { Command } from 'commander';
import { readDay, showDay } from '#domain/time';
import { systemContext } from '#persistence';
import { setSuppressionThreshold } from '#reports';
import type { ThresholdFault } from '#reports';
import { actorName, answer, requireAuthority, withService } from './command-context.js';
import { CommandFailure, usage } from './failure.js';

export function addThresholdCommand(reports: Command): void {
  reports
    .command('threshold')
    .description('set below which count the reports to the board hide')
    .requiredOption('--authority <gss>', 'GSS code of the authority')
    .requiredOption('--from <day>', 'the first day on which it holds, such as 2026-04-01')
    .requiredOption('--below <count>', 'counts from 1 to below this are hidden: 3 to 10')
    .option('--as <name>', 'who acts')
    .action(runThreshold);
}

interface ThresholdOptions {
  authority: string;
  from: string;
  below: string;
  as?: string;
}

const faults: Readonly<Record<Exclude<ThresholdFault, 'out-of-range'>, string>> = {
  'rewrites-the-past': '--from lies in the past; reports that were made stay as they are.',
  'before-the-last-one': '--from is not after the day on which the last settings of the authority begin.',
  'nothing-set': 'Nothing is set for this authority yet; set its travel limit first.',
};

async function runThreshold(options: ThresholdOptions): Promise<void> {
  const validFrom = readDay(options.from);
  if (!validFrom) throw usage(`--from ${options.from} is not a day; write it as 2026-04-01.`);
  await withService(async (service) => {
    const authority = await requireAuthority(service, options.authority);
    const context = systemContext(authority, actorName(options.as));
    const fault = await service.casework.write(context, ({ tx }) =>
      setSuppressionThreshold(tx, Number(options.below), validFrom),
    );
    if (fault === 'out-of-range') throw usage(`--below ${options.below} is not a whole number from 3 to 10.`);
    if (fault !== null) throw new CommandFailure(faults[fault]);
    answer(
      null,
      false,
      () => `From ${showDay(validFrom)} on, reports to the board hide counts from 1 to ${Number(options.below) - 1}.`,
    );
  });
}
