import { describe, expect, it } from '@jest/globals';
import { actions, grantOf, isKeyScope, keyScopes, scopeOfAction } from './index.js';

describe('scopeOfAction', () => {
  it('names a scope for exactly those actions that a machine may do', () => {
    const withScope = actions.filter((action) => scopeOfAction(action) !== null);
    expect(withScope).toEqual(actions.filter((action) => grantOf('machine', action) !== null));
  });

  it('uses every scope there is', () => {
    const used = actions.map(scopeOfAction).filter((scope) => scope !== null);
    expect([...new Set(used)].sort()).toEqual([...keyScopes].sort());
  });
});

describe('isKeyScope', () => {
  it.each([
    ['returns:send', true],
    ['returns:read', true],
    ['returns:*', false],
    ['', false],
  ])('of %j is %s', (text, expected) => expect(isKeyScope(text)).toBe(expected));
});
