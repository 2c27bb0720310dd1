import { dateOf } from './database.js';
import type { AccountContext, Occasion } from './account-context.js';

/** So many wrong attempts on one account within the time lock it. */
export const MOST_FAILURES_OF_ACCOUNT = 5;
/** So many wrong attempts from one address within the time lock it out, whatever the accounts. */
export const MOST_FAILURES_OF_ADDRESS = 20;
/** Within this time attempts are counted, and for this long a lock lasts after the last of them. */
export const LOCK_MINUTES = 15;

/** What became of an attempt: its value, or why there is none. */
export type Attempted<Value> =
  { readonly isRight: true; readonly value: Value } | { readonly isRight: false; readonly reason: 'locked' | 'wrong' };

/**
 * Lets somebody try a password or a code of an account, known or not. The attempt counts as failed until it turns out to
 * be right, so trying many at once gains nothing. While the account or the address is locked nothing is tried at all.
 */
export async function attempt<Value>(
  context: AccountContext,
  signInName: string,
  { origin, now }: Occasion,
  work: () => Promise<Value | null>,
): Promise<Attempted<Value>> {
  const { database, newId } = context;
  const id = newId();
  const [row] = await database.query<{ begin_attempt: boolean }[]>(
    'SELECT begin_attempt($1, $2, $3, $4, $5, $6, make_interval(mins => $7))',
    [
      ...[id, accountHash(context, signInName), origin.address ?? '', dateOf(now)],
      ...[MOST_FAILURES_OF_ACCOUNT, MOST_FAILURES_OF_ADDRESS, LOCK_MINUTES],
    ],
  );
  if (!row?.begin_attempt) return { isRight: false, reason: 'locked' };
  const value = await work();
  if (value === null) return { isRight: false, reason: 'wrong' };
  await database.query('SELECT end_attempt($1)', [id]);
  return { isRight: true, value };
}

/** Forgets what was tried wrongly before: the person has shown both factors. */
export async function forgiveAttempts(context: AccountContext, signInName: string): Promise<void> {
  await context.database.query('SELECT forgive_attempts($1)', [accountHash(context, signInName)]);
}

/** Stands for a sign-in name, known or not, in the record: nobody reads from it which names were tried. */
export function accountHash({ key }: Pick<AccountContext, 'key'>, signInName: string): Buffer {
  return key.hash(signInName, 'sign-in name');
}
