import type { Instant } from '#domain/time';
import { hashSecret } from '#platform';
import { signInNameOf } from './account-context.js';
import type { AccountContext, Occasion } from './account-context.js';
import { dateOf } from './database.js';
import type { Database } from './database.js';
import { stepOfCode } from './one-time-codes.js';
import { hashPassword } from './passwords.js';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.js';
import { recordSignIn } from './sign-in-record.js';

/** An account with a password; its second factor is null until it has been set up. */
export interface LocalAccount {
  readonly personId: string;
  readonly signInName: string;
  readonly passwordHash: string;
  readonly totpSecret: string | null;
}

/**
 * What shows whose account it is: the secret of an open session or of a step of signing in. The database finds the person
 * by it, and nothing about an account is told or changed for a person's id alone.
 */
export type Proof = string;

/** The account of a proof that is no longer one: the session or the step was over a moment before. */
export class ProofIsOver extends Error {
  override readonly name = 'ProofIsOver';
}

/** What a password that was typed for a name is held against. */
export interface NamedAccount {
  readonly personId: string;
  readonly passwordHash: string;
}

export async function findAccountByName({ database }: AccountContext, name: string): Promise<NamedAccount | null> {
  const [row] = await database.query<{ person_id: string; password_hash: string }[]>(
    'SELECT person_id, password_hash FROM find_local_account($1)',
    [signInNameOf(name)],
  );
  return row ? { personId: row.person_id, passwordHash: row.password_hash } : null;
}

/** The account of a proof; null for whoever signs in with OpenID Connect or as part of a demonstration. */
export async function findAccountOf(
  { database, key }: AccountContext,
  proof: Proof,
  now: Instant,
): Promise<LocalAccount | null> {
  const [row] = await database.query<
    { person_id: string; sign_in_name: string; password_hash: string; totp_secret: Buffer | null }[]
  >('SELECT * FROM find_account_of($1, $2)', [hashSecret(proof), dateOf(now)]);
  if (!row) return null;
  return {
    ...{ personId: row.person_id, signInName: row.sign_in_name, passwordHash: row.password_hash },
    totpSecret: row.totp_secret === null ? null : key.open(row.totp_secret, totpPurpose(row.person_id)),
  };
}

/** Changes the password of a session's person, and ends every session of theirs but this one. Throws `ProofIsOver`. */
export async function changePassword(
  context: AccountContext,
  session: Proof,
  password: string,
  occasion: Occasion,
): Promise<void> {
  const passwordHash = await hashPassword(password);
  const parameters = [hashSecret(session), passwordHash, dateOf(occasion.now)];
  const personId = await changeOwn(context, 'SELECT set_password($1, $2, $3) AS whose', parameters);
  const changed = { action: 'AccountChange', outcome: 'done', reason: 'password', personId } as const;
  await recordSignIn(context, changed, occasion);
}

/**
 * Sets the second factor up with the step of its clock that was shown for it, and gives new recovery codes: the step of
 * signing in owes nothing more. Null when somebody was quicker.
 */
export async function confirmTotp(
  context: AccountContext,
  step: { readonly secret: Proof; readonly personId: string },
  totp: { readonly secret: string; readonly step: number },
  occasion: Occasion,
): Promise<readonly string[] | null> {
  const { personId } = step;
  const codes = newRecoveryCodes();
  const taken = await context.database.query<unknown[]>('SELECT confirm_totp($1, $2, $3, $4, $5)', [
    ...[hashSecret(step.secret), context.key.seal(totp.secret, totpPurpose(personId)), totp.step],
    ...[codes.map((code) => hashRecoveryCode(context.key, personId, code)), dateOf(occasion.now)],
  ]);
  if (taken.length === 0) return null;
  const changed = { action: 'AccountChange', outcome: 'done', reason: 'second-factor', personId } as const;
  await recordSignIn(context, changed, occasion);
  return codes;
}

/** Makes ten new recovery codes for a session's person; the old ones open nothing any more. Throws `ProofIsOver`. */
export async function replaceRecoveryCodes(
  context: AccountContext,
  { session, personId }: { readonly session: Proof; readonly personId: string },
  occasion: Occasion,
): Promise<readonly string[]> {
  const codes = newRecoveryCodes();
  const hashes = codes.map((code) => hashRecoveryCode(context.key, personId, code));
  const parameters = [hashSecret(session), hashes, dateOf(occasion.now)];
  await changeOwn(context, 'SELECT replace_recovery_codes($1, $2, $3) AS whose', parameters);
  const changed = { action: 'AccountChange', outcome: 'done', reason: 'recovery-codes', personId } as const;
  await recordSignIn(context, changed, occasion);
  return codes;
}

interface Whose {
  readonly whose: string;
}

async function changeOwn({ database }: AccountContext, sql: string, parameters: unknown[]): Promise<string> {
  const [row] = await database.query<Whose[]>(sql, parameters);
  if (!row) throw new ProofIsOver('The session was over before its account could be changed.');
  return row.whose;
}

/** How many recovery codes the person of a session has left. */
export async function countRecoveryCodes(database: Database, session: Proof, now: Instant): Promise<number> {
  const [row] = await database.query<{ count: number }[]>('SELECT count_recovery_codes($1, $2) AS count', [
    ...[hashSecret(session), dateOf(now)],
  ]);
  return row?.count ?? 0;
}

/** Takes a code of the second factor: each once, also when it is sent twice at the same moment. Null when it is wrong. */
export async function takeCode(
  { database, key }: AccountContext,
  { proof, account }: { readonly proof: Proof; readonly account: LocalAccount },
  typed: string,
  now: Instant,
): Promise<'code' | 'recovery-code' | null> {
  const { personId, totpSecret } = account;
  const code = typed.replaceAll(/\s/g, '');
  if (totpSecret !== null && /^\d{6}$/.test(code)) {
    const step = stepOfCode(totpSecret, code, now);
    if (step === null) return null;
    const parameters = [hashSecret(proof), step, dateOf(now)];
    const taken = await database.query<unknown[]>('SELECT * FROM take_totp_step($1, $2, $3)', parameters);
    return taken.length > 0 ? 'code' : null;
  }
  const parameters = [hashSecret(proof), hashRecoveryCode(key, personId, code), dateOf(now)];
  const taken = await database.query<unknown[]>('SELECT * FROM take_recovery_code($1, $2, $3)', parameters);
  return taken.length > 0 ? 'recovery-code' : null;
}

function totpPurpose(personId: string): string {
  return `totp ${personId}`;
}
