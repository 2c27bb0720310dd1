import { defaultQuietHours, holdUntil } from '#domain/messages';
import type { QuietHours } from '#domain/messages';
import { dayInLondon } from '#domain/time';
import type { Instant } from '#domain/time';
import type { Transaction } from './transaction.js';

/** What an authority has set about messages. */
export interface MessageSetting {
  readonly quietHours: QuietHours;
  /** Who is wanted to look after what could not be sent; null where nobody was named. */
  readonly ownerId: string | null;
}

/** What is set for the authority of the transaction, or else the defaults of this service. */
export async function readMessageSetting(tx: Transaction): Promise<MessageSetting> {
  const [row] = await tx.query<{ quiet_from: number; quiet_to: number; owner_id: string | null }>(
    'SELECT quiet_from, quiet_to, owner_id FROM message_setting WHERE authority = $1',
    [tx.context.authority],
  );
  if (!row) return { quietHours: defaultQuietHours, ownerId: null };
  return { quietHours: { from: row.quiet_from, to: row.quiet_to }, ownerId: row.owner_id };
}

export async function saveMessageSetting(tx: Transaction, { quietHours, ownerId }: MessageSetting): Promise<void> {
  await tx.query(
    `INSERT INTO message_setting (authority, quiet_from, quiet_to, owner_id, created_at, created_by, modified_at, modified_by)
     VALUES ($1, $2, $3, $4, $5, $6, $5, $6)
     ON CONFLICT (authority) DO UPDATE SET quiet_from = $2, quiet_to = $3, owner_id = $4, modified_at = $5, modified_by = $6`,
    [
      ...[tx.context.authority, quietHours.from, quietHours.to, ownerId],
      ...[new Date(tx.now.epochMilliseconds), tx.context.actorName],
    ],
  );
}

/**
 * Until when a message about a step is held that is queued at an instant, by the quiet hours of the authority of the
 * transaction; null where it goes at once. The setting is read once, for all the messages of a transaction.
 */
export async function heldUntil(tx: Transaction): Promise<(step: string, queuedAt: Instant) => Instant | null> {
  const { quietHours } = await readMessageSetting(tx);
  return (step, queuedAt) => holdUntil(step, queuedAt, quietHours);
}

/** Somebody of the council who may look after what could not be sent. */
export interface Caretaker {
  readonly personId: string;
  readonly name: string;
}

/** Who may look after what could not be sent: first who is named for it, then commissioners, then administrators. */
export async function listCaretakers(tx: Transaction): Promise<readonly Caretaker[]> {
  const { ownerId } = await readMessageSetting(tx);
  const rows = await tx.query<{ person_id: string; name: string }>(
    `SELECT m.person_id, coalesce(m.known_as, p.display_name) AS name
     FROM membership m JOIN person p ON p.id = m.person_id
     WHERE m.authority = $1 AND m.provider_id IS NULL AND m.role IN ('commissioner', 'administrator')
       AND m.accepted_at IS NOT NULL AND m.suspended_at IS NULL
       AND m.valid_from <= $2 AND (m.valid_to IS NULL OR m.valid_to > $2)
     ORDER BY m.person_id IS DISTINCT FROM $3::uuid, m.role <> 'commissioner', m.valid_from, m.id`,
    [tx.context.authority, dayInLondon(tx.now).toString(), ownerId],
  );
  const seen = new Set<string>();
  return rows.flatMap(({ person_id: personId, name }) => {
    if (seen.has(personId)) return [];
    seen.add(personId);
    return [{ personId, name }];
  });
}
