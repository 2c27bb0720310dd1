import type { Random } from './mulberry32.js';

/** Values with their relative weights, which need not add up to anything. */
export type Weighted<Value> = readonly (readonly [value: Value, weight: number])[];

export function chance(random: Random, probability: number): boolean {
  return random() < probability;
}

/** A number at least `low` and below `high`. */
export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

/** A whole number from `low` to `high`, both included. */
export function wholeBetween(random: Random, low: number, high: number): number {
  return Math.floor(between(random, low, high + 1));
}

/** A waiting time: mostly short, now and then long. */
export function waiting(random: Random, mean: number): number {
  return -mean * Math.log(1 - random());
}

export function pickOne<Value>(random: Random, values: readonly Value[]): Value {
  return pickWeighted(
    random,
    values.map((value) => [value, 1]),
  );
}

export function pickWeighted<Value>(random: Random, weighted: Weighted<Value>): Value {
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
  let left = random() * total;
  for (const [value, weight] of weighted) {
    left -= weight;
    if (left < 0) return value;
  }
  throw new Error('There is nothing to pick from');
}

/** Up to `count` different values, likelier ones first as a rule. */
export function pickSeveral<Value>(random: Random, weighted: Weighted<Value>, count: number): readonly Value[] {
  const picked: Value[] = [];
  let left = weighted.filter(([, weight]) => weight > 0);
  while (picked.length < count && left.length > 0) {
    const value = pickWeighted(random, left);
    picked.push(value);
    left = left.filter(([other]) => other !== value);
  }
  return picked;
}
