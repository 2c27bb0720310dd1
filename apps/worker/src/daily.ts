import type { Casework, CaseworkTransaction } from '#casework';
import type { AuthorityCode } from '#domain/kernel';
import { dayInLondon } from '#domain/time';
import type { Day, Instant } from '#domain/time';
import { systemContext } from '#persistence';

/** Work that each authority needs once on each day of London. What it does, it does in the transaction it is given. */
export interface DailyTask {
  /** Stands in the record of what has been done, so it never changes: small letters and hyphens. */
  readonly name: string;
  run(casework: CaseworkTransaction, today: Day): Promise<void>;
}

type OnError = (event: string, error: unknown) => void;

/**
 * Does the tasks of today that are not done yet, each in a transaction that also remembers it: a crash leaves a task to
 * be done again from the start, and two workers do it once, because the second waits for the first. A task that fails is
 * told, stops none of the others and is tried again at the next sweep. Gives the names of those it did.
 */
export async function runDailyTasks(
  casework: Casework,
  authority: AuthorityCode,
  now: Instant,
  tasks: readonly DailyTask[],
  onError: OnError,
): Promise<readonly string[]> {
  const today = dayInLondon(now);
  const context = systemContext(authority, 'worker');
  const done = await casework.write(context, ({ tx }) =>
    tx.query<{ name: string }>('SELECT name FROM daily_task WHERE authority = $1 AND done_on = $2', [
      authority,
      today.toString(),
    ]),
  );
  const names: string[] = [];
  for (const task of tasks.filter(({ name }) => done.every((each) => each.name !== name))) {
    try {
      const isMine = await casework.write(context, async (work) => {
        const mine = await remember(work, task.name, today);
        if (mine) await task.run(work, today);
        return mine;
      });
      if (isMine) names.push(task.name);
    } catch (error) {
      onError(`daily-${task.name}`, error);
    }
  }
  return names;
}

/** Whether this transaction is the one to do a task; another that has begun it is waited for. */
async function remember({ tx }: CaseworkTransaction, name: string, today: Day): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO daily_task (authority, name, done_on, done_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING name`,
    [tx.context.authority, name, today.toString(), new Date(tx.now.epochMilliseconds)],
  );
  return rows.length === 1;
}
