import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { errorCode } from './embedded-postgres-error.js';

/** A process number alone is soon used again; with the moment it started it is unmistakable. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startedAt: string;
}

/** Where the system hides the start time (another user's process under hidepid), the number has to do. */
const unknownStart = 'unknown';

/** Who runs under this number now; null for nobody, and for a zombie, which holds its number but does nothing. */
export function identifyProcess(pid: number): ProcessIdentity | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const seen = process.platform === 'linux' ? readFromProc(pid) : readFromPs(pid);
  if (seen !== null) return seen.isZombie ? null : { pid, startedAt: seen.startedAt };
  return isNumberTaken(pid) ? { pid, startedAt: unknownStart } : null;
}

export function isRunning(identity: ProcessIdentity): boolean {
  const now = identifyProcess(identity.pid);
  if (now === null) return false;
  return [identity.startedAt, unknownStart].includes(now.startedAt) || identity.startedAt === unknownStart;
}

/** Whether the process was started with exactly this directory among its arguments. */
export function wasStartedOn(pid: number, directory: string): boolean {
  if (process.platform !== 'linux') return ps('command=', pid).includes(directory);
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(directory);
  } catch {
    return false;
  }
}

interface Seen {
  readonly startedAt: string;
  readonly isZombie: boolean;
}

function readFromProc(pid: number): Seen | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may itself hold spaces and brackets, so count from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const startedAt = fields[19];
    if (startedAt === undefined) return null;
    return { startedAt: `${bootId()}:${startedAt}`, isZombie: ['Z', 'X'].includes(fields[0] ?? '') };
  } catch {
    return null;
  }
}

/** Start times count from boot, so that one from before a restart of the machine could come round again. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return 'boot';
  }
}

function readFromPs(pid: number): Seen | null {
  const startedAt = ps('lstart=', pid);
  return startedAt === '' ? null : { startedAt, isZombie: ps('stat=', pid).startsWith('Z') };
}

function ps(column: string, pid: number): string {
  const run = spawnSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8', env: { LC_ALL: 'C' } });
  return run.error === undefined ? run.stdout.trim() : '';
}

/** Whether the system has anything under this number, were it a zombie. */
export function isNumberTaken(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
