import { signInNameOf } from './account-context.js';
import type { AccountContext, Occasion } from './account-context.js';
import { attempt, forgiveAttempts } from './attempts.js';
import type { Attempted } from './attempts.js';
import { confirmTotp, findAccountByName, findAccountOf, takeCode } from './local-accounts.js';
import { stepOfCode } from './one-time-codes.js';
import type { Proof } from './local-accounts.js';
import { isPassword } from './passwords.js';
import { recordSignIn } from './sign-in-record.js';
import { beginPasswordStep, findStep } from './sign-in-steps.js';
import type { NextStep } from './sign-in-steps.js';

/** What became of a step: its value, or why there is none; `over` when it took too long or was taken already. */
export type Stepped<Value> = Attempted<Value> | { readonly isRight: false; readonly reason: 'over' };

interface Typed {
  readonly signInName: string;
  readonly password: string;
}

const OVER = { isRight: false, reason: 'over' } as const;

/**
 * The first factor: gives the secret of the step that comes next. Known and unknown names take as long, are locked
 * alike and are answered alike.
 */
export async function tryPassword(
  context: AccountContext,
  typed: Typed,
  occasion: Occasion,
): Promise<Attempted<NextStep>> {
  const name = signInNameOf(typed.signInName);
  const account = await findAccountByName(context, name);
  const tried = await attempt(context, name, occasion, async () =>
    (await isPassword(typed.password, account?.passwordHash ?? null)) ? account : null,
  );
  const personId = account?.personId ?? null;
  if (!tried.isRight) {
    const reason = tried.reason === 'locked' ? 'locked' : personId === null ? 'unknown-name' : 'wrong-password';
    const whose = personId === null ? { unknownName: name } : {};
    await recordSignIn(context, { outcome: 'refused', reason, personId, ...whose }, occasion);
    return tried;
  }
  await recordSignIn(context, { outcome: 'done', reason: 'password', personId }, occasion);
  const { passwordHash } = tried.value;
  const next = await beginPasswordStep(context, { signInName: name, passwordHash }, occasion.now);
  // Whoever changed the password in this moment is let in by the new one.
  return next ? { isRight: true, value: next } : { isRight: false, reason: 'wrong' };
}

/** The second factor: once it is right, a session may begin by the step, which owes nothing more. */
export async function tryCode(
  context: AccountContext,
  stepSecret: string,
  code: string,
  occasion: Occasion,
): Promise<Stepped<true>> {
  const step = await findStep(context, stepSecret, occasion.now);
  const account = step?.owes === 'code' ? await findAccountOf(context, stepSecret, occasion.now) : null;
  if (!account) return OVER;
  const { personId, signInName } = account;
  const tried = await attempt(context, signInName, occasion, () =>
    takeCode(context, { proof: stepSecret, account }, code, occasion.now),
  );
  if (!tried.isRight) {
    const reason = tried.reason === 'locked' ? 'locked' : 'wrong-code';
    await recordSignIn(context, { outcome: 'refused', reason, personId }, occasion);
    return tried;
  }
  await forgiveAttempts(context, signInName);
  await recordSignIn(context, { outcome: 'done', reason: tried.value, personId }, occasion);
  return { isRight: true, value: true };
}

/** Sets the second factor up by a code that it shows: gives recovery codes, and a session may begin by the step. */
export async function trySetUp(
  context: AccountContext,
  stepSecret: string,
  code: string,
  occasion: Occasion,
): Promise<Stepped<readonly string[]>> {
  const step = await findStep(context, stepSecret, occasion.now);
  const account = step?.owes === 'set_up' ? await findAccountOf(context, stepSecret, occasion.now) : null;
  if (step?.owes !== 'set_up' || !account) return OVER;
  const { personId, signInName } = account;
  const shown = () => Promise.resolve(stepOfCode(step.totpSecret, code.replaceAll(/\s/g, ''), occasion.now));
  const tried = await attempt(context, signInName, occasion, shown);
  if (!tried.isRight) {
    const reason = tried.reason === 'locked' ? 'locked' : 'wrong-code';
    await recordSignIn(context, { outcome: 'refused', reason, personId }, occasion);
    return tried;
  }
  const totp = { secret: step.totpSecret, step: tried.value };
  const recoveryCodes = await confirmTotp(context, { secret: stepSecret, personId }, totp, occasion);
  if (recoveryCodes === null) return OVER;
  await forgiveAttempts(context, signInName);
  await recordSignIn(context, { outcome: 'done', reason: 'code', personId }, occasion);
  return { isRight: true, value: recoveryCodes };
}

/** Both factors again, before something about the own account is changed. */
export async function tryBoth(
  context: AccountContext,
  session: Proof,
  typed: { readonly password: string; readonly code: string },
  occasion: Occasion,
): Promise<Attempted<true>> {
  const account = await findAccountOf(context, session, occasion.now);
  if (!account) return { isRight: false, reason: 'wrong' };
  const { personId } = account;
  const tried = await attempt(context, account.signInName, occasion, async () => {
    const isRight = await isPassword(typed.password, account.passwordHash);
    const own = { proof: session, account };
    return isRight && (await takeCode(context, own, typed.code, occasion.now)) !== null ? true : null;
  });
  if (!tried.isRight) {
    const refused = { action: 'AccountChange', outcome: 'refused', reason: tried.reason, personId } as const;
    await recordSignIn(context, refused, occasion);
  }
  return tried;
}
