import type { Action } from './action.js';

/** What a key opens, besides being its provider's. A key has at least one of these. */
export const keyScopes = ['returns:send', 'returns:read'] as const;
export type KeyScope = (typeof keyScopes)[number];

/** The scope that a key needs for each action that a machine may do at all. What has no scope, no key opens. */
const scopeOf: Readonly<Partial<Record<Action, KeyScope>>> = {
  'return.send': 'returns:send',
  'return.read': 'returns:read',
  'question.fetch': 'returns:read',
  'question.reply': 'returns:send',
};

/** The scope that a key needs for an action; null where keys are not for it. */
export function scopeOfAction(action: Action): KeyScope | null {
  return scopeOf[action] ?? null;
}

export function isKeyScope(text: string): text is KeyScope {
  return keyScopes.some((scope) => scope === text);
}

/** A key lasts a year at most, so that one that was lost sight of ends by itself. */
export const MOST_KEY_DAYS = 365;

/** Two keys at a time, so that a new one can be put to use before the old one is taken back. */
export const MOST_KEYS_IN_FORCE = 2;
