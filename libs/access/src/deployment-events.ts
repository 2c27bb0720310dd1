import type { NewId } from '#domain/kernel';
import type { Instant } from '#domain/time';
import type { AuditOutcome } from './audit-trail.js';
import type { Database, PoolOrTransaction } from './database.js';

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
  database: PoolOrTransaction,
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

/**
 * Puts a key that was refused on record: at most one row a minute for the same address, key and reason. That it happens
 * and where from is what matters; how often is for the limits of rate, and nobody fills the record by trying.
 */
export async function recordKeyAttempt(
  database: Database,
  attempt: Omit<DeploymentEvent, 'action' | 'outcome'>,
  at: Instant,
  newId: NewId,
): Promise<void> {
  const [recent] = await database.query<{ is_known: boolean }[]>(
    `SELECT EXISTS (
       SELECT FROM deployment_event WHERE occurred_at > $1::timestamptz - interval '1 minute' AND action = 'KeyAttempt'
         AND address IS NOT DISTINCT FROM $2 AND actor = $3 AND reason IS NOT DISTINCT FROM $4) AS is_known`,
    [new Date(at.epochMilliseconds), attempt.address ?? null, attempt.actor, attempt.reason ?? null],
  );
  if (recent?.is_known === true) return;
  await recordDeploymentEvent(database, { ...attempt, action: 'KeyAttempt', outcome: 'refused' }, at, newId);
}
