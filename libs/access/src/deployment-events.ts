import type { NewId } from '#domain/kernel';
import type { Instant } from '#domain/time';
import type { AuditOutcome } from './audit-trail.js';

interface Database {
  query(sql: string, parameters: (string | Date | Uint8Array | null)[]): Promise<unknown>;
}

/** What happens where no authority is known yet, or more than one is concerned. */
export type DeploymentAction =
  | 'SignInAttempt'
  | 'SignOutEverywhere'
  | 'AccountChange'
  | 'PersonChange'
  | 'KeyAttempt'
  | 'ProviderKeyChange'
  | 'AuditExport'
  | 'AuditVerify';

export interface DeploymentEvent {
  readonly action: DeploymentAction;
  readonly outcome: AuditOutcome;
  /** A person's id, `key:` and a key's id, `cli:` and a user, or `nobody` where it is not known who tries. */
  readonly actor: string;
  readonly personId?: string | null;
  readonly providerId?: string | null;
  readonly address?: string | null;
  readonly requestId?: string | null;
  readonly itemId?: string;
  /** A keyed hash of a sign-in name that is not known. */
  readonly soughtHash?: Uint8Array;
  /** A short code of what was wrong or done, such as `wrong-code`: never what somebody typed. */
  readonly reason?: string;
}

/** Puts on record, for good, what happened before or apart from any authority. */
export async function recordDeploymentEvent(
  database: Database,
  event: DeploymentEvent,
  at: Instant,
  newId: NewId,
): Promise<void> {
  await database.query(
    `INSERT INTO deployment_event
       (id, occurred_at, actor, person_id, provider_id, action, outcome, address, request_id, item_id, sought_hash, reason)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[newId(), new Date(at.epochMilliseconds), event.actor, event.personId ?? null, event.providerId ?? null],
      ...[event.action, event.outcome, event.address ?? null, event.requestId ?? null, event.itemId ?? null],
      ...[event.soughtHash ?? null, event.reason ?? null],
    ],
  );
}
