import type { Id, ProviderId } from '../kernel/index.js';
import { contractInForce } from '../providers/index.js';
import type { Contract } from '../providers/index.js';
import { Temporal, dayInLondon, officeHours, parseDay } from '../time/index.js';
import type { BankHolidays, Day, HoursOfWork, Instant } from '../time/index.js';
import type { AllowanceUnit, DeadlineRule, DeadlineStep } from './clock-rule.js';
import type { DeadlineKind } from './deadline-kind.js';
import { deadlineKinds, rulesOf } from './rules-of-kind.js';

/** What an authority, or one of its contracts, has set instead of a default, for clocks that start from a day on. */
export interface ClockSetting {
  readonly kind: DeadlineKind;
  /** Null: for every clock of the authority that no contract has another setting for. */
  readonly contractId: Id<'contract'> | null;
  readonly validFrom: Day;
  readonly change:
    | { readonly kind: 'not_watched' }
    | { readonly kind: 'watched' }
    | { readonly kind: 'allowance'; readonly unit: AllowanceUnit; readonly amount: number };
}

/** Hours of work from a day on. */
export interface HoursOfWorkFrom extends HoursOfWork {
  readonly validFrom: Day;
}

/** What the clocks of an authority go by beyond the shipped rules; what has the later first day stands first. */
export interface ClockTerms {
  readonly settings: readonly ClockSetting[];
  readonly hoursOfWork: readonly HoursOfWorkFrom[];
  readonly bankHolidays: BankHolidays;
  readonly contracts: readonly Contract[];
}

/** Nothing set: the shipped rules, nine to five, and no bank holidays. */
export const shippedTerms: ClockTerms = {
  settings: [],
  hoursOfWork: [],
  bankHolidays: new Set(),
  contracts: [],
};

/** The rule by which a clock of a kind runs that starts at an instant; null where it is not watched. */
export function ruleInForce(
  kind: DeadlineKind,
  startsAt: Instant,
  providerId: ProviderId | null,
  terms: ClockTerms,
): DeadlineRule | null {
  const day = dayInLondon(startsAt);
  const rule = rulesOf(kind).find(({ validFrom }) => isInForce(parseDay(validFrom), day)) ?? null;
  if (rule === null || rule.mayBe === null) return rule;
  const setting = settingInForce(kind, day, providerId, terms);
  switch (setting?.change.kind) {
    case undefined:
      return deadlineKinds.includes(kind) ? rule : null;
    case 'watched':
      return rule;
    case 'not_watched':
      return null;
    case 'allowance': {
      const { unit, amount } = setting.change;
      const setBy = setting.contractId === null ? 'authority' : 'contract';
      const version = `${rule.version}@${setBy}-${setting.validFrom.toString()}`;
      return { ...rule, version, allowance: { unit, amount }, steps: [missedStep(kind)] };
    }
  }
}

/** The one step of a clock that was set otherwise than shipped: a name with hours in it would be wrong. */
function missedStep(kind: DeadlineKind): DeadlineStep {
  return { step: `missed_${kind}`, afterHours: null, unlessBooked: false };
}

/** The setting of the contract that was in force on the day, before that of the authority. */
function settingInForce(
  kind: DeadlineKind,
  day: Day,
  providerId: ProviderId | null,
  { settings, contracts }: ClockTerms,
): ClockSetting | null {
  const inForce = settings.filter((each) => each.kind === kind && isInForce(each.validFrom, day));
  if (inForce.length === 0) return null;
  const contract = providerId === null ? null : contractInForce(contracts, providerId, day);
  const ofContract = contract && inForce.find(({ contractId }) => contractId === contract.id);
  return ofContract ?? inForce.find(({ contractId }) => contractId === null) ?? null;
}

/** The hours of work on a day. */
export function hoursOfWorkOn(day: Day, { hoursOfWork }: Pick<ClockTerms, 'hoursOfWork'>): HoursOfWork {
  return hoursOfWork.find(({ validFrom }) => isInForce(validFrom, day)) ?? officeHours;
}

export type ClockSettingFault = 'fixed' | 'not-a-clock' | 'out-of-range' | 'before-the-last-one' | 'rewrites-the-past';

/**
 * What is wrong with a setting that is to be made today; null where nothing is. It begins after the last one for the same
 * clock, and today at the earliest, so that clocks that run go on as they started.
 */
export function checkClockSetting(
  { kind, validFrom, change }: Pick<ClockSetting, 'kind' | 'validFrom' | 'change'>,
  last: Pick<ClockSetting, 'validFrom'> | null,
  today: Day,
): ClockSettingFault | null {
  const [rule] = rulesOf(kind);
  if (!rule) return 'not-a-clock';
  if (rule.mayBe === null) return 'fixed';
  if (change.kind === 'allowance') {
    const { unit, amount } = change;
    const isInRange = rule.mayBe.some((range) => range.unit === unit && amount >= range.least && amount <= range.most);
    if (!isInRange || !Number.isInteger(amount)) return 'out-of-range';
  }
  return checkFirstDay(validFrom, last, today);
}

export type HoursOfWorkFault = 'no-hours' | 'before-the-last-one' | 'rewrites-the-past';

/** What is wrong with hours of work that are to be set today; null where nothing is. */
export function checkHoursOfWork(
  { firstWeekday, lastWeekday, fromMinute, toMinute, validFrom }: HoursOfWorkFrom,
  last: Pick<HoursOfWorkFrom, 'validFrom'> | null,
  today: Day,
): HoursOfWorkFault | null {
  const isDay = [fromMinute, toMinute].every(Number.isInteger) && fromMinute >= 0 && toMinute <= 1440;
  if (!isDay || fromMinute >= toMinute || firstWeekday > lastWeekday) return 'no-hours';
  return checkFirstDay(validFrom, last, today);
}

function checkFirstDay(
  validFrom: Day,
  last: { readonly validFrom: Day } | null,
  today: Day,
): 'before-the-last-one' | 'rewrites-the-past' | null {
  if (last && Temporal.PlainDate.compare(validFrom, last.validFrom) <= 0) return 'before-the-last-one';
  return isInForce(today, validFrom) ? null : 'rewrites-the-past';
}

function isInForce(validFrom: Day, day: Day): boolean {
  return Temporal.PlainDate.compare(validFrom, day) <= 0;
}
