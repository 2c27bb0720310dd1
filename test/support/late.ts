import type { Casework } from '#casework';
import type { TransactionContext } from '#persistence';

/**
 * Casework whose transactions are open, with their time, before something else is done and committed, and do their own
 * work only after it: what a slow connection or a wait for a lock does to a transaction.
 */
export function openedBefore(casework: Casework, other: (context: TransactionContext) => Promise<unknown>): Casework {
  const write: Casework['write'] = (context, work) =>
    casework.write(context, async (opened) => {
      await other(context);
      return work(opened);
    });
  return new Proxy(casework, {
    get: (target, name): unknown => (name === 'write' ? write : Reflect.get(target, name)),
  });
}
