import { asService } from '#persistence';
import type { Transaction } from '#persistence';

/** What is added to a thread; the day is that of a question alone. */
export interface NewMessage {
  readonly kind: 'asked' | 'answered' | 'closed';
  readonly words: string | null;
  /** A day as ISO 8601 writes it. */
  readonly wantedOn: string | null;
}

/** Lets one change of a thread follow the other, until the transaction ends. */
export async function lockThread(tx: Transaction, id: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('homeward question ' || $1 || ' ' || lower($2), 0))`, [
    ...[tx.context.authority, id],
  ]);
}

/** Adds a message to a thread that is locked, or to a new one. */
export async function keepMessage(tx: Transaction, questionId: string, message: NewMessage): Promise<void> {
  const { authority, personId, actorName } = tx.context;
  await asService(tx, () =>
    tx.query(
      `INSERT INTO question_message
         (authority, question_id, message_number, kind, words, wanted_on, person_id, written_at, written_by)
       SELECT $1, $2::uuid, coalesce(max(m.message_number), 0) + 1, $3, $4, $5::date, $6::uuid, clock_timestamp(), $7
       FROM question_message m WHERE m.authority = $1 AND m.question_id = $2::uuid`,
      [authority, questionId, message.kind, message.words, message.wantedOn, personId, actorName],
    ),
  );
}
