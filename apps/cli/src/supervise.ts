import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { projectPath } from '#platform';
import type { Role } from '#platform';
import { say } from './command-context.js';

/** A child that dies sooner than this after its start has not really started. */
const STARTED_AFTER_MS = 10_000;
const MOST_FAILED_STARTS = 3;
const RESTART_AFTER_MS = 1_000;
const KILL_AFTER_MS = 15_000;

/** Keeps one child process per role alive until it is told to stop. */
export class Supervisor {
  private readonly children = new Map<Role, ChildProcess>();
  private isStopping = false;

  constructor(private readonly environment: NodeJS.ProcessEnv) {}

  /** Starts a role and resolves with what it said when it was ready; rejects when it could not start. */
  start(role: Role): Promise<unknown> {
    return new Promise((resolve, reject) => {
      let failedStarts = 0;
      const launch = () => {
        const startedAt = performance.now();
        const child = fork(projectPath('dist', 'apps', role, 'src', 'main.js'), {
          env: this.environment,
          detached: true,
        });
        this.children.set(role, child);
        child.once('message', resolve);
        child.once('exit', (code, signal) => {
          if (this.isStopping) return;
          failedStarts = performance.now() - startedAt < STARTED_AFTER_MS ? failedStarts + 1 : 0;
          if (failedStarts >= MOST_FAILED_STARTS || (code === 1 && failedStarts === 1)) {
            reject(new Error(`The ${role} process could not be started.`));
            return;
          }
          say(`The ${role} process ended (${signal ?? `exit ${code ?? '?'}`}); starting it again.`);
          void delay(RESTART_AFTER_MS).then(() => {
            if (!this.isStopping) launch();
          });
        });
      };
      launch();
    });
  }

  /** Asks every child to finish what it is doing, and waits for it. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await Promise.all([...this.children.values()].map((child) => stopChild(child)));
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
  await ended;
  clearTimeout(timer);
}
