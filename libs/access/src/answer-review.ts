import { checkChange, managerOf, mayAnswerFor } from '#domain/access';
import type { NewId, ProviderId } from '#domain/kernel';
import { dayInLondon, instantOf, parseDay } from '#domain/time';
import type { Day, Instant } from '#domain/time';
import type { Transaction } from '#persistence';
import { closeReview } from './access-reviews.js';
import { appendAudit } from './audit-trail.js';
import { endAccess } from './end-access.js';
import { countAdministrators, endMembership, lockPeople } from './manage-people.js';
import type { PeopleFault } from './manage-people.js';
import { listMembers } from './people.js';
import type { Member, Organisation } from './people.js';
import { revokeKeysOf } from './provider-keys.js';

export type ReviewAnswer = 'keeps' | 'ends';

/** A question of a review that is not answered yet, about somebody who still belongs to the organisation. */
export interface OpenQuestion extends Member {
  readonly reviewId: string;
  readonly quarterOn: Day;
  readonly dueOn: Day;
  /** Whether whoever reads it may answer it; otherwise somebody else has to. */
  readonly isMine: boolean;
}

/**
 * The questions that are open to a reviewer: about the own organisation's people, in a review that runs or because they
 * are suspended; for a council also about managers of providers whom nobody else can confirm.
 */
export async function listOpenQuestions(
  tx: Transaction,
  organisation: Organisation,
  personId: string,
): Promise<readonly OpenQuestion[]> {
  const rows = await tx.query<QuestionRow>(
    `SELECT DISTINCT ON (a.membership_id) a.membership_id, a.review_id, r.provider_id, r.quarter_on::text, r.due_on::text
     FROM access_review_answer a
     JOIN access_review r ON r.authority = a.authority AND r.id = a.review_id
     JOIN membership m ON m.authority = a.authority AND m.id = a.membership_id
     WHERE a.authority = $1 AND a.answer IS NULL AND (r.closed_at IS NULL OR m.suspended_at IS NOT NULL)
     ORDER BY a.membership_id, r.opened_at DESC`,
    [tx.context.authority],
  );
  const questions: OpenQuestion[] = [];
  for (const providerId of new Set(rows.map((row) => row.provider_id))) {
    const isOwn = providerId === organisation.providerId;
    if (!isOwn && organisation.kind !== 'council') continue;
    const members = await listMembers(tx, { kind: providerId === null ? 'council' : 'provider', providerId });
    const found = questionsOf(rows, members, { personId, providerId: organisation.providerId });
    questions.push(...found.filter(({ isMine }) => isOwn || isMine));
  }
  return questions;
}

interface QuestionRow {
  readonly membership_id: string;
  readonly review_id: string;
  readonly provider_id: string | null;
  readonly quarter_on: string;
  readonly due_on: string;
}

function questionsOf(
  rows: readonly QuestionRow[],
  members: readonly Member[],
  reviewer: { readonly personId: string; readonly providerId: ProviderId | null },
): readonly OpenQuestion[] {
  const managersInForce = members
    .filter(({ suspendedAt, acceptance }) => suspendedAt === null && acceptance === 'accepted')
    .filter(({ role }) => Object.values<string>(managerOf).includes(role))
    .map(({ personId }) => personId);
  return members.flatMap((member) => {
    const row = rows.find((each) => each.membership_id === member.membershipId);
    if (!row) return [];
    const isMine = mayAnswerFor(reviewer, { ...member, managersInForce });
    const days = { quarterOn: parseDay(row.quarter_on), dueOn: parseDay(row.due_on) };
    return [{ ...member, ...days, reviewId: row.review_id, isMine }];
  });
}

/**
 * Answers open questions: confirms some people, which lifts a suspension, and ends the access of others at once. What
 * somebody else answered first stays. Gives why nothing was done, or null.
 */
export async function answerReview(
  tx: Transaction,
  organisation: Organisation,
  personId: string,
  answers: ReadonlyMap<string, ReviewAnswer>,
  newId: NewId,
): Promise<PeopleFault | null> {
  if (!(await lockPeople(tx, organisation))) return 'no-longer-manager';
  const open = (await listOpenQuestions(tx, organisation, personId)).filter(({ isMine }) => isMine);
  const ending = open.filter(({ membershipId }) => answers.get(membershipId) === 'ends');
  const fault = await faultOfEnding(tx, ending, personId);
  if (fault !== null) return fault;
  for (const question of open) {
    const answer = answers.get(question.membershipId);
    if (answer === undefined) continue;
    await keepAnswer(tx, question, answer);
    if (answer === 'ends') await end(tx, question, newId);
    else await confirm(tx, question, newId);
  }
  for (const reviewId of new Set(open.map((question) => question.reviewId))) await closeIfAnswered(tx, reviewId, newId);
  return null;
}

/** The first reason for which some of these may not be ended; each counts as if the others were ended before it. */
async function faultOfEnding(
  tx: Transaction,
  ending: readonly OpenQuestion[],
  personId: string,
): Promise<PeopleFault | null> {
  let administrators = await countAdministrators(tx);
  for (const question of ending) {
    const fault = question.suspendedAt === null ? checkChange(question, personId, administrators) : null;
    if (fault !== null) return fault;
    if (question.role === 'administrator' && question.suspendedAt === null) administrators -= 1;
  }
  return null;
}

async function keepAnswer(tx: Transaction, question: OpenQuestion, answer: ReviewAnswer): Promise<void> {
  await tx.query(
    `UPDATE access_review_answer SET answer = $3, answered_at = $4, answered_by = $5
     WHERE authority = $1 AND membership_id = $2 AND answer IS NULL`,
    [
      ...[tx.context.authority, question.membershipId, answer],
      ...[new Date(tx.now.epochMilliseconds), tx.context.actorName],
    ],
  );
}

async function end(tx: Transaction, question: OpenQuestion, newId: NewId): Promise<void> {
  await endMembership(tx, question);
  await endAccess(tx, [question.personId]);
  await revokeKeysOf(tx, [question.membershipId], newId);
  const entry = { itemId: question.membershipId, itemCount: 1, childIds: [], reason: 'access review' };
  await appendAudit(tx, { action: 'MembershipEnd', ...entry }, newId);
}

async function confirm(tx: Transaction, question: OpenQuestion, newId: NewId): Promise<void> {
  const entry = { itemId: question.membershipId, itemCount: 1, childIds: [] };
  if (question.suspendedAt === null)
    return appendAudit(tx, { action: 'AccessReviewAnswer', ...entry, reason: 'keeps' }, newId);
  await tx.query(
    'UPDATE membership SET suspended_at = NULL, modified_at = $3, modified_by = $4 WHERE authority = $1 AND id = $2',
    [tx.context.authority, question.membershipId, new Date(tx.now.epochMilliseconds), tx.context.actorName],
  );
  await appendAudit(tx, { action: 'AccessLift', ...entry }, newId);
}

/** A review is closed with its last answer; questions about people who have left meanwhile need none. */
async function closeIfAnswered(tx: Transaction, reviewId: string, newId: NewId): Promise<void> {
  const left = await tx.query(
    `SELECT FROM access_review r
     WHERE r.authority = $1 AND r.id = $2 AND (r.closed_at IS NOT NULL OR EXISTS (
       SELECT FROM access_review_answer a JOIN membership m ON m.authority = a.authority AND m.id = a.membership_id
       WHERE a.authority = r.authority AND a.review_id = r.id AND a.answer IS NULL
         AND (m.valid_to IS NULL OR m.valid_to > $3)))`,
    [tx.context.authority, reviewId, dayInLondon(tx.now).toString()],
  );
  if (left.length === 0) await closeReview(tx, reviewId, newId);
}

/** When people last signed in, as far as the log of the acting authority knows. Asked as the service itself. */
export async function lastSignIns(
  tx: Transaction,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Instant>> {
  const rows = await tx.query<{ person_id: string; last_at: Date | null }>(
    `SELECT p.id AS person_id, (SELECT max(e.occurred_at) FROM audit_event e
       WHERE e.authority = $1 AND e.person_id = p.id AND e.action = 'SignIn') AS last_at
     FROM unnest($2::uuid[]) AS p (id)`,
    [tx.context.authority, personIds],
  );
  return new Map(rows.flatMap((row) => (row.last_at ? [[row.person_id, instantOf(row.last_at)] as const] : [])));
}
