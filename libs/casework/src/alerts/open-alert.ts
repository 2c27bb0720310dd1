import { appendAudit } from '#access';
import type { AuditAction } from '#access';
import type { ChildId } from '#domain/kernel';
import { asService, loadAlerts, recordsOfChild } from '#persistence';
import type { KeptAlert, Transaction } from '#persistence';
import { newId } from '#platform';
import { isUuid, openChild } from '../children/open-child.js';
import type { Opened } from '../children/open-child.js';

/** An alert that was opened, or not, with the child whose record it goes with; null where it is not there. */
export interface OpenedAlert<Value> {
  readonly childId: ChildId | null;
  readonly opened: Opened<Value>;
}

/**
 * Finds an alert in the view of whoever asks and does something with it. It is opened like the record of its child; one
 * that was asked for in vain is on record with the child it would have been.
 */
export async function openAlert<Value>(
  tx: Transaction,
  { id, action }: { readonly id: string; readonly action: AuditAction },
  work: (alert: KeptAlert, childIds: readonly ChildId[]) => Promise<Value>,
): Promise<OpenedAlert<Value>> {
  const alertId = isUuid(id) ? id.toLowerCase() : null;
  const [alert] = alertId === null ? [] : await loadAlerts(tx, { ids: [alertId] });
  if (!alert) return { childId: null, opened: await refuse(tx, alertId, action) };
  const [childId = alert.childId] = await recordsOfChild(tx, alert.childId);
  return { childId, opened: await openChild(tx, { childId, action }, ({ recordIds }) => work(alert, recordIds)) };
}

async function refuse(
  tx: Transaction,
  id: string | null,
  action: AuditAction,
): Promise<{ readonly kind: 'not-there' }> {
  await asService(tx, async () => {
    const hidden = id === null ? [] : await loadAlerts(tx, { ids: [id] });
    const childIds = hidden.map(({ childId }) => childId);
    const what = { action, itemCount: 0, childIds, outcome: 'refused' } as const;
    await appendAudit(tx, { ...what, ...(id !== null && { itemId: id }) }, newId);
  });
  return { kind: 'not-there' };
}
