import { acknowledgeAlert } from '#casework';
import { plusHours } from '#domain/time';
import type { Instant } from '#domain/time';
import type { TransactionContext } from '#persistence';
import { ladderOf } from './alerts.js';
import { contextOf } from './children.js';
import { SUTTON } from './service.js';
import type { TestService } from './service.js';

interface OpenAlert {
  readonly id: string;
  readonly person: string;
  readonly told_at: Date;
}

const contexts = new Map<string, TransactionContext>();

/** People look between eight and six on any day, and take on what they were told some hours ago. */
export async function answerAlerts(test: TestService, at: Instant): Promise<void> {
  const { hour } = at.toZonedDateTimeISO('Europe/London');
  if (hour < 8 || hour >= 18) return;
  const open = await ladderOf(test).rows<OpenAlert>(
    `SELECT DISTINCT ON (a.id) a.id, p.sign_in_name AS person, m.queued_at AS told_at
     FROM alert a JOIN alert_escalation s ON s.authority = a.authority AND s.alert_id = a.id
     JOIN deadline d ON d.authority = a.authority AND d.id = a.deadline_id
     JOIN alert_message m ON m.authority = a.authority AND m.alert_id = a.id AND m.channel = 'page'
     JOIN person p ON p.id = m.recipient_id
     WHERE a.authority = $1 AND d.settled_at IS NULL AND d.superseded_at IS NULL
       AND NOT EXISTS (SELECT FROM alert b WHERE b.authority = a.authority AND b.deadline_id = a.deadline_id AND b.due_at > a.due_at)
       AND NOT EXISTS (SELECT FROM alert_acknowledgement k
         WHERE k.authority = a.authority AND k.alert_id = a.id AND k.acknowledged_at >= s.reached_at)
     ORDER BY a.id, m.rung DESC, m.queued_at DESC, p.sign_in_name`,
    [SUTTON],
  );
  for (const { id, person, told_at } of open) {
    // Some look soon, some late; the same alert always waits as long.
    const waits = 1 + ((told_at.getTime() / 60_000 + person.length * 7) % 6);
    if (at.epochMilliseconds - told_at.getTime() < waits * 3_600_000) continue;
    const key = `${test.database.appUrl} ${person}`;
    const context = contexts.get(key) ?? (await contextOf(test, person, 'alert.acknowledge'));
    contexts.set(key, context);
    const isPromised = Math.floor(waits) % 2 === 0;
    const wish = isPromised
      ? { words: 'Ring the home and book a time', by: plusHours(at, 24) }
      : { words: '', by: null };
    await acknowledgeAlert(test.service.casework, context, id, wish, at);
  }
}
