import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { sweepDeadlines } from '#casework';
import type { SentChannel } from '#domain/messages';
import { parseInstant } from '#domain/time';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { withClient } from './postgres.js';
import { SUTTON, aReceivedReturn } from './service.js';
import type { TestService } from './service.js';

/** When the alerts of `raiseAlerts` are there to be told. */
export const RAISED = '2025-10-08T06:00:00Z';

/** Alerts of so many invented children, as a sweep raises them: each missed its first offer. What the ladder wrote of them is taken out. */
export async function raiseAlerts(test: TestService, count: number): Promise<readonly string[]> {
  const rows = Array.from({ length: count }, (_, index) =>
    aReturnRow({ provider_ref: `T${index}`, child_id: `CHILD-${index}` }),
  );
  await test.service.returns.receive(aReceivedReturn(aProviderReturn(...rows), '2025-10-07T07:00:00Z'));
  await sweepDeadlines(test.service.casework, SUTTON, parseInstant(RAISED), 'test');
  const { rows: alerts } = await asSuperuser(test, (client) =>
    client.query<{ id: string }>('SELECT id FROM alert ORDER BY id'),
  );
  await asSuperuser(test, (client) => client.query('DELETE FROM alert_message'));
  return alerts.map(({ id }) => id);
}

/** The id of an invented person, by a part of their sign-in name. */
export async function personCalled(test: TestService, signInName: string): Promise<string> {
  const { rows } = await asSuperuser(test, (client) =>
    client.query<{ id: string }>('SELECT id FROM person WHERE sign_in_name = $1', [signInName]),
  );
  if (!rows[0]) throw new Error(`Nobody is called ${signInName}.`);
  return rows[0].id;
}

export interface MessageWish {
  readonly alertId: string;
  readonly recipientId: string;
  readonly channel?: SentChannel;
  readonly heldUntil?: string;
}

/** Queues a message about an alert, as the ladder does, and gives its id. */
export async function queueMessage(test: TestService, wish: MessageWish): Promise<string> {
  const id = randomUUID();
  await asSuperuser(test, (client) =>
    client.query(
      `INSERT INTO alert_message (authority, id, alert_id, recipient_id, channel, rung, reached_at, queued_at, next_attempt_at, held_until)
       VALUES ($1, $2, $3, $4, $5, 1, $6, $6, $6, $7)`,
      [SUTTON, id, wish.alertId, wish.recipientId, wish.channel ?? 'email', RAISED, wish.heldUntil ?? null],
    ),
  );
  return id;
}

export interface KeptMessage {
  readonly id: string;
  readonly state: 'waiting' | 'accepted' | 'delivered' | 'failed' | 'withdrawn';
  readonly attempts: number;
  readonly fault: string | null;
  readonly owner_id: string | null;
  readonly sending_id: string | null;
}

/** What stands in the rows of all messages. */
export async function keptMessages(test: TestService): Promise<readonly KeptMessage[]> {
  const { rows } = await asSuperuser(test, (client) =>
    client.query<KeptMessage>(
      `SELECT id, attempts, fault, owner_id, sending_id, CASE WHEN failed_at IS NOT NULL THEN 'failed' WHEN withdrawn_at IS NOT NULL THEN 'withdrawn'
         WHEN delivered_at IS NOT NULL THEN 'delivered' WHEN accepted_at IS NOT NULL THEN 'accepted' ELSE 'waiting' END AS state
       FROM alert_message ORDER BY id`,
    ),
  );
  return rows;
}

export function asSuperuser<Value>(
  { database }: TestService,
  work: (client: Client) => Promise<Value>,
): Promise<Value> {
  return withClient(database.superuserUrl, work);
}
