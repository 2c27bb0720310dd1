import type { Command } from 'commander';
import { DemonstrationRefused, seedDemonstration } from '#demonstration';
import { instantOf } from '#domain/time';
import { actorName, answer, readInstant, say, withService } from './command-context.js';
import { CommandFailure, usage } from './failure.js';

export const DEMONSTRATION_MONTHS = 18;
export const DEMONSTRATION_SEED = 2018;

interface SeedArguments {
  authorities: string;
  months: string;
  seed: string;
  at?: string;
  as?: string;
  json: boolean;
}

export function addSeedCommand(program: Command): void {
  program
    .command('seed')
    .description('load invented data')
    .command('demo')
    .description('load the demonstration borough: invented people only')
    .option('--authorities <n>', 'how many authorities, Sutton first', '1')
    .option('--months <n>', 'how many months of episodes; 0 for contracts only', String(DEMONSTRATION_MONTHS))
    .option('--seed <n>', 'the same seed gives the same borough', String(DEMONSTRATION_SEED))
    .option('--at <instant>', 'where the demonstration ends; now, unless given')
    .option('--as <name>', 'who acts')
    .option('--json', 'print one JSON document', false)
    .action(runSeed);
}

async function runSeed(options: SeedArguments): Promise<void> {
  const [authorities, months, seed] = [
    wholeNumber('authorities', options.authorities, 1, 33),
    wholeNumber('months', options.months, 0, 120),
    wholeNumber('seed', options.seed, 0, 2 ** 31 - 1),
  ];
  const at = readInstant('at', options.at);
  await withService(async (service) => {
    const wanted = { authorities, months, seed, at: at ?? instantOf(new Date()), actorName: actorName(options.as) };
    const seeded = await seedDemonstration(service, wanted, say).catch((error: unknown) => {
      throw error instanceof DemonstrationRefused ? new CommandFailure(error.message) : error;
    });
    answer(
      seeded,
      options.json,
      () =>
        `${seeded.authorities} authorities, ${seeded.providers} providers, ${seeded.children} children, ${seeded.episodes} episodes; all invented.`,
    );
  });
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most))
    throw usage(`--${option} ${text} is not a whole number from ${least} to ${most}.`);
  return value;
}
