import { describe, expect, it } from '@jest/globals';
import { note } from '../check-words.js';
import { changeUnconfirmed } from './pr-351-change-unconfirmed.js';

describe('PR-351', () => {
  it('holds the row, and names the columns that it would change and what to do', () => {
    const { severity, message } = note(changeUnconfirmed, 'returned_at, gender');
    expect(severity).toBe('error');
    expect(message).toContain('(returned_at, gender)');
    expect(message).toMatch(/confirm the row or withdraw it\.$/);
  });
});
