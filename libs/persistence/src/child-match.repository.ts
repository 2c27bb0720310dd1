import type { ChildMatchOutcome, ClaimedChild } from '#domain/children';
import { claimKey } from '#domain/children';
import type { ChildId, ProviderId } from '#domain/kernel';
import { instantOf, parseDay } from '#domain/time';
import type { Day, Instant } from '#domain/time';
import { dateOf } from './moment-columns.js';
import type { SqlValue } from './prepared.js';
import type { Transaction } from './transaction.js';

/** Of what a provider says that a person has decided who is meant; with a reference, of that row alone. */
export interface ClaimOfProvider {
  readonly providerId: ProviderId;
  readonly ref: string | null;
  readonly claimed: ClaimedChild;
}

/** What was decided of whom a provider means. It stands until it is undone. */
export interface ChildMatchDecision extends ClaimOfProvider {
  readonly id: string;
  readonly outcome: ChildMatchOutcome;
  /** The child that is meant; null where the row was left out. */
  readonly childId: ChildId | null;
  /** The name that was kept as an alias by it. */
  readonly aliasId: string | null;
  /** The date of birth that the record had, where the row's was taken instead. */
  readonly formerDateOfBirth: Day | null;
  readonly reason: string;
}

/** The same as it is shown. */
export interface StandingChildMatch extends ChildMatchDecision {
  readonly decidedAt: Instant;
  readonly decidedByName: string;
  readonly providerName: string;
}

/** What a claim needs to be told from others, with the child that it means. */
export interface RememberedMatch {
  readonly claimKey: string;
  readonly ref: string | null;
  readonly outcome: ChildMatchOutcome;
  readonly childId: ChildId | null;
  readonly id: string;
}

/** What was decided, and stands, of a provider's claims about anybody born on these days, under these references or of these children. */
export async function listRememberedMatches(
  tx: Transaction,
  providerId: ProviderId,
  about: {
    readonly birthdays: readonly string[];
    readonly refs: readonly string[];
    readonly childIds: readonly ChildId[];
  },
): Promise<readonly RememberedMatch[]> {
  return tx.query<RememberedMatch>(
    `SELECT id, claim_key AS "claimKey", ref, outcome, child_id AS "childId" FROM child_match
     WHERE authority = $1 AND provider_id = $2 AND undone_at IS NULL
       AND (date_of_birth = ANY ($3::date[]) OR ref = ANY ($4::text[]) OR child_id = ANY ($5::uuid[]))`,
    [tx.context.authority, providerId, about.birthdays, about.refs, about.childIds],
  );
}

export async function insertChildMatch(tx: Transaction, match: ChildMatchDecision): Promise<void> {
  const { claimed } = match;
  await tx.query(
    `INSERT INTO child_match
       (authority, id, provider_id, ref, claim_key, council_child_id, given_name, family_name, date_of_birth,
        outcome, child_id, child_name_alias_id, former_date_of_birth, reason, decided_at, decided_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      ...[tx.context.authority, match.id, match.providerId, match.ref, claimKey(claimed)],
      ...[claimed.councilChildId, claimed.givenName, claimed.familyName, claimed.dateOfBirth.toString()],
      ...[match.outcome, match.childId, match.aliasId, match.formerDateOfBirth?.toString() ?? null],
      ...[match.reason, dateOf(tx.now), tx.context.personId],
    ],
  );
}

interface MatchRow {
  readonly id: string;
  readonly provider_id: string;
  readonly ref: string | null;
  readonly council_child_id: string | null;
  readonly given_name: string | null;
  readonly family_name: string | null;
  readonly date_of_birth: string;
  readonly outcome: ChildMatchOutcome;
  readonly child_id: string | null;
  readonly child_name_alias_id: string | null;
  readonly former_date_of_birth: string | null;
  readonly reason: string;
  readonly decided_at: Date;
  readonly decided_by_name: string;
  readonly provider_name: string;
}

/** A decision that stands, by its id; null where there is none. It is locked until the transaction ends. */
export async function findStandingMatch(tx: Transaction, id: string): Promise<StandingChildMatch | null> {
  await tx.query('SELECT FROM child_match WHERE authority = $1 AND id = $2 FOR UPDATE', [tx.context.authority, id]);
  const [match] = await listMatches(tx, 'm.id = $2', [id]);
  return match ?? null;
}

/** The decisions that stand by which rows are children's with these records, the latest first. */
export function listMatchesOfChild(
  tx: Transaction,
  recordIds: readonly ChildId[],
): Promise<readonly StandingChildMatch[]> {
  return listMatches(tx, 'm.child_id = ANY ($2::uuid[])', [recordIds]);
}

/** The latest decisions that stand by which rows were left out. */
export function listLeftOut(tx: Transaction, most: number): Promise<readonly StandingChildMatch[]> {
  return listMatches(tx, `m.outcome = 'left_out'`, [], most);
}

async function listMatches(
  tx: Transaction,
  condition: string,
  values: readonly SqlValue[],
  most = 100,
): Promise<readonly StandingChildMatch[]> {
  const rows = await tx.query<MatchRow>(
    `SELECT m.id, m.provider_id, m.ref, m.council_child_id, m.given_name, m.family_name, m.date_of_birth::text, m.outcome,
       m.child_id, m.child_name_alias_id, m.former_date_of_birth::text, m.reason, m.decided_at,
       p.display_name AS decided_by_name, o.name AS provider_name
     FROM child_match m JOIN person p ON p.id = m.decided_by JOIN provider o ON o.id = m.provider_id
     WHERE m.authority = $1 AND m.undone_at IS NULL AND ${condition} ORDER BY m.decided_at DESC, m.id LIMIT ${most}`,
    [tx.context.authority, ...values],
  );
  return rows.map((row) => ({
    ...{ id: row.id, providerId: row.provider_id, ref: row.ref, claimed: claimOf(row), outcome: row.outcome },
    ...{ childId: row.child_id, aliasId: row.child_name_alias_id, reason: row.reason },
    formerDateOfBirth: row.former_date_of_birth === null ? null : parseDay(row.former_date_of_birth),
    ...{ decidedAt: instantOf(row.decided_at), decidedByName: row.decided_by_name, providerName: row.provider_name },
  }));
}

/** Undoes a decision: what comes later is asked again. */
export async function undoChildMatch(tx: Transaction, id: string, reason: string): Promise<void> {
  await tx.query(
    `UPDATE child_match SET undone_at = $3, undone_by = $4, undo_reason = $5 WHERE authority = $1 AND id = $2`,
    [tx.context.authority, id, dateOf(tx.now), tx.context.personId, reason],
  );
}

/** Who a child is said to be, as it lies in a table. */
export function claimOf(
  row: Pick<MatchRow, 'council_child_id' | 'given_name' | 'family_name' | 'date_of_birth'>,
): ClaimedChild {
  return {
    councilChildId: row.council_child_id,
    ...{ givenName: row.given_name, familyName: row.family_name, dateOfBirth: parseDay(row.date_of_birth) },
  };
}
