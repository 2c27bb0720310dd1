import type { AllowanceUnit, ClockSetting, ClockTerms, DeadlineKind, HoursOfWorkFrom } from '#domain/deadlines';
import type { Contract } from '#domain/providers';
import { parseDay } from '#domain/time';
import type { Weekday } from '#domain/time';
import type { PreparedStatement } from './prepared.js';
import { dateOf } from './moment-columns.js';
import type { Transaction } from './transaction.js';

/** Rows as the database gives them; their CHECK constraints vouch for the literal types. */
interface SettingRow {
  readonly kind: DeadlineKind;
  readonly contractId: string | null;
  readonly validFrom: string;
  readonly change: ClockSetting['change']['kind'];
  readonly unit: AllowanceUnit | null;
  readonly amount: number | null;
}

interface TermsRow {
  readonly settings: readonly SettingRow[];
  readonly hours: readonly {
    readonly validFrom: string;
    readonly firstWeekday: Weekday;
    readonly lastWeekday: Weekday;
    readonly fromMinute: number;
    readonly toMinute: number;
  }[];
  readonly holidays: readonly string[];
}

const terms = {
  name: 'clock-terms',
  text: `
    SELECT
      (SELECT coalesce(json_agg(json_build_object('kind', s.kind, 'contractId', s.contract_id, 'validFrom', s.valid_from,
          'change', s.change, 'unit', s.unit, 'amount', s.amount) ORDER BY s.valid_from DESC), '[]')
        FROM clock_setting s WHERE s.authority = $1) AS settings,
      (SELECT coalesce(json_agg(json_build_object('validFrom', h.valid_from, 'firstWeekday', h.first_weekday,
          'lastWeekday', h.last_weekday, 'fromMinute', h.from_minute, 'toMinute', h.from_minute + h.minutes) ORDER BY h.valid_from DESC), '[]')
        FROM hours_of_work h WHERE h.authority = $1) AS hours,
      (SELECT coalesce(json_agg(b.held_on), '[]') FROM bank_holiday b) AS holidays`,
} as const satisfies PreparedStatement;

/** What the clocks of the authority go by, with the contracts that were read already. */
export async function loadClockTerms(tx: Transaction, contracts: readonly Contract[]): Promise<ClockTerms> {
  const [row] = await tx.prepared<TermsRow>(terms, [tx.context.authority]);
  return {
    settings: (row?.settings ?? []).map(settingOf),
    hoursOfWork: (row?.hours ?? []).map((each) => ({ ...each, validFrom: parseDay(each.validFrom) })),
    bankHolidays: new Set(row?.holidays ?? []),
    contracts,
  };
}

function settingOf({ kind, contractId, validFrom, change, unit, amount }: SettingRow): ClockSetting {
  const common = { kind, contractId, validFrom: parseDay(validFrom) };
  if (change !== 'allowance') return { ...common, change: { kind: change } };
  if (unit === null || amount === null) throw new Error('A setting of a clock has no allowance.');
  return { ...common, change: { kind: change, unit, amount } };
}

/** Adds a setting; those before it stay, for the clocks that run by them. */
export async function saveClockSetting(tx: Transaction, id: string, setting: ClockSetting): Promise<void> {
  const { change } = setting;
  const [unit, amount] = change.kind === 'allowance' ? [change.unit, change.amount] : [null, null];
  await tx.query(
    `INSERT INTO clock_setting
       (authority, id, contract_id, kind, valid_from, change, unit, amount, created_at, created_by, modified_at, modified_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $9, $10)`,
    [
      ...[tx.context.authority, id, setting.contractId, setting.kind, setting.validFrom.toString(), change.kind],
      ...[unit, amount, dateOf(tx.now), tx.context.actorName],
    ],
  );
}

/** Adds other hours of work from a day on. */
export async function saveHoursOfWork(tx: Transaction, hours: HoursOfWorkFrom): Promise<void> {
  await tx.query(
    `INSERT INTO hours_of_work
       (authority, valid_from, first_weekday, last_weekday, from_minute, minutes, created_at, created_by, modified_at, modified_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $7, $8)`,
    [
      ...[tx.context.authority, hours.validFrom.toString(), hours.firstWeekday, hours.lastWeekday, hours.fromMinute],
      ...[hours.toMinute - hours.fromMinute, dateOf(tx.now), tx.context.actorName],
    ],
  );
}
