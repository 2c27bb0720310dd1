import { sweepDeadlines } from '#casework';
import { parseInstant } from '#domain/time';
import { withClient } from './postgres.js';
import { SUTTON } from './service.js';
import type { TestService } from './service.js';

/** A line of the ledger: who was told on the page of which step, on which rung; people by the role in their sign-in name. */
export type ToldLine = readonly [step: string, rung: number, role: string];

/** What tests ask of the ladder of alerts. */
export function ladderOf({ service, database }: TestService) {
  const rows = <Row extends object>(sql: string, parameters: readonly unknown[] = []) =>
    withClient(database.superuserUrl, async (client) => (await client.query<Row>(sql, [...parameters])).rows);
  return {
    rows,
    sweep: (at: string) => sweepDeadlines(service.casework, SUTTON, parseInstant(at), 'test'),
    told: async (): Promise<readonly ToldLine[]> => {
      const found = await rows<{ step: string; rung: number; role: string }>(
        `SELECT a.step, m.rung, split_part(p.sign_in_name, '.', 1) AS role
         FROM alert_message m JOIN alert a ON a.id = m.alert_id JOIN person p ON p.id = m.recipient_id
         WHERE m.channel = 'page' ORDER BY a.due_at, m.rung, p.sign_in_name, a.step`,
      );
      return found.map(({ step, rung, role }) => [step, rung, role]);
    },
    standing: () =>
      rows<{ step: string; rung: number; climbs_at: Date | null }>(
        `SELECT a.step, s.rung, s.climbs_at FROM alert_escalation s JOIN alert a ON a.id = s.alert_id ORDER BY a.due_at, a.id`,
      ),
    personOf: async (signInName: string): Promise<string> => {
      const [found] = await rows<{ id: string }>('SELECT id FROM person WHERE sign_in_name = $1', [signInName]);
      if (!found) throw new Error(`There is nobody of the name ${signInName}.`);
      return found.id;
    },
  };
}
