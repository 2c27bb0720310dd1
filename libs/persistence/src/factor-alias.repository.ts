import type { FactorAlias, FactorCategory } from '#domain/factors';
import type { Day } from '#domain/time';
import { parseDay } from '#domain/time';
import type { Transaction } from './transaction.js';

/** An alias as it is kept, with who decided it and why words were left aside. */
export interface KeptAlias extends FactorAlias {
  /** As they were typed where they were decided on. */
  readonly words: string;
  /** Why the words name no factor; blank where they name one. */
  readonly reason: string;
  readonly decidedBy: string;
}

interface AliasRow {
  readonly id: string;
  readonly provider_id: string | null;
  readonly section: FactorCategory;
  readonly words: string;
  readonly words_key: string;
  readonly code: string | null;
  readonly reason: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly created_by: string;
}

/** The aliases of the authority, those that are over included. */
export async function listFactorAliases(tx: Transaction): Promise<readonly KeptAlias[]> {
  const rows = await tx.query<AliasRow>(
    `SELECT id, provider_id, section, words, words_key, code, reason, valid_from::text, valid_to::text, created_by
     FROM factor_alias WHERE authority = $1 ORDER BY section, words_key, valid_from`,
    [tx.context.authority],
  );
  return rows.map((row) => ({
    ...{ id: row.id, providerId: row.provider_id, section: row.section, words: row.words },
    ...{ wordsKey: row.words_key, code: row.code },
    validFrom: parseDay(row.valid_from),
    validTo: row.valid_to === null ? null : parseDay(row.valid_to),
    ...{ reason: row.reason, decidedBy: row.created_by },
  }));
}

/** Keeps a new alias; gives false where one of the same words is in force already. */
export async function insertFactorAlias(tx: Transaction, alias: Omit<KeptAlias, 'decidedBy'>): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `INSERT INTO factor_alias (authority, id, provider_id, section, words, words_key, code, reason, valid_from,
                               created_at, created_by, modified_at, modified_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $10, $11) ON CONFLICT DO NOTHING RETURNING id`,
    [
      ...[tx.context.authority, alias.id, alias.providerId, alias.section, alias.words, alias.wordsKey],
      ...[alias.code, alias.reason],
      ...[alias.validFrom.toString(), new Date(tx.now.epochMilliseconds), tx.context.actorName],
    ],
  );
  return rows.length > 0;
}

/** Ends an alias on a day, from which on it is not in force; gives false where it is over already, or not there. */
export async function endFactorAlias(tx: Transaction, id: string, day: Day): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `UPDATE factor_alias SET valid_to = greatest(valid_from, $3::date), modified_at = $4, modified_by = $5
     WHERE authority = $1 AND id = $2 AND valid_to IS NULL RETURNING id`,
    [tx.context.authority, id, day.toString(), new Date(tx.now.epochMilliseconds), tx.context.actorName],
  );
  return rows.length > 0;
}
