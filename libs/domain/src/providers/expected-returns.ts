import type { Id, ProviderId } from '../kernel/index.js';
import { Temporal, isAfter, startOfDay, workingDayOfMonth } from '../time/index.js';
import type { BankHolidays, Day, Instant, ReportingMonth } from '../time/index.js';
import type { Contract } from './contract.js';
import { returnRuleOn } from './return-rule.js';
import type { ReturnRule } from './return-rule.js';

/** What was agreed on returns, as far as it decides which of them are expected. */
export interface ReturnTerms {
  readonly contracts: readonly Contract[];
  readonly rules: readonly ReturnRule[];
  readonly bankHolidays: BankHolidays;
}

/** The return that a contract asks for, for one month. */
export interface ExpectedReturn {
  readonly providerId: ProviderId;
  readonly contractId: Id<'contract'>;
  readonly month: ReportingMonth;
  /** The last day on which it is in time. */
  readonly dueOn: Day;
  /** The first instant at which it is missing: the end of that day in London. */
  readonly dueAt: Instant;
}

/** A return that came, as far as it matters here: for which month it was sent, and whether it had rows. */
export interface SentReturn {
  readonly submissionId: string;
  readonly providerId: ProviderId;
  readonly month: ReportingMonth;
  readonly at: Instant;
  readonly rowCount: number;
}

/** What has become of an expected return. A nil return, a header without rows, has come; a missing one has not. */
export type ReturnState =
  | { readonly kind: 'not_yet_due' }
  | { readonly kind: 'missing' }
  | {
      readonly kind: 'received';
      /** The first that came for the month: it decides whether it was in time. */
      readonly submissionId: string;
      readonly at: Instant;
      readonly isLate: boolean;
      /** None of those that came for the month had a row. */
      readonly isNil: boolean;
    };

/**
 * The returns that are expected for the months from `first` to `last`: one for each provider and each month in which a
 * contract was in force on some day. Where one contract followed another within a month, the later one asks for it. What
 * is asked for is what the rule said on the last day of the month on which the contract was in force.
 */
export function expectedReturns(
  terms: ReturnTerms,
  first: ReportingMonth,
  last: ReportingMonth,
): readonly ExpectedReturn[] {
  const providerIds = [...new Set(terms.contracts.map(({ providerId }) => providerId))];
  const expected: ExpectedReturn[] = [];
  for (let month = first; Temporal.PlainYearMonth.compare(month, last) <= 0; month = month.add({ months: 1 }))
    expected.push(...providerIds.flatMap((providerId) => expectedOf(providerId, month, terms) ?? []));
  return expected;
}

function expectedOf(providerId: ProviderId, month: ReportingMonth, terms: ReturnTerms): ExpectedReturn | null {
  const rule = returnRuleOfMonth(terms, providerId, month);
  if (rule === null) return null;
  const dueOn = workingDayOfMonth(month.add({ months: 1 }), rule.dueWorkingDay, terms.bankHolidays);
  return { providerId, contractId: rule.contractId, month, dueOn, dueAt: startOfDay(dueOn.add({ days: 1 })) };
}

/** What was asked of a provider for a month; null where no contract asked for a return. */
export function returnRuleOfMonth(
  { contracts, rules }: Pick<ReturnTerms, 'contracts' | 'rules'>,
  providerId: ProviderId,
  month: ReportingMonth,
): ReturnRule | null {
  const [latest] = contracts
    .filter((contract) => contract.providerId === providerId)
    .flatMap((contract) => {
      const lastDay = lastDayInForce(contract, month);
      return lastDay === null ? [] : [{ contract, lastDay }];
    })
    .sort(
      (left, right) =>
        Temporal.PlainDate.compare(right.lastDay, left.lastDay) ||
        Temporal.PlainDate.compare(right.contract.validFrom, left.contract.validFrom),
    );
  return latest ? returnRuleOn(rules, latest.contract.id, latest.lastDay) : null;
}

/** The last day of a month on which a contract is in force; null where it is in force on none. */
function lastDayInForce({ validFrom, validTo }: Contract, month: ReportingMonth): Day | null {
  const end = month.toPlainDate({ day: month.daysInMonth });
  const lastDay =
    validTo !== null && Temporal.PlainDate.compare(validTo, end) <= 0 ? validTo.subtract({ days: 1 }) : end;
  const isInForce =
    Temporal.PlainDate.compare(lastDay, month.toPlainDate({ day: 1 })) >= 0 &&
    Temporal.PlainDate.compare(lastDay, validFrom) >= 0;
  return isInForce ? lastDay : null;
}

/** What has become of an expected return at an instant; what came after it is not known yet. */
export function returnState(expected: ExpectedReturn, sent: readonly SentReturn[], at: Instant): ReturnState {
  const come = sent
    .filter((each) => each.providerId === expected.providerId && each.month.equals(expected.month))
    .filter((each) => !isAfter(each.at, at))
    .sort((left, right) => Temporal.Instant.compare(left.at, right.at));
  const [first] = come;
  if (!first) return { kind: isAfter(expected.dueAt, at) ? 'not_yet_due' : 'missing' };
  return {
    kind: 'received',
    submissionId: first.submissionId,
    at: first.at,
    isLate: !isAfter(expected.dueAt, first.at),
    isNil: come.every(({ rowCount }) => rowCount === 0),
  };
}
