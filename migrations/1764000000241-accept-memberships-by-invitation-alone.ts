import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = `SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;
const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')`;
const isSystem = `${setting('actor')} IS NOT DISTINCT FROM 'system'`;
const today = `(transaction_timestamp() AT TIME ZONE 'Europe/London')::date`;

/** What a membership gives and to whom, and what puts it in force. */
const settled = ['authority', 'id', 'person_id', 'role', 'provider_id', 'team', 'accepted_at', 'lapses_at'];
const row = (which: string) =>
  `(${[...settled, 'invitation_id', 'created_at', 'created_by'].map((column) => `${which}.${column}`).join(', ')})`;

/**
 * The service's login offers memberships, ends and suspends them. It puts none in force, ties none to an invitation, and
 * makes none into another's: functions do that, which know who followed what. Asked after row-level security, so that
 * what a policy refuses is refused as before.
 */
export class AcceptMembershipsByInvitationAlone1764000000241 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createGuard(runner);
    await this.createCarry(runner);
    await this.createAcceptInvented(runner);
    await runner.query(
      `REVOKE ALL ON FUNCTION refuse_membership, carry_membership, accept_invented_membership FROM PUBLIC`,
    );
    await runner.query(`GRANT EXECUTE ON FUNCTION carry_membership, accept_invented_membership TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** Not a function that runs as its owner: whose statement it is tells what it may do. */
  private async createGuard(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION refuse_membership() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
      AS $$ BEGIN
        IF NOT pg_has_role(current_user, (SELECT c.relowner FROM pg_class c WHERE c.oid = TG_RELID), 'MEMBER') THEN
          RAISE EXCEPTION 'a membership takes force by its invitation, and gives what it was offered for'
            USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER membership_offered AFTER INSERT ON membership FOR EACH ROW
      WHEN (NEW.accepted_at IS NOT NULL OR NEW.invitation_id IS NOT NULL) EXECUTE FUNCTION refuse_membership()`);
    await runner.query(`
      CREATE TRIGGER membership_kept AFTER UPDATE ON membership FOR EACH ROW
      WHEN (${row('OLD')} IS DISTINCT FROM ${row('NEW')}) EXECUTE FUNCTION refuse_membership()`);
  }

  /**
   * For another role or team: a membership begins where one of the same person in the same organisation has ended. Whether
   * that one was accepted goes over to it, and so do an invitation that is still open and when it lapses. Gives its id.
   */
  private async createCarry(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION carry_membership(from_membership uuid, to_membership uuid) RETURNS SETOF uuid LANGUAGE sql ${definer}
      BEGIN ATOMIC
        UPDATE public.membership n
        SET accepted_at = o.accepted_at, lapses_at = o.lapses_at, invitation_id = o.invitation_id
        FROM public.membership o
        WHERE ${isSystem} AND n.authority = ${setting('authority')} AND n.id = to_membership AND n.accepted_at IS NULL
          AND o.authority = n.authority AND o.id = from_membership AND o.person_id = n.person_id
          AND o.provider_id IS NOT DISTINCT FROM n.provider_id AND (o.valid_to <= ${today} OR o.valid_to = o.valid_from)
        RETURNING n.id;
      END`);
  }

  /** Invented people follow no invitation: their memberships are in force from the beginning, in a demonstration alone. */
  private async createAcceptInvented(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION accept_invented_membership(wanted uuid) RETURNS SETOF uuid LANGUAGE sql ${definer}
      BEGIN ATOMIC
        UPDATE public.membership m SET accepted_at = m.created_at, lapses_at = NULL
        FROM public.person p
        WHERE ${isSystem} AND m.authority = ${setting('authority')} AND m.id = wanted AND m.accepted_at IS NULL
          AND p.id = m.person_id AND p.is_demonstration AND EXISTS (SELECT FROM public.demonstration)
        RETURNING m.id;
      END`);
  }
}
