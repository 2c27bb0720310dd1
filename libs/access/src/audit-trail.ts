import type { ChildId, NewId } from '#domain/kernel';
import type { PreparedStatement, Transaction } from '#persistence';

/** What is put on record: each look at a child's record and each change of it. */
export type AuditAction =
  | 'CasesChange'
  | 'DeadlinesSweep'
  | 'ReturnsChase'
  | 'UnmatchedWordsRead'
  | 'FactorAliasChange'
  | 'FactorWordsCode'
  | 'WorklistRead'
  | 'AlertsRead'
  | 'AlertRead'
  | 'AlertAcknowledge'
  | 'AlertHandOver'
  | 'AlertsClimb'
  | 'AlertLadderChange'
  | 'EpisodeRead'
  | 'SubmissionReceive'
  | 'SubmissionRead'
  | 'ReturnChangesAnswer'
  | 'ReturnWarningsConfirm'
  | 'ConfirmedWarningsRead'
  | 'SubmissionFileRead'
  | 'ReturnTemplateRead'
  | 'ReportBuild'
  | 'ReportRead'
  | 'SignIn'
  | 'SignOut'
  | 'CommissioningChange'
  | 'ProviderKeyIssue'
  | 'AccessRefused'
  | 'AuditExport'
  | 'ChildSearch'
  | 'ChildRead'
  | 'ChildReasonAsk'
  | 'ChildOpen'
  | 'ChildEvidenceRead'
  | 'ChildRestrict'
  | 'ChildRestrictionLift'
  | 'ChildAdmit'
  | 'ChildRemove'
  | 'ChildAllocate'
  | 'ChildMerge'
  | 'ChildMergeUndo'
  | 'ChildDoubtsRead'
  | 'ChildDoubtRead'
  | 'ChildMatchDecide'
  | 'ChildMatchUndo'
  | 'ChildNameAdd'
  | 'ChildNameEnd'
  | 'ThirdPartyAdd'
  | 'BreakGlassOpen'
  | 'BreakGlassRead'
  | 'BreakGlassReview'
  | 'AuditRead'
  | 'ChildViewsRead'
  | 'ViewingNoticesMake'
  | 'ViewingNoticesRead'
  | 'ViewingNoticeSeen'
  | 'RetentionRead'
  | 'RetentionChange'
  | 'LegalHoldPlace'
  | 'LegalHoldLift'
  | 'DeathRecord'
  | 'ChildDelete'
  | 'SubjectAccessRead'
  | 'ProviderKeyRevoke'
  | 'AgreementChange'
  | 'PersonInvite'
  | 'MembershipAccept'
  | 'MembershipChange'
  | 'MembershipEnd'
  | 'AccessReviewOpen'
  | 'AccessReviewAnswer'
  | 'AccessReviewClose'
  | 'AccessSuspend'
  | 'AccessLift'
  | 'EpisodeRecord'
  | 'EpisodeRefer'
  | 'CouncilStepRecord'
  | 'CouncilStepTakeBack'
  | 'ReturnCorrect'
  | 'DoubleReportsRead'
  | 'EpisodeMerge'
  | 'EpisodeMergeUndo'
  | 'EpisodeDistinction'
  | 'EpisodeDistinctionUndo'
  | 'NotificationListReceive'
  | 'NotificationListRead'
  | 'NotificationRead'
  | 'NotificationLink'
  | 'ReconciliationRead'
  | 'QuestionRead'
  | 'QuestionAsk'
  | 'QuestionAnswer'
  | 'QuestionClose'
  | 'HeldRowsRead'
  | 'OutboxRead'
  | 'MessageSendAgain'
  | 'MessageSettingChange';

export interface AuditEntry {
  readonly action: AuditAction;
  /** The thing looked at or changed, where it is one: an opaque id. */
  readonly itemId?: string;
  readonly itemCount: number;
  readonly childIds: readonly ChildId[];
  /** Why, in the person's own words, where the action asks for it. Never a child's data. */
  readonly reason?: string;
  /** `refused` for an attempt that came to nothing; otherwise done. */
  readonly outcome?: AuditOutcome;
  /** A keyed hash of what was looked for and not found: the words themselves are not kept. */
  readonly soughtHash?: Uint8Array;
}

export type AuditOutcome = 'done' | 'refused';

/** The event and its children in one statement, which is one way to the database and back. */
const insertSql = {
  name: 'append-audit',
  text: `
    WITH own AS MATERIALIZED (SELECT pg_current_xact_id() AS xid), event AS (
      INSERT INTO audit_event
        (authority, id, recorded_xid, occurred_at, actor_kind, actor, person_id, provider_id, action, request_id, item_id,
         item_count, role, address, reason, outcome, sought_hash)
      SELECT $1, $2::uuid, own.xid, clock_timestamp(), $3, $4, $5::uuid, $6::uuid, $7, $8, $9::uuid, $10::integer, $11, $12,
        $13, $14, $15::bytea
      FROM own
    )
    INSERT INTO audit_subject (authority, child_id, event_id)
    SELECT $1, u.child_id, $2::uuid FROM unnest($16::uuid[]) AS u (child_id)`,
} as const satisfies PreparedStatement;

/**
 * Writes who did what to which children, in the transaction that does it: no log, no answer. The time is the database's
 * at this moment, taken once the transaction has its number: what is sealed as complete relies on that order.
 */
export async function appendAudit(tx: Transaction, entry: AuditEntry, newId: NewId): Promise<void> {
  const { context } = tx;
  await tx.prepared(insertSql, [
    ...[context.authority, newId(), context.actor, context.actorName],
    ...[context.personId, context.providerId, entry.action, context.requestId, entry.itemId ?? null, entry.itemCount],
    ...[context.role, context.address, entry.reason ?? null, entry.outcome ?? 'done', entry.soughtHash ?? null],
    [...new Set(entry.childIds)],
  ]);
}
