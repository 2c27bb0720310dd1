import type { NewId } from '#domain/kernel';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
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

/** Keeps a form for a person, without secrets. False when there was nothing to keep. */
export async function holdForm(
  database: Database,
  personId: string,
  form: { readonly path: string; readonly fields: readonly FormField[] },
  now: Instant,
  newId: NewId,
): Promise<boolean> {
  const fields = form.fields.filter(({ name, value }) => !neverHeld.test(name) && value !== '');
  if (fields.length === 0) return false;
  await database.query('SELECT hold_form($1, $2, $3, $4, $5, $6)', [
    ...[newId(), personId, form.path, JSON.stringify(fields)],
    ...[dateOf(now), dateOf(now.add({ hours: HELD_HOURS }))],
  ]);
  return true;
}

/** The forms kept for a person, the newest first. */
export async function listHeldForms(database: Database, personId: string, now: Instant): Promise<readonly HeldForm[]> {
  const rows = await database.query<
    { id: string; path: string; fields: readonly FormField[]; held_at: Date; sent_at: Date | null }[]
  >('SELECT * FROM held_forms_of($1, $2)', [personId, dateOf(now)]);
  return rows.map(({ id, path, fields, held_at, sent_at }) => ({
    ...{ id, path, fields, heldAt: instantOf(held_at), sentAt: sent_at === null ? null : instantOf(sent_at) },
  }));
}

/** Notes that a form was sent on, and gives where to; null when it is not there, or not this person's. */
export async function markHeldFormSent(
  database: Database,
  id: string,
  personId: string,
  now: Instant,
): Promise<string | null> {
  const [row] = await database.query<{ mark_held_form_sent: string }[]>('SELECT mark_held_form_sent($1, $2, $3)', [
    ...[id, personId, dateOf(now)],
  ]);
  return row?.mark_held_form_sent ?? null;
}

export async function dropHeldForm(database: Database, id: string, personId: string): Promise<boolean> {
  const dropped = await database.query<unknown[]>('SELECT drop_held_form($1, $2)', [id, personId]);
  return dropped.length > 0;
}

/** Deletes for good what signing in leaves behind: forms, steps, failures and sessions whose time is over. */
export async function clearSignInLeftovers(database: Database, now: Instant): Promise<void> {
  await database.query('SELECT clear_sign_in_leftovers($1)', [dateOf(now)]);
}
