import type { Instant } from '#domain/time';
import { hashSecret, newSecret } from '#platform';
import { dateOf } from './database.js';
import type { AccountContext } from './account-context.js';
import { ProofIsOver } from './local-accounts.js';
import type { Proof } from './local-accounts.js';
import { newTotpSecret } from './one-time-codes.js';

/** So long somebody may take between one step of signing in and the next. */
const STEP_MINUTES = 10;

/** What is still owed before a session begins: a code, a second factor to set up, or the answer of an issuer. */
export type SignInStep =
  | { readonly owes: 'code' }
  | { readonly owes: 'set_up'; readonly totpSecret: string }
  | { readonly owes: 'openid'; readonly invitationId: string | null; readonly checks: OpenIdChecks };

/** What an answer of an issuer is held against; it never leaves the service. */
export interface OpenIdChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

interface StepRow {
  /** A step that owes nothing more is there for a session to begin by it, and for nothing else. */
  readonly owes: SignInStep['owes'] | 'nothing';
  readonly invitation_id: string | null;
  readonly sealed: Buffer | null;
}

/** What is owed next, and the secret by which the same browser goes on with it. */
export interface NextStep {
  readonly owes: 'code' | 'set_up';
  readonly stepSecret: string;
}

/**
 * Begins what comes after a right password: a code, or setting up the second factor where there is none yet. Null where
 * the name has another password by now than the one whose hash is given.
 */
export async function beginPasswordStep(
  { database, key }: AccountContext,
  { signInName, passwordHash }: { readonly signInName: string; readonly passwordHash: string },
  now: Instant,
): Promise<NextStep | null> {
  const secret = newSecret();
  const [row] = await database.query<{ owes: NextStep['owes'] }[]>(
    'SELECT begin_password_step($1, $2, $3, $4, $5) AS owes',
    [signInName, passwordHash, hashSecret(secret), key.seal(newTotpSecret(), purpose(secret)), endOf(now)],
  );
  return row ? { owes: row.owes, stepSecret: secret } : null;
}

/**
 * Begins setting up another second factor for the person of an open session. The old one serves until the new one is
 * confirmed. Throws `ProofIsOver`.
 */
export async function beginSetUp({ database, key }: AccountContext, session: Proof, now: Instant): Promise<string> {
  const secret = newSecret();
  const begun = await database.query<unknown[]>('SELECT begin_set_up_step($1, $2, $3, $4, $5)', [
    ...[hashSecret(session), hashSecret(secret), key.seal(newTotpSecret(), purpose(secret)), dateOf(now), endOf(now)],
  ]);
  if (begun.length === 0) throw new ProofIsOver('The session was over before a second factor could be set up.');
  return secret;
}

/** Begins waiting for the answer of an issuer, for whomever it will be about. */
export async function beginOpenIdStep(
  { database, key }: AccountContext,
  { invitationId, checks }: { readonly invitationId: string | null; readonly checks: OpenIdChecks },
  now: Instant,
): Promise<string> {
  const secret = newSecret();
  const { state, nonce, verifier } = checks;
  const sealed = key.seal([state, nonce, verifier].join(' '), purpose(secret));
  await database.query('SELECT begin_openid_step($1, $2, $3, $4)', [
    ...[hashSecret(secret), invitationId, sealed, endOf(now)],
  ]);
  return secret;
}

function endOf(now: Instant): Date {
  return dateOf(now.add({ minutes: STEP_MINUTES }));
}

/** The step of a secret, to go on with; null when there is none or it took too long. */
export function findStep(context: AccountContext, secret: string, now: Instant): Promise<SignInStep | null> {
  return ask(context, 'find_sign_in_step', secret, now);
}

/** The step of a secret, used up by this: of several who ask at once, one gets it. */
export function takeStep(context: AccountContext, secret: string, now: Instant): Promise<SignInStep | null> {
  return ask(context, 'take_sign_in_step', secret, now);
}

async function ask(
  { database, key }: AccountContext,
  look: 'find_sign_in_step' | 'take_sign_in_step',
  secret: string,
  now: Instant,
): Promise<SignInStep | null> {
  const [row] = await database.query<StepRow[]>(`SELECT owes, invitation_id, sealed FROM ${look}($1, $2)`, [
    hashSecret(secret),
    dateOf(now),
  ]);
  if (!row || row.owes === 'nothing') return null;
  const opened = row.sealed === null ? '' : key.open(row.sealed, purpose(secret));
  if (row.owes === 'code') return { owes: 'code' };
  if (row.owes === 'set_up') return { owes: 'set_up', totpSecret: opened };
  const [state = '', nonce = '', verifier = ''] = opened.split(' ');
  return { owes: 'openid', invitationId: row.invitation_id, checks: { state, nonce, verifier } };
}

function purpose(secret: string): string {
  return `step ${hashSecret(secret).toString('base64')}`;
}
