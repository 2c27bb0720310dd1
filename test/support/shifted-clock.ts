import { existsSync } from 'node:fs';
import { describe } from '@jest/globals';

const library = ['x86_64-linux-gnu', 'aarch64-linux-gnu', '.']
  .map((folder) => `/usr/lib/${folder}/faketime/libfaketimeMT.so.1`)
  .find((path) => existsSync(path));

/** A suite of processes whose clock is wrong: without libfaketime it is skipped, which fails the run unless that is allowed. */
export const describeWithShiftedClock = library === undefined ? describe.skip : describe;

/** What makes a process believe that it is later or earlier by so much: `+1h`, `-1d`. How long it waits stays as it is. */
export function shiftedClock(shift: string): Readonly<Record<string, string>> {
  const settings = { FAKETIME: shift, FAKETIME_DONT_FAKE_MONOTONIC: '1', FAKETIME_DISABLE_SHM: '1' };
  return library === undefined ? {} : { LD_PRELOAD: library, ...settings };
}
