import { describe, expect, it } from '@jest/globals';
import { note } from '../check-words.js';
import { changeWithdrawn } from './pr-352-change-withdrawn.js';

describe('PR-352', () => {
  it('says who withdrew the change and when, and asks for nothing', () =>
    expect(note(changeWithdrawn, 'Ann Example', 'Monday 3 November 2025, 09:00')).toEqual({
      code: 'PR-352',
      severity: 'info',
      message:
        'Withdrawn by Ann Example, Monday 3 November 2025, 09:00: the row changes nothing, and nothing needs to be done about it.',
    }));
});
