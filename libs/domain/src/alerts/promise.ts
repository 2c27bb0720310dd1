import type { Instant } from '../time/index.js';

/** What will be done, in the words of whoever takes an alert on, and by when. */
export interface PromiseWish {
  readonly words: string;
  readonly by: Instant | null;
}

export type PromiseFault = 'words-missing' | 'words-too-long' | 'time-missing';

/** More than this belongs into the record itself. In characters. */
export const PROMISE_MOST = 500;

/** Null where nothing is promised. What will be done and by when are said together, or neither. */
export type ReadPromise =
  | { readonly kind: 'granted'; readonly value: { readonly words: string; readonly by: Instant } | null }
  | { readonly kind: 'refused'; readonly because: PromiseFault };

export function decidePromise({ words: typed, by }: PromiseWish): ReadPromise {
  const words = typed.trim();
  if (words === '' && by === null) return { kind: 'granted', value: null };
  if (words === '') return { kind: 'refused', because: 'words-missing' };
  if (words.length > PROMISE_MOST) return { kind: 'refused', because: 'words-too-long' };
  return by === null ? { kind: 'refused', because: 'time-missing' } : { kind: 'granted', value: { words, by } };
}
