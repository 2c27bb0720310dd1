import type { ChildId, ProviderId } from '#domain/kernel';
import { columnKey } from '#domain/submissions';
import type { ColumnName } from '#domain/submissions';
import { asService } from '#persistence';
import type { Transaction } from '#persistence';

/** A row as it was sent. */
export interface SentRow {
  readonly row: number;
  readonly ref: string | null;
  readonly cells: Readonly<Record<string, string>>;
}

/** A cell of a column of the format, whatever the case of its header; blank where it has none. */
export function cellOf(cells: SentRow['cells'], column: ColumnName): string {
  return (
    Object.entries(cells)
      .find(([header]) => columnKey(header) === column)?.[1]
      .trim() ?? ''
  );
}

/**
 * The children that rows of a submission speak of, by row: those whose record a row went to; and for whatever stands in
 * its cells those with that council ID, that reference or that full name. Rather one too many than one unlogged.
 */
export async function childrenOfRows(
  tx: Transaction,
  { id, providerId }: { readonly id: string; readonly providerId: ProviderId },
  rows: readonly SentRow[],
): Promise<ReadonlyMap<number, readonly ChildId[]>> {
  const column = (name: ColumnName) => rows.map(({ cells }) => cellOf(cells, name));
  const found = await asService(tx, () =>
    tx.query<{ row: number; child_id: string }>(
      `WITH told AS (
         SELECT * FROM unnest($3::integer[], $4::text[], $5::text[], $6::text[], $7::text[])
           AS t (row, ref, council_child_id, given_name, family_name))
       SELECT r.row_number AS row, e.child_id
       FROM submission_row r JOIN missing_episode e ON e.authority = r.authority AND e.id = r.episode_id
       WHERE r.authority = $1 AND r.submission_id = $2 AND r.row_number = ANY($3::integer[])
       UNION
       SELECT t.row, e.child_id
       FROM told t JOIN source_reference s ON s.authority = $1 AND s.provider_id = $8 AND s.ref = t.ref
       JOIN missing_episode e ON e.authority = s.authority AND e.id = s.episode_id
       UNION
       SELECT t.row, i.child_id
       FROM told t JOIN child_identity i ON i.authority = $1 AND i.council_child_id = t.council_child_id
       UNION
       SELECT t.row, i.child_id
       FROM told t JOIN child_identity i ON lower(i.given_name) = lower(t.given_name)
         AND lower(i.family_name) = lower(t.family_name)
       WHERE i.authority = $1`,
      [
        ...[tx.context.authority, id],
        ...[rows.map(({ row }) => row), rows.map(({ ref }) => ref)],
        ...[column('child_id'), column('given_name'), column('family_name'), providerId],
      ],
    ),
  );
  const children = new Map<number, ChildId[]>();
  for (const { row, child_id: child } of found) children.set(row, [...(children.get(row) ?? []), child]);
  return children;
}

/** Of these children those whom the asker may see. */
export async function seenAmong(tx: Transaction, children: readonly ChildId[]): Promise<ReadonlySet<ChildId>> {
  const seen = await tx.query<{ id: string }>('SELECT id FROM child WHERE authority = $1 AND id = ANY($2::uuid[])', [
    tx.context.authority,
    [...new Set(children)],
  ]);
  return new Set(seen.map(({ id }) => id));
}
