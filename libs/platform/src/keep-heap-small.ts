import { setFlagsFromString } from 'node:v8';

/** By how much of itself the heap may grow before garbage is collected, in per cent; V8 alone waits for up to 300. */
const GROWTH_PERCENT = 30;

/**
 * Collects garbage early in a process that takes in returns. The live data of the largest return are some 60 MB; without
 * this the heap grows to several times of that before V8 tidies up. An import takes about 5 % longer by it; what it needs
 * is in docs/benchmarks.md.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}
