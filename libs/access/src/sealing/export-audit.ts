import type { NewId } from '#domain/kernel';
import { inDeploymentTransaction, inTransaction } from '#persistence';
import type { Statements, TransactionContext } from '#persistence';
import { appendAudit } from '../audit-trail.js';
import { recordDeploymentEvent } from '../deployment-events.js';
import { DEPLOYMENT_CHAIN } from './chain.js';
import type { ChainName } from './chain.js';
import { findLastSeal, listUnsealed, readSealedEvents, readSeals } from './chain-store.js';

type Database = Parameters<typeof inTransaction>[0];
/** Takes one line of the file; waited for, so that a slow disk is not run over. */
type WriteLine = (line: string) => Promise<void>;

export interface Exported {
  readonly batches: number;
  readonly events: number;
  readonly unsealed: number;
  readonly head: string | null;
}

/** Writes the audit of an authority out with its seals, one JSON object a line; that it was done is on record. */
export function exportAudit(
  database: Database,
  context: TransactionContext,
  write: WriteLine,
  newId: NewId,
): Promise<Exported> {
  return inTransaction(database, context, async (tx) => {
    const exported = await exportChain(tx, context.authority, write);
    await appendAudit(tx, { action: 'AuditExport', itemCount: exported.events, childIds: [] }, newId);
    return exported;
  });
}

/** The same of what belongs to no authority: attempts to sign in, and the work of whoever runs the deployment. */
export function exportDeployment(
  database: Database,
  actorName: string,
  write: WriteLine,
  newId: NewId,
): Promise<Exported> {
  return inDeploymentTransaction(database, async (tx) => {
    const exported = await exportChain(tx, DEPLOYMENT_CHAIN, write);
    const event = { action: 'AuditExport', outcome: 'done', actor: actorName } as const;
    await recordDeploymentEvent(tx, event, tx.now, newId);
    return exported;
  });
}

/** Each seal, followed by the events that it covers; at the end those that no seal covers yet. */
async function exportChain(tx: Statements, chain: ChainName, write: WriteLine): Promise<Exported> {
  const last = await findLastSeal(tx, chain);
  let [batches, events] = [0, 0];
  const writeEvents = async (ids: readonly string[]) => {
    const found = await readSealedEvents(tx, chain, ids);
    for (const id of ids) {
      const event = found.get(id);
      if (!event) continue;
      await write(JSON.stringify({ kind: 'event', ...event }));
      events += 1;
    }
  };
  for await (const seal of readSeals(tx, chain, last?.number ?? 0)) {
    await write(JSON.stringify({ kind: 'seal', ...seal }));
    await writeEvents(seal.events);
    batches += 1;
  }
  const unsealed = (await listUnsealed(tx, chain, last?.number ?? 0)).map(({ id }) => id);
  for (let start = 0; start < unsealed.length; start += AT_ONCE)
    await writeEvents(unsealed.slice(start, start + AT_ONCE));
  return { batches, events, unsealed: unsealed.length, head: last?.hash ?? null };
}

const AT_ONCE = 1000;
