import { describe, expect, it } from '@jest/globals';
import { anInstant } from '../../../test/builders/index.js';
import { composeAlert, composeConfirmation, composeDigest } from './compose.js';

const PUBLIC_URL = 'https://homeward.example/';
const first = {
  ...{ alertId: '019ab3c4-1111-7222-8333-9f3c21ab77d0', kinds: ['interview'] as const },
  dueAt: anInstant('2026-11-24T09:30:00Z'),
};
const second = { ...first, alertId: '019ab3c4-2222-7222-8333-000000000001', dueAt: anInstant('2026-07-01T09:30:00Z') };

describe('the text of a message', () => {
  it('says the reference, the deadline and where to read on, and nothing else', () => {
    expect(composeAlert(first, PUBLIC_URL)).toEqual({
      subject: 'A deadline needs you: 9F3C-21AB-77D0',
      text: `A deadline in Homeward needs you.

Reference: 9F3C-21AB-77D0
Deadline: Return home interview, due Tuesday 24 November 2026, 09:30

Sign in to see what it is about:
https://homeward.example/alerts/${first.alertId}

There is nothing about a child in this message. Do not answer it: nobody reads what is sent to this address.
`,
    });
  });

  it('has a word for a clock of another version of the service', () => {
    expect(composeAlert({ ...first, kinds: ['new'] }, PUBLIC_URL).text).toContain('Deadline: A step of a case, due');
  });

  it('tells of several repeats in one line, because they call for one meeting', () => {
    const { text } = composeAlert({ ...first, kinds: ['repeat_3_in_30', 'repeat_3_in_90'] }, PUBLIC_URL);
    expect(text).toContain('Deadline: Strategy meeting after 3 episodes in 30 days and 3 in 90 days, due');
    expect(text.match(/^https:.*$/gm)).toHaveLength(1);
  });

  it('puts all that was held into one, the most urgent first', () => {
    const { subject, text } = composeDigest([first, second], PUBLIC_URL);
    expect(subject).toBe('Held in quiet hours: 2 messages');
    expect(text.match(/due .*$/gm)).toEqual([
      'due Wednesday 1 July 2026, 10:30',
      'due Tuesday 24 November 2026, 09:30',
    ]);
    expect(text.match(/^https:.*$/gm)).toHaveLength(2);
    expect(composeDigest([first], PUBLIC_URL).subject).toBe('Held in quiet hours: 1 message');
  });

  it('carries the code that confirms an address', () => {
    const { subject, text } = composeConfirmation('123456', 30);
    expect(subject).toContain('123456');
    expect(text).toMatch(/within 30 minutes:\n\n123456\n/);
  });
});
