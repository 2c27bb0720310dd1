import type { Command } from 'commander';
import { setClock, setHoursOfWork } from '#casework';
import { deadlineKinds, readDeadlineKind } from '#domain/deadlines';
import type { AllowanceUnit, ClockSetting, ClockSettingFault, DeadlineKind, HoursOfWorkFault } from '#domain/deadlines';
import { readDay, showDay } from '#domain/time';
import type { Day, Weekday } from '#domain/time';
import { systemContext } from '#persistence';
import { actorName, answer, contractOf, requireAuthority, withService } from './command-context.js';
import { CommandFailure, usage } from './failure.js';

export function addClocksCommand(program: Command): void {
  const clocks = program.command('clocks').description('the clocks of an authority, set otherwise than shipped');
  clocks
    .command('set')
    .description('set a clock otherwise, for what starts from a day on')
    .requiredOption('--authority <gss>', 'GSS code of the authority')
    .requiredOption('--kind <kind>', 'which clock, such as offer')
    .requiredOption('--from <day>', 'the first day on which it holds, such as 2026-04-01')
    .requiredOption('--allow <allowance>', 'such as "30 hours", "3 working_days", "not_watched" or "watched"')
    .option('--provider <code>', 'only for the contract with this provider')
    .option('--as <name>', 'who acts')
    .action(runSet);
  clocks
    .command('hours')
    .description('say when the authority is at work, from a day on')
    .requiredOption('--authority <gss>', 'GSS code of the authority')
    .requiredOption('--from <day>', 'the first day on which it holds, such as 2026-04-01')
    .requiredOption('--days <days>', 'from which day of the week to which, Monday is 1, such as 1-5')
    .requiredOption('--hours <hours>', 'such as 09:00-17:00')
    .option('--as <name>', 'who acts')
    .action(runHours);
}

interface SetOptions {
  authority: string;
  kind: string;
  from: string;
  allow: string;
  provider?: string;
  as?: string;
}

const late = {
  'before-the-last-one': '--from is not after the day on which the last such setting begins.',
  'rewrites-the-past': '--from lies in the past; clocks that run go on as they started.',
} as const;

const settingFaults: Readonly<Record<ClockSettingFault, string>> = {
  fixed: 'The 72 hours of the interview are statutory guidance; nobody sets them otherwise.',
  'not-a-clock': '--kind is not a clock.',
  'out-of-range': '--allow is not what this clock may be set to; docs/clocks.md says what it may.',
  ...late,
};

async function runSet(options: SetOptions): Promise<void> {
  const [validFrom, kind, change] = [readFrom(options.from), readKind(options.kind), readChange(options.allow)];
  await withService(async (service) => {
    const authority = await requireAuthority(service, options.authority);
    const fault = await service.casework.write(systemContext(authority, actorName(options.as)), async ({ tx }) => {
      const { provider } = options;
      const contractId = provider === undefined ? null : await contractOf(tx, provider, validFrom);
      return setClock(tx, { kind, contractId, validFrom, change });
    });
    if (fault !== null) throw new CommandFailure(settingFaults[fault]);
    answer(null, false, () => `From ${showDay(validFrom)} on, the clock ${kind} is set to: ${options.allow}.`);
  });
}

function readKind(text: string): DeadlineKind {
  const kind = readDeadlineKind(text);
  if (kind === null) throw usage(`--kind ${text} is none of ${deadlineKinds.join(', ')}, nor such as repeat_4_in_60.`);
  return kind;
}

const units: readonly AllowanceUnit[] = ['hours', 'working_hours', 'working_days'];

function readChange(text: string): ClockSetting['change'] {
  if (text === 'not_watched' || text === 'watched') return { kind: text };
  const [amount = '', wanted] = text.trim().split(/\s+/);
  const unit = units.find((each) => each === wanted);
  if (unit === undefined || !/^\d+$/.test(amount))
    throw usage(`--allow ${text} is no allowance; write it as "30 hours", "4 working_hours" or "3 working_days".`);
  return { kind: 'allowance', unit, amount: Number(amount) };
}

interface HoursOptions {
  authority: string;
  from: string;
  days: string;
  hours: string;
  as?: string;
}

const hoursFaults: Readonly<Record<HoursOfWorkFault, string>> = {
  'no-hours': '--days and --hours leave no time of work.',
  ...late,
};

async function runHours(options: HoursOptions): Promise<void> {
  const validFrom = readFrom(options.from);
  const hours = { validFrom, ...readWeekdays(options.days), ...readHours(options.hours) };
  await withService(async (service) => {
    const authority = await requireAuthority(service, options.authority);
    const context = systemContext(authority, actorName(options.as));
    const fault = await service.casework.write(context, ({ tx }) => setHoursOfWork(tx, hours));
    if (fault !== null) throw new CommandFailure(hoursFaults[fault]);
    answer(null, false, () => `From ${showDay(validFrom)} on, the authority is at work ${options.hours}.`);
  });
}

const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

function readWeekdays(text: string): { readonly firstWeekday: Weekday; readonly lastWeekday: Weekday } {
  const [first, last, ...others] = text.split('-').map((each) => weekdays.find((day) => String(day) === each.trim()));
  if (first === undefined || last === undefined || others.length > 0)
    throw usage(`--days ${text}: write them as 1-5, from Monday to Friday.`);
  return { firstWeekday: first, lastWeekday: last };
}

function readHours(text: string): { readonly fromMinute: number; readonly toMinute: number } {
  const match = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/.exec(text);
  if (!match) throw usage(`--hours ${text}: write them as 09:00-17:00.`);
  const [fromHour = 0, from = 0, toHour = 0, to = 0] = match.slice(1).map(Number);
  return { fromMinute: fromHour * 60 + from, toMinute: toHour * 60 + to };
}

function readFrom(text: string): Day {
  const day = readDay(text);
  if (day === null) throw usage(`--from ${text} is not a day; write it as 2026-04-01.`);
  return day;
}
