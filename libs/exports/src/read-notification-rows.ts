import { instantOf, showInstant } from '#domain/time';
import type { Transaction } from '#persistence';
import { showCode } from './pack-words.js';
import type { PackEntry, PackSection } from './subject-access-pack.js';

interface ListRow {
  readonly source: string;
  readonly received_at: Date;
  readonly file_dropped_at: Date | null;
  readonly row_number: number;
  readonly reference: string | null;
  readonly record: Record<string, string>;
  readonly outcome: string;
  readonly is_matched: boolean;
  readonly findings: readonly { readonly code: string; readonly message: string }[];
}

/** A row that was tied to no child may after all be another’s. */
const NOT_MATCHED = 'It is not settled that this row speaks of this child';

/** What lists of the police and the council said of the child: each row as it came, and what was found wrong with it. */
export async function readNotificationRows(tx: Transaction, childIds: readonly string[]): Promise<PackSection> {
  const rows = await tx.query<ListRow>(
    `SELECT l.source, l.received_at, l.file_dropped_at, r.row_number, r.reference, r.record, r.outcome, r.findings,
       coalesce(n.child_id = c.id, false) AS is_matched
     FROM unnest($2::uuid[]) AS c (id), LATERAL notification_rows_of_child($1, c.id) k
     JOIN notification_list_row r ON r.authority = $1 AND r.list_id = k.list_id AND r.row_number = k.row_number
     JOIN notification_list l ON l.authority = r.authority AND l.id = r.list_id
     LEFT JOIN missing_notification n ON n.authority = r.authority AND n.id = r.notification_id
     ORDER BY l.received_at, l.id, r.row_number`,
    [tx.context.authority, childIds],
  );
  return {
    id: 'notification-lists',
    title: 'What lists of notifications said',
    lead: 'Rows of the lists of the police and the council that speak of the child, as they came. The files as a whole speak of other children as well and are not part of this pack.',
    records: rows.map((row) => ({ title: titleOf(row), entries: entriesOf(row) })),
  };
}

function titleOf({ source, received_at: at, row_number: number }: ListRow): string {
  return `Row ${number} of a list, ${showCode(source)}, received on ${showInstant(instantOf(at))}`;
}

function entriesOf({ outcome, reference, record, findings, file_dropped_at: dropped, is_matched: isMatched }: ListRow) {
  const plain = (label: string, value: string): PackEntry => ({ label, value, thirdParty: false });
  return [
    { label: 'What became of the row', value: isMatched ? showCode(outcome) : NOT_MATCHED, thirdParty: !isMatched },
    ...(reference === null ? [] : [plain('Reference', reference)]),
    ...(dropped === null ? [] : [plain('The file', 'No longer kept, because another child in it was deleted')]),
    ...Object.entries(record)
      .filter(([, value]) => value !== '')
      .map(([header, value]) => ({ label: header, value, thirdParty: !isMatched })),
    ...findings.map(({ code, message }) => plain(`Finding ${code}`, message)),
  ];
}
