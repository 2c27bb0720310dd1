// Resident memory as Linux counts it, in MiB.
import { readFileSync, readdirSync } from 'node:fs';

/** What a process holds now, what it held at most, and what is its alone: `own` shares shared pages out. */
export function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (text, name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) / 1024;
  return { now: read(status, 'VmRSS'), most: read(status, 'VmHWM'), own: shareOf(pid, read) };
}

/** PostgreSQL's processes hold the same shared buffers, which a sum of RSS would count once for each. */
function shareOf(pid, read) {
  try {
    return read(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'), 'Pss');
  } catch {
    return 0;
  }
}

/** The processes below one, itself first; those that a process left on its own are found by their parent no more. */
export function processesBelow(root) {
  const parents = new Map();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // Gone in the meantime.
    }
  }
  const found = [root];
  for (const pid of found) found.push(...[...parents].filter(([, parent]) => parent === pid).map(([child]) => child));
  return found;
}

export function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}
