import { columnKey, isColumnName } from '#domain/submissions';
import { instantOf, showInstant } from '#domain/time';
import type { Transaction } from '#persistence';
import { showCode, showValue } from './pack-words.js';
import type { PackNames } from './pack-words.js';
import { recordEntry } from './read-held-rows.js';
import type { PackEntry, PackSection } from './subject-access-pack.js';

/** Columns of a return in which somebody else speaks, or may be spoken of. */
const thirdPartyColumns: ReadonlySet<string> = new Set([
  'carer_information',
  'themes',
  'child_voice',
  'plan_change',
  'independence_reason',
  'found_where',
]);

/** A row that was not applied may after all be another child’s. */
const HELD = 'Held: it is not settled that this row speaks of this child';

interface ReturnRow {
  child_id: string;
  provider_id: string;
  period: string | null;
  received_at: Date;
  file_dropped_at: Date | null;
  row_number: number;
  ref: string | null;
  record: Record<string, string>;
  outcome: string;
  /** The reference that the row is held for, where it waits for another row. */
  awaited_ref: string | null;
  findings: { code: string; message: string }[];
  differences: { column: string; before: string | null; after: string | null }[];
  is_change_made: boolean;
}

/**
 * What providers sent about the child: each row as it came, from which file and when, what was found wrong with it, and
 * what it changed.
 */
export async function readReturnRows(
  tx: Transaction,
  childIds: readonly string[],
  names: PackNames,
): Promise<PackSection> {
  const rows = await tx.query<ReturnRow>(
    `SELECT c.id AS child_id, b.provider_id, b.period, b.received_at, b.file_dropped_at, r.row_number, r.ref, r.record, r.outcome, r.awaited_ref,
       coalesce((SELECT json_agg(json_build_object('code', f.code, 'message', f.message) ORDER BY f.finding_number)
         FROM finding f WHERE f.authority = r.authority AND f.submission_id = r.submission_id
           AND f.row_number = r.row_number), '[]') AS findings,
       coalesce(x.differences, '[]') AS differences,
       coalesce(x.state IN ('applied', 'confirmed'), false) AND r.outcome <> 'held' AS is_change_made
     FROM unnest($2::uuid[]) AS c (id), LATERAL rows_of_child($1, c.id) k
     JOIN submission_row r ON r.authority = $1 AND r.submission_id = k.submission_id AND r.row_number = k.row_number
     LEFT JOIN row_change x ON x.authority = r.authority AND x.submission_id = r.submission_id AND x.row_number = r.row_number
     JOIN submission b ON b.authority = r.authority AND b.id = r.submission_id
     ORDER BY b.received_at, b.id, r.row_number`,
    [tx.context.authority, childIds],
  );
  return {
    id: 'provider-returns',
    title: 'What providers sent',
    lead: 'Rows of provider returns that speak of the child, as they came. The files as a whole speak of other children as well and are not part of this pack.',
    records: rows.map((row) => ({
      title: titleOf(row, names),
      entries: [...recordEntry(row.child_id, names), ...entriesOf(row)],
    })),
  };
}

function titleOf({ provider_id: provider, period, received_at: at, row_number: number }: ReturnRow, names: PackNames) {
  const sender = showValue(provider, 'provider', names);
  return `Row ${number} of a file of ${sender}${period === null ? '' : ` for ${period}`}, received on ${showInstant(instantOf(at))}`;
}

function entriesOf(row: ReturnRow): readonly PackEntry[] {
  const { outcome, ref, awaited_ref: awaited, record, findings, differences, file_dropped_at: dropped } = row;
  const plain = (label: string, value: string): PackEntry => ({ label, value, thirdParty: false });
  return [
    {
      label: 'What became of the row',
      value: outcome === 'held' ? HELD : showCode(outcome),
      thirdParty: outcome === 'held',
    },
    ...(ref === null ? [] : [plain('Reference', ref)]),
    ...(awaited === null ? [] : [plain('Waits for the row with the reference', awaited)]),
    ...(dropped === null ? [] : [plain('The file', 'No longer kept, because another child in it was deleted')]),
    ...Object.entries(record)
      .filter(([, value]) => value !== '')
      .map(([header, value]) => ({ label: header, value, thirdParty: mayNameOthers(header) })),
    ...differences.map(({ column, before, after }) => ({
      label: `Change of ${column}`,
      value: `${before ?? 'nothing'} before, ${after ?? 'nothing'} ${row.is_change_made ? 'since' : 'wanted, and not recorded from this row'}`,
      thirdParty: mayNameOthers(column),
    })),
    ...findings.map(({ code, message }) => plain(`Finding ${code}`, message)),
  ];
}

/** A column that is not part of the format may hold anything. */
function mayNameOthers(header: string): boolean {
  const key = columnKey(header);
  return thirdPartyColumns.has(key) || !isColumnName(key);
}
