import type { NewId } from '#domain/kernel';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { hashSecret } from '#platform';
import { dateOf } from './database.js';
import type { Database } from './database.js';

/** So long a form is kept that came after its session was over. */
const HELD_HOURS = 12;
/** What is never kept: tokens, and whatever somebody signs in with. */
const neverHeld = /^_csrf$|^code$|password|secret|token/i;

export interface FormField {
  readonly name: string;
  readonly value: string;
}

/** A form that was sent after its session was over, kept for the person who wrote it. */
export interface HeldForm {
  readonly id: string;
  readonly path: string;
  readonly fields: readonly FormField[];
  readonly heldAt: Instant;
  /** When it was sent on from here; null while it waits. */
  readonly sentAt: Instant | null;
}

/**
 * Keeps a form for the person whose session is over, up to twelve hours after its end, without secrets. False when there
 * was nothing to keep, or nobody who could come back for it.
 */
export async function holdForm(
  database: Database,
  endedSession: string,
  form: { readonly path: string; readonly fields: readonly FormField[] },
  now: Instant,
  newId: NewId,
): Promise<boolean> {
  const fields = form.fields.filter(({ name, value }) => !neverHeld.test(name) && value !== '');
  if (fields.length === 0) return false;
  const [row] = await database.query<{ is_held: boolean }[]>('SELECT hold_form($1, $2, $3, $4, $5, $6) AS is_held', [
    ...[newId(), hashSecret(endedSession), form.path, JSON.stringify(fields)],
    ...[dateOf(now), dateOf(now.add({ hours: HELD_HOURS }))],
  ]);
  return row?.is_held === true;
}

/** The forms kept for the person of a session, the newest first. */
export async function listHeldForms(database: Database, session: string, now: Instant): Promise<readonly HeldForm[]> {
  const rows = await database.query<
    { id: string; path: string; fields: readonly FormField[]; held_at: Date; sent_at: Date | null }[]
  >('SELECT * FROM held_forms_of($1, $2)', [hashSecret(session), dateOf(now)]);
  return rows.map(({ id, path, fields, held_at, sent_at }) => ({
    ...{ id, path, fields, heldAt: instantOf(held_at), sentAt: sent_at === null ? null : instantOf(sent_at) },
  }));
}

/** Notes that a form was sent on, and gives where to; null when it is not there, or not of this session's person. */
export async function markHeldFormSent(
  database: Database,
  id: string,
  session: string,
  now: Instant,
): Promise<string | null> {
  const [row] = await database.query<{ mark_held_form_sent: string }[]>('SELECT mark_held_form_sent($1, $2, $3)', [
    ...[id, hashSecret(session), dateOf(now)],
  ]);
  return row?.mark_held_form_sent ?? null;
}

export async function dropHeldForm(database: Database, id: string, session: string, now: Instant): Promise<boolean> {
  const parameters = [id, hashSecret(session), dateOf(now)];
  const dropped = await database.query<unknown[]>('SELECT drop_held_form($1, $2, $3)', parameters);
  return dropped.length > 0;
}

/** Deletes for good what signing in leaves behind: forms, steps, failures and sessions whose time is over, also by the server's clock. */
export async function clearSignInLeftovers(database: Database, now: Instant): Promise<void> {
  await database.query('SELECT clear_sign_in_leftovers($1)', [dateOf(now)]);
}
