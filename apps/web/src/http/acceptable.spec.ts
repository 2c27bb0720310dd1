import { describe, expect, it } from '@jest/globals';
import { acceptable } from './acceptable.js';
import { Problem } from './problem.js';

const offered = ['application/json', 'text/html'] as const;

describe('acceptable', () => {
  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['text/html', 'text/html'],
    ['text/*', 'text/html'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'text/html'],
    ['application/json;q=0.4, text/html;q=0.5', 'text/html'],
    ['text/html;q=0, */*', 'application/json'],
  ])('reads %p as %s', (accept, type) => {
    expect(acceptable(accept, offered)).toBe(type);
  });

  it('refuses what is not there', () => {
    expect(() => acceptable('application/pdf', offered)).toThrow(Problem);
  });
});
