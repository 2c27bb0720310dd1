import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { projectPath } from '#platform';
import type { Role } from '#platform';
import { say } from './command-context.js';

/** A child that dies sooner than this after its start is waited for longer each time. */
const STEADY_AFTER_MS = 10_000;
const RESTART_AFTER_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const KILL_AFTER_MS = 15_000;

/** Keeps one child process per role alive until it is told to stop: once it has been ready it is started again for ever. */
export class Supervisor {
  private readonly children = new Map<Role, ChildProcess>();
  private isStopping = false;

  constructor(private readonly environment: NodeJS.ProcessEnv) {}

  /** Starts a role and resolves with what it said when it was ready; rejects when it could not start at all. */
  start(role: Role): Promise<unknown> {
    return new Promise((resolve, reject) => {
      let hasBeenReady = false;
      let failures = 0;
      const launch = () => {
        const startedAt = performance.now();
        const child = this.fork(role);
        child.once('message', (message) => {
          hasBeenReady = true;
          resolve(message);
        });
        child.once('exit', (code, signal) => {
          if (this.isStopping) return;
          if (!hasBeenReady) {
            reject(new Error(`The ${role} process could not be started.`));
            return;
          }
          failures = performance.now() - startedAt < STEADY_AFTER_MS ? failures + 1 : 0;
          const wait = Math.min(RESTART_AFTER_MS * 2 ** failures, LONGEST_WAIT_MS);
          say(`The ${role} process ended (${signal ?? `exit ${code ?? '?'}`}); starting it again in ${wait / 1000} s.`);
          void delay(wait).then(() => {
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

  /** In a process group of its own, so that a Ctrl-C reaches it through `stop` alone. */
  private fork(role: Role): ChildProcess {
    const child = fork(projectPath('dist', 'apps', role, 'src', 'main.js'), { env: this.environment, detached: true });
    this.children.set(role, child);
    return child;
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
