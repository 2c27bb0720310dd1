import type { Transaction } from '#persistence';

/** What whoever took alerts on last said that they will do. */
export async function wordsOfPromises(
  tx: Transaction,
  alertIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ alert_id: string; words: string | null }>(
    `SELECT DISTINCT ON (k.alert_id) k.alert_id, w.words
     FROM alert_acknowledgement k
     LEFT JOIN alert_promise w ON w.authority = k.authority AND w.acknowledgement_id = k.id
     WHERE k.authority = $1 AND k.alert_id = ANY($2::uuid[])
     ORDER BY k.alert_id, k.acknowledged_at DESC, k.id DESC`,
    [tx.context.authority, alertIds],
  );
  return new Map(rows.flatMap(({ alert_id: id, words }) => (words === null ? [] : [[id, words] as const])));
}
