import type { CaseworkTransaction } from '#casework';
import type { ReferenceLists } from '#persistence';
import { newId } from '#platform';
import { applyChunk } from './apply-chunk.js';
import { checkReturn } from './check-return.js';
import { storeFileFindings } from './finding-store.js';
import { keepReturn } from './keep-return.js';
import type { ReceivedReturn } from './keep-return.js';
import type { ParsedReturn, ParsedRow } from './return-refused.js';
import { endLease } from './submission-lease.js';

/** How many rows are applied at once. */
const CHUNK = 500;

/** A return with what happens to it on the way. */
interface Keeping {
  readonly received: ReceivedReturn;
  readonly parsed: ParsedReturn;
  readonly lists: ReferenceLists;
  /** Runs once the return is kept and before anything is changed; when it throws, nothing was done. */
  readonly onKept?: (submissionId: string) => Promise<void>;
  readonly apply?: typeof applyChunk;
}

/** Keeps a return and applies it, all of it in the open transaction: a row that came by itself, or a rehearsal. */
export async function keepAndApply(
  transaction: CaseworkTransaction,
  { received, parsed, lists, onKept, apply = applyChunk }: Keeping,
): Promise<string> {
  const { tx } = transaction;
  const submissionId = newId();
  const context = await keepReturn(tx, { submissionId, leaseId: newId() }, received, parsed, lists);
  await onKept?.(submissionId);
  const checked = checkReturn(parsed, context);
  const applying = { origin: { submissionId, receivedAt: tx.now }, context, lists };
  for (const chunk of chunksOf(checked.rows)) await apply(transaction, applying, chunk.map(checked.check));
  await storeFileFindings(tx, submissionId, checked.fileFindings);
  await endLease(tx, submissionId);
  return submissionId;
}

/** Rows in portions of which each is applied at once. */
export function chunksOf(rows: readonly ParsedRow[]): readonly (readonly ParsedRow[])[] {
  return Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, index) =>
    rows.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}
