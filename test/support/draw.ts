/** The draws are the same in every run, unless another seed is asked for. */
const SEED = Number(process.env['HOMEWARD_TEST_SEED'] ?? 2018);

/** A number from 0 up to but not including 1: the fractional part of multiples of the golden ratio spreads evenly. */
export function draw(index: number): number {
  return ((index + 1) * 0.618_033_988_749_894_9 + SEED * 0.414_213_562_373_095) % 1;
}
