import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../time/index.js';
import { WORDS_MOST, decideAnswer, decideAsking, decideClosing } from './index.js';

const today = parseDay('2025-11-03');
const day = (text: string | null) => (text === null ? null : parseDay(text));

describe('decideAsking', () => {
  it('keeps the words without the blanks around them', () => {
    const wantedOn = parseDay('2025-11-10');
    expect(decideAsking({ words: '  Which day? ', wantedOn }, today)).toEqual({
      ...{ kind: 'granted', value: { words: 'Which day?', wantedOn } },
    });
  });

  it.each([
    ['', '2025-11-10', 'words-missing'],
    [' \n ', '2025-11-10', 'words-missing'],
    ['x'.repeat(WORDS_MOST), '2025-11-10', 'granted'],
    ['x'.repeat(WORDS_MOST + 1), '2025-11-10', 'words-too-long'],
    ['x', null, 'day-missing'],
    ['x', '2025-11-02', 'day-past'],
    ['x', '2025-11-03', 'granted'],
    ['x', '2026-11-03', 'granted'],
    ['x', '2026-11-04', 'day-too-late'],
  ] as const)('of %.10j wanted on %s is %s', (words, wantedOn, expected) => {
    const decision = decideAsking({ words, wantedOn: day(wantedOn) }, today);
    expect(decision.kind === 'refused' ? decision.because : decision.kind).toBe(expected);
  });
});

describe('decideAnswer', () => {
  it.each([
    ['The 6th', 'asked', 'granted'],
    ['The 6th', 'answered', 'granted'],
    ['The 6th', 'corrected', 'granted'],
    ['The 6th', 'closed', 'question-closed'],
    [' ', 'asked', 'words-missing'],
    ['x'.repeat(WORDS_MOST + 1), 'asked', 'words-too-long'],
  ] as const)('of %.10j to one that is %s is %s', (words, state, expected) => {
    const decision = decideAnswer(words, state);
    expect(decision.kind === 'refused' ? decision.because : decision.kind).toBe(expected);
  });
});

describe('decideClosing', () => {
  it('needs no reason', () => expect(decideClosing(' ', 'answered')).toEqual({ kind: 'granted', value: null }));

  it.each([
    ['Clear now', 'asked', 'granted'],
    ['Clear now', 'closed', 'question-closed'],
    ['x'.repeat(WORDS_MOST + 1), 'asked', 'words-too-long'],
  ] as const)('of %.10j while it is %s is %s', (words, state, expected) => {
    const decision = decideClosing(words, state);
    expect(decision.kind === 'refused' ? decision.because : decision.kind).toBe(expected);
  });
});
