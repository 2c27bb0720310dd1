import { appendAudit } from '#access';
import type { AuditAction } from '#access';
import type { ChildId } from '#domain/kernel';
import { asService, recordsOfChild } from '#persistence';
import type { Transaction } from '#persistence';
import { newId } from '#platform';
import { isUuid, openChild } from '../children/open-child.js';
import type { Opened } from '../children/open-child.js';
import { loadThreads } from './load-threads.js';
import type { QuestionThread } from './load-threads.js';

/** A question that was opened, or not, with the child whose record it goes with; null where there is none yet. */
export interface OpenedQuestion<Value> {
  readonly childId: ChildId | null;
  readonly opened: Opened<Value>;
}

/**
 * Finds a question in the view of whoever asks, and does something with it. A question about a child is opened like the
 * child's record; one that was asked for in vain is on record with the child it would have been.
 */
export async function openQuestion<Value>(
  tx: Transaction,
  { id, action }: { readonly id: string; readonly action: AuditAction },
  work: (thread: QuestionThread, childIds: readonly ChildId[]) => Promise<Value>,
): Promise<OpenedQuestion<Value>> {
  const questionId = isUuid(id) ? id.toLowerCase() : null;
  const thread = questionId === null ? undefined : await findThread(tx, questionId);
  if (!thread) return { childId: null, opened: await refuse(tx, questionId, action) };
  if (thread.episode === null) {
    const childIds = await childrenOfRow(tx, thread);
    return { childId: null, opened: { kind: 'opened', value: await work(thread, childIds) } };
  }
  const [childId = thread.episode.childId] = await recordsOfChild(tx, thread.episode.childId);
  return { childId, opened: await openChild(tx, { childId, action }, ({ recordIds }) => work(thread, recordIds)) };
}

async function findThread(tx: Transaction, id: string): Promise<QuestionThread | undefined> {
  const rows = await tx.query('SELECT FROM provider_question WHERE authority = $1 AND id = $2', [
    ...[tx.context.authority, id],
  ]);
  if (rows.length === 0) return undefined;
  const [thread] = await loadThreads(tx, [id]);
  return thread;
}

/** The children whose council child ID a row gives that is tied to none yet: they are shown with it. */
async function childrenOfRow(tx: Transaction, { row }: QuestionThread): Promise<readonly ChildId[]> {
  if (row === null) return [];
  const rows = await asService(tx, () =>
    tx.query<{ child_id: ChildId }>('SELECT child_id FROM children_of_row($1, $2, $3)', [
      ...[tx.context.authority, row.submissionId, row.row],
    ]),
  );
  return rows.map(({ child_id: id }) => id);
}

async function refuse(
  tx: Transaction,
  id: string | null,
  action: AuditAction,
): Promise<{ readonly kind: 'not-there' }> {
  const hidden = id === null ? [] : await loadThreads(tx, [id]);
  const childIds = hidden.flatMap(({ episode }) => (episode ? [episode.childId] : []));
  const what = { action, itemCount: 0, childIds, outcome: 'refused' } as const;
  await appendAudit(tx, { ...what, ...(id !== null && { itemId: id }) }, newId);
  return { kind: 'not-there' };
}
