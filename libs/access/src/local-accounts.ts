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
  readonly displayName: string;
  readonly passwordHash: string;
  readonly totpSecret: string | null;
}

interface AccountRow {
  readonly person_id: string;
  readonly sign_in_name: string;
  readonly display_name: string;
  readonly password_hash: string;
  readonly totp_secret: Buffer | null;
}

export async function findAccountByName(context: AccountContext, name: string): Promise<LocalAccount | null> {
  const sql = 'SELECT * FROM find_local_account($1)';
  return accountOf(context, await context.database.query<AccountRow[]>(sql, [signInNameOf(name)]));
}

/** The account of a person; null for whoever signs in with OpenID Connect or as part of a demonstration. */
export async function findAccountOf(context: AccountContext, personId: string): Promise<LocalAccount | null> {
  const sql = 'SELECT * FROM find_account_of($1)';
  return accountOf(context, await context.database.query<AccountRow[]>(sql, [personId]));
}

function accountOf({ key }: AccountContext, [row]: readonly AccountRow[]): LocalAccount | null {
  if (!row) return null;
  return {
    ...{ personId: row.person_id, signInName: row.sign_in_name, displayName: row.display_name },
    passwordHash: row.password_hash,
    totpSecret: row.totp_secret === null ? null : key.open(row.totp_secret, totpPurpose(row.person_id)),
  };
}

/** Changes a password, and ends every session of the person but the one that it is changed in. */
export async function changePassword(
  context: AccountContext,
  personId: string,
  change: { readonly password: string; readonly keptSession: string },
  occasion: Occasion,
): Promise<void> {
  const passwordHash = await hashPassword(change.password);
  await context.database.query('SELECT set_password($1, $2, $3, $4)', [
    ...[personId, passwordHash, hashSecret(change.keptSession), dateOf(occasion.now)],
  ]);
  const changed = { action: 'AccountChange', outcome: 'done', reason: 'password', personId } as const;
  await recordSignIn(context, changed, occasion);
}

/** Sets the second factor up with the step of its clock that was shown for it, and gives new recovery codes. */
export async function confirmTotp(
  context: AccountContext,
  personId: string,
  totp: { readonly secret: string; readonly step: number },
  occasion: Occasion,
): Promise<readonly string[]> {
  const codes = newRecoveryCodes();
  await context.database.query('SELECT confirm_totp($1, $2, $3, $4, $5)', [
    ...[personId, context.key.seal(totp.secret, totpPurpose(personId)), totp.step],
    ...[codes.map((code) => hashRecoveryCode(context.key, personId, code)), dateOf(occasion.now)],
  ]);
  const changed = { action: 'AccountChange', outcome: 'done', reason: 'second-factor', personId } as const;
  await recordSignIn(context, changed, occasion);
  return codes;
}

/** Makes ten new recovery codes; the old ones open nothing any more. */
export async function replaceRecoveryCodes(
  context: AccountContext,
  personId: string,
  occasion: Occasion,
): Promise<readonly string[]> {
  const codes = newRecoveryCodes();
  const hashes = codes.map((code) => hashRecoveryCode(context.key, personId, code));
  await context.database.query('SELECT replace_recovery_codes($1, $2, $3)', [personId, hashes, dateOf(occasion.now)]);
  const changed = { action: 'AccountChange', outcome: 'done', reason: 'recovery-codes', personId } as const;
  await recordSignIn(context, changed, occasion);
  return codes;
}

export async function countRecoveryCodes(database: Database, personId: string): Promise<number> {
  const [row] = await database.query<{ count: number }[]>('SELECT count_recovery_codes($1) AS count', [personId]);
  return row?.count ?? 0;
}

/** Takes a code of the second factor: each once, also when it is sent twice at the same moment. Null when it is wrong. */
export async function takeCode(
  { database, key }: AccountContext,
  { personId, totpSecret }: LocalAccount,
  typed: string,
  now: Instant,
): Promise<'code' | 'recovery-code' | null> {
  const code = typed.replaceAll(/\s/g, '');
  if (totpSecret !== null && /^\d{6}$/.test(code)) {
    const step = stepOfCode(totpSecret, code, now);
    if (step === null) return null;
    const taken = await database.query<unknown[]>('SELECT * FROM take_totp_step($1, $2)', [personId, step]);
    return taken.length > 0 ? 'code' : null;
  }
  const parameters = [personId, hashRecoveryCode(key, personId, code), dateOf(now)];
  const taken = await database.query<unknown[]>('SELECT * FROM take_recovery_code($1, $2, $3)', parameters);
  return taken.length > 0 ? 'recovery-code' : null;
}

function totpPurpose(personId: string): string {
  return `totp ${personId}`;
}
