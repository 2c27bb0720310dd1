import type { Instant } from '#domain/time';
import { hashSecret, newSecret } from '#platform';
import { dateOf } from './database.js';
import type { AccountContext } from './account-context.js';

/** So long somebody may take between one step of signing in and the next. */
const STEP_MINUTES = 10;

/** What is still owed before a session begins: a code, a second factor to set up, or the answer of an issuer. */
export type SignInStep =
  | { readonly owes: 'code'; readonly personId: string }
  | { readonly owes: 'set_up'; readonly personId: string; readonly totpSecret: string }
  | { readonly owes: 'openid'; readonly invitationId: string | null; readonly checks: OpenIdChecks };

/** What an answer of an issuer is held against; it never leaves the service. */
export interface OpenIdChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

interface StepRow {
  readonly owes: SignInStep['owes'];
  readonly person_id: string | null;
  readonly invitation_id: string | null;
  readonly sealed: Buffer | null;
}

/** Begins a step and gives the secret by which the same browser goes on with it. */
export async function beginStep({ database, key }: AccountContext, step: SignInStep, now: Instant): Promise<string> {
  const secret = newSecret();
  const sealed = textToSeal(step);
  await database.query(
    `INSERT INTO sign_in_step (secret_hash, owes, person_id, invitation_id, sealed, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      ...[hashSecret(secret), step.owes, step.owes === 'openid' ? null : step.personId],
      ...[
        step.owes === 'openid' ? step.invitationId : null,
        sealed === null ? null : key.seal(sealed, purpose(secret)),
      ],
      dateOf(now.add({ minutes: STEP_MINUTES })),
    ],
  );
  return secret;
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
  const [row] = await database.query<StepRow[]>(`SELECT * FROM ${look}($1, $2)`, [hashSecret(secret), dateOf(now)]);
  if (!row) return null;
  const opened = row.sealed === null ? '' : key.open(row.sealed, purpose(secret));
  const personId = row.person_id ?? '';
  if (row.owes === 'code') return { owes: 'code', personId };
  if (row.owes === 'set_up') return { owes: 'set_up', personId, totpSecret: opened };
  const [state = '', nonce = '', verifier = ''] = opened.split(' ');
  return { owes: 'openid', invitationId: row.invitation_id, checks: { state, nonce, verifier } };
}

function textToSeal(step: SignInStep): string | null {
  if (step.owes === 'code') return null;
  if (step.owes === 'set_up') return step.totpSecret;
  const { state, nonce, verifier } = step.checks;
  return [state, nonce, verifier].join(' ');
}

function purpose(secret: string): string {
  return `step ${hashSecret(secret).toString('base64')}`;
}
