import { expectedReturns, returnState } from '#domain/providers';
import type { ExpectedReturn, ReturnState } from '#domain/providers';
import { reportingMonthOf } from '#domain/time';
import type { Instant, ReportingMonth } from '#domain/time';
import {
  asService,
  inTransaction,
  listChased,
  listProviders,
  listReturnRules,
  listSentReturns,
  loadReturnTerms,
} from '#persistence';
import type { ProviderName, Transaction, TransactionContext } from '#persistence';

/** How many months are looked back upon, the current one included, where nobody says which. */
const MONTHS_SHOWN = 6;

/** An expected provider return, with whose it is and what has become of it. */
export interface NamedExpectedReturn extends ExpectedReturn {
  readonly provider: ProviderName;
  readonly state: ReturnState;
  /** When it was first chased; null where it never was. */
  readonly chasedAt: Instant | null;
}

export interface ExpectedReturns {
  readonly at: Instant;
  readonly providers: readonly ProviderName[];
  /** The latest month first, and in a month by the provider's code. */
  readonly items: readonly NamedExpectedReturn[];
}

type Database = Parameters<typeof inTransaction>[0];

/**
 * Which provider returns are expected and what has become of them, as at an instant: for the council of all its
 * providers, for a provider of itself. It speaks of no child, so that it leaves no entry in the log.
 */
export function readExpectedReturns(
  database: Database,
  context: TransactionContext,
  asked: { readonly month: ReportingMonth | null; readonly at: Instant | null },
): Promise<ExpectedReturns> {
  return inTransaction(database, context, async (tx) => {
    const at = asked.at ?? tx.now;
    const last = asked.month ?? reportingMonthOf(at);
    return readFrom(tx, at, asked.month ?? last.subtract({ months: MONTHS_SHOWN - 1 }), last);
  });
}

/** The provider returns of the past year that were chased and have still not come. */
export async function readOpenChases(
  database: Database,
  context: TransactionContext,
): Promise<readonly NamedExpectedReturn[]> {
  const { items } = await inTransaction(database, context, (tx) => {
    const last = reportingMonthOf(tx.now);
    return readFrom(tx, tx.now, last.subtract({ months: 12 }), last);
  });
  return items.filter(({ chasedAt, state }) => chasedAt !== null && state.kind === 'missing');
}

async function readFrom(
  tx: Transaction,
  at: Instant,
  first: ReportingMonth,
  last: ReportingMonth,
): Promise<ExpectedReturns> {
  const providers = await listProviders(tx);
  const terms = await loadReturnTerms(tx, await listReturnRules(tx));
  const chased = await listChased(tx, first);
  // Returns as they came are for those who send them: here the council learns only that one came, and when.
  const sent = await asService(tx, () => listSentReturns(tx, first, last));
  const items = expectedReturns(terms, first, last).flatMap((expected) => {
    const provider = providers.find(({ id }) => id === expected.providerId);
    if (!provider) return [];
    const chasedAt = chased.get(`${expected.contractId} ${expected.month.toString()}`) ?? null;
    return [{ ...expected, provider, state: returnState(expected, sent, at), chasedAt }];
  });
  return { at, providers, items: items.sort(latestFirst) };
}

function latestFirst(left: NamedExpectedReturn, right: NamedExpectedReturn): number {
  const [leftKey, rightKey] = [left.month.toString(), right.month.toString()];
  if (leftKey !== rightKey) return leftKey < rightKey ? 1 : -1;
  return left.provider.code < right.provider.code ? -1 : 1;
}

/** An expected provider return as the command line gives it. */
export function expectedReturnDocument({ provider, month, dueOn, dueAt, state, chasedAt }: NamedExpectedReturn) {
  const received = state.kind === 'received' ? state : null;
  return {
    provider: provider.code,
    month: month.toString(),
    dueOn: dueOn.toString(),
    dueAt: dueAt.toString(),
    state: received?.isLate ? 'received_late' : state.kind,
    receivedAt: received?.at.toString() ?? null,
    submission: received?.submissionId ?? null,
    isNil: received?.isNil ?? null,
    chasedAt: chasedAt?.toString() ?? null,
  };
}
