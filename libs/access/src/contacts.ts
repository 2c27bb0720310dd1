import { randomInt } from 'node:crypto';
import type { SentChannel } from '#domain/messages';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import type { Transaction } from '#persistence';
import { hashSecret } from '#platform';
import { dateOf } from './database.js';
import type { Database } from './database.js';

/** So long a code holds that was sent to an address; it is tried five times at most. */
export const CONTACT_CODE_MINUTES = 30;
const CODES = 1_000_000;

/** Where somebody is written to, and by which way. */
export interface Contact {
  readonly channel: SentChannel;
  readonly address: string;
}

/** What somebody has said of how they want to be written to. */
export interface OwnContact {
  /** The address in use; null where there is none. */
  readonly confirmed: (Contact & { readonly confirmedAt: Instant }) | null;
  /** An address that waits for its code; null where there is none. */
  readonly wanted: { readonly address: string; readonly sentAt: Instant } | null;
}

/**
 * Where each of these people is written to, by their ids: only those who have confirmed an address and belong to the
 * authority of the transaction, which is the service's own.
 */
export async function contactOf(tx: Transaction, personIds: readonly string[]): Promise<ReadonlyMap<string, Contact>> {
  const rows = await tx.query<{ person_id: string; channel: SentChannel; address: string }>(
    'SELECT person_id, channel, address FROM contacts_of($1::uuid[], $2)',
    [[...personIds], dateOf(tx.now)],
  );
  return new Map(rows.map(({ person_id, channel, address }) => [person_id, { channel, address }]));
}

/** How the person of a session wants to be written to. */
export async function readOwnContact(database: Database, session: string, now: Instant): Promise<OwnContact> {
  const [row] = await database.query<OwnContactRow[]>('SELECT * FROM own_contact($1, $2)', [
    hashSecret(session),
    dateOf(now),
  ]);
  if (!row) return { confirmed: null, wanted: null };
  const { channel, address, confirmed_at, wanted_address, code_sent_at } = row;
  return {
    confirmed:
      channel && address !== null && confirmed_at ? { channel, address, confirmedAt: instantOf(confirmed_at) } : null,
    wanted:
      wanted_address !== null && code_sent_at ? { address: wanted_address, sentAt: instantOf(code_sent_at) } : null,
  };
}

interface OwnContactRow {
  readonly channel: SentChannel | null;
  readonly address: string | null;
  readonly confirmed_at: Date | null;
  readonly wanted_address: string | null;
  readonly code_sent_at: Date | null;
}

/** Notes an address and gives the code that is to be sent there; null where one was asked for less than a minute ago. */
export async function wantContact(
  database: Database,
  session: string,
  { channel, address }: Contact,
  now: Instant,
): Promise<string | null> {
  const code = String(randomInt(CODES)).padStart(6, '0');
  const noted = await database.query<unknown[]>('SELECT want_contact($1, $2, $3, $4, $5)', [
    ...[hashSecret(session), channel, address, hashSecret(code), dateOf(now)],
  ]);
  return noted.length > 0 ? code : null;
}

/** Whether the code was right: then the address is used from now on. */
export async function confirmContact(
  database: Database,
  session: string,
  code: string,
  now: Instant,
): Promise<boolean> {
  const parameters = [hashSecret(session), hashSecret(code), dateOf(now)];
  return (await database.query<unknown[]>('SELECT confirm_contact($1, $2, $3)', parameters)).length > 0;
}

/** Forgets where the person of a session wanted to be written to. */
export async function dropContact(database: Database, session: string, now: Instant): Promise<void> {
  await database.query('SELECT drop_contact($1, $2)', [hashSecret(session), dateOf(now)]);
}
