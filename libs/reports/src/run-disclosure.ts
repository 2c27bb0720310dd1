import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { projectPath } from '#platform';
import type { DisclosureResults, DisclosureTask } from './disclosure-thread.js';

/** A report takes some seconds, on a busy machine some tens of them. */
const MOST_MILLISECONDS = 180_000;

/** The thread ended without an answer, or had to be ended: nothing is proved. */
export class DisclosureFailed extends Error {
  override readonly name = 'DisclosureFailed';
}

/**
 * Works in a thread of its own, because solving takes the processor for seconds in which nobody else would be answered.
 * The thread is of the compiled service, and is given neither settings nor a database.
 */
export function runDisclosure<Task extends DisclosureTask>(
  task: Task,
  mostMilliseconds = MOST_MILLISECONDS,
): Promise<DisclosureResults[Task['kind']]> {
  const thread = new Worker(projectPath('dist', 'libs', 'reports', 'src', 'disclosure-thread.js'), {
    ...{ workerData: task, env: {}, execArgv: [], stdout: true, stderr: true },
  });
  return new Promise<DisclosureResults[Task['kind']]>((resolve, reject) => {
    const limit = setTimeout(() => {
      reject(new DisclosureFailed(`Nothing was proved within ${mostMilliseconds / 1000} seconds.`));
    }, mostMilliseconds);
    thread.once('message', resolve);
    thread.once('error', (error) => {
      reject(new DisclosureFailed(messageOf(error), { cause: error }));
    });
    thread.once('exit', () => {
      clearTimeout(limit);
      reject(new DisclosureFailed('The thread ended without an answer.'));
    });
  }).finally(() => thread.terminate());
}

/** An error of another thread need not be one of this thread's class. */
function messageOf(error: unknown): string {
  const hasMessage = typeof error === 'object' && error !== null && 'message' in error;
  return hasMessage ? String(error.message) : 'The thread failed.';
}

/** What solves, with its version, as a certificate names it. */
export function solverName(): string {
  const { dependencies } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return `HiGHS, npm package highs ${dependencies['highs'] ?? 'of an unknown version'}`;
}
