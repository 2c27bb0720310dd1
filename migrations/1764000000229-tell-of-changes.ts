import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a list shows, by the table that it reads, and how a row of that table leads to the provider of its episode. A row
 * that only ever comes with one of another table is told of with that.
 */
const told = [
  { table: 'missing_episode', event: 'INSERT', kind: 'worklist', by: 'own' },
  { table: 'missing_episode', event: 'UPDATE', kind: 'worklist', by: 'moved' },
  { table: 'interview_requirement', event: 'UPDATE', kind: 'worklist', by: 'episode' },
  { table: 'interview_offer', event: 'INSERT', kind: 'worklist', by: 'episode' },
  { table: 'interview_offer', event: 'UPDATE', kind: 'worklist', by: 'episode' },
  { table: 'deadline', event: 'INSERT', kind: 'worklist', by: 'episode' },
  { table: 'deadline', event: 'UPDATE', kind: 'worklist', by: 'episode' },
  { table: 'missing_notification', event: 'INSERT', kind: 'worklist', by: 'nobody' },
  { table: 'missing_notification', event: 'UPDATE', kind: 'worklist', by: 'nobody' },
  { table: 'alert', event: 'INSERT', kind: 'alerts', by: 'episode' },
  { table: 'alert_escalation', event: 'UPDATE', kind: 'alerts', by: 'alert' },
  { table: 'alert_acknowledgement', event: 'INSERT', kind: 'alerts', by: 'alert' },
  { table: 'alert_handover', event: 'INSERT', kind: 'alerts', by: 'alert' },
  { table: 'alert_handover', event: 'UPDATE', kind: 'alerts', by: 'alert' },
] as const;

const tell = (rows: string) => `
  PERFORM pg_notify('homeward_change', concat_ws(' ', c.authority, TG_ARGV[0], c.provider_id)) FROM (${rows}) c;`;
const episodeOf = (row: string) =>
  `JOIN public.missing_episode e ON e.authority = ${row}.authority AND e.id = ${row}.episode_id`;

/**
 * Tells whoever listens that a list has changed, once for each statement, and with the transaction: the authority, the
 * kind of list and the provider of the episodes, where there is one. Nothing of a child. The same words are sent once for
 * each transaction, however many statements say them.
 */
export class TellOfChanges1764000000229 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION tell_of_change() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS $$ BEGIN
        CASE TG_ARGV[1]
        WHEN 'own' THEN ${tell('SELECT DISTINCT authority, provider_id FROM changed')}
        WHEN 'moved' THEN ${tell('SELECT authority, provider_id FROM changed UNION SELECT authority, provider_id FROM before')}
        WHEN 'episode' THEN ${tell(`SELECT DISTINCT e.authority, e.provider_id FROM changed r ${episodeOf('r')}`)}
        WHEN 'alert' THEN ${tell(`
          SELECT DISTINCT e.authority, e.provider_id FROM changed r
          JOIN public.alert a ON a.authority = r.authority AND a.id = r.alert_id ${episodeOf('a')}`)}
        WHEN 'nobody' THEN ${tell('SELECT DISTINCT authority, NULL::uuid AS provider_id FROM changed')}
        END CASE;
        RETURN NULL;
      END $$`);
    await runner.query(`REVOKE ALL ON FUNCTION tell_of_change FROM PUBLIC`);
    for (const { table, event, kind, by } of told)
      await runner.query(`
        CREATE TRIGGER tell_of_${event.toLowerCase()} AFTER ${event} ON ${table}
        REFERENCING ${by === 'moved' ? 'OLD TABLE AS before ' : ''}NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION tell_of_change('${kind}', '${by}')`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
