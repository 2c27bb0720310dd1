import { describe, expect, it } from '@jest/globals';
import { parseDay, parseInstant } from '../time/index.js';
import { answerWantedOn, changedColumns, isAnswerOverdue, questionState, threadOf } from './index.js';
import type { AppliedRow, QuestionMessage } from './index.js';

const at = (hour: number) => parseInstant(`2025-11-03T${String(hour).padStart(2, '0')}:00:00Z`);
const asked = (hour: number, wantedOn = '2025-11-10'): QuestionMessage => ({
  ...{ kind: 'asked', at: at(hour), words: 'Which day?', wantedOn: parseDay(wantedOn) },
});
const answered = (hour: number): QuestionMessage => ({ kind: 'answered', at: at(hour), words: 'The 6th' });
const closed = (hour: number): QuestionMessage => ({ kind: 'closed', at: at(hour), words: null });
const row = (hour: number, cells: Readonly<Record<string, string>> = {}): AppliedRow => ({
  ...{ at: at(hour), submissionId: `s-${hour}`, row: 2, cells },
});

describe('questionState', () => {
  it.each([
    [['asked'], 'asked'],
    [['asked', 'answered'], 'answered'],
    [['asked', 'answered', 'corrected'], 'corrected'],
    [['asked', 'corrected', 'answered'], 'answered'],
    [['asked', 'answered', 'asked'], 'asked'],
    [['asked', 'closed'], 'closed'],
    [['asked', 'closed', 'corrected'], 'closed'],
    [['asked', 'closed', 'answered'], 'closed'],
    [['asked', 'closed', 'asked'], 'asked'],
    [['asked', 'closed', 'asked', 'corrected'], 'corrected'],
  ] as const)('of %j is %s', (kinds, expected) =>
    expect(questionState(kinds.map((kind) => ({ kind })))).toBe(expected),
  );
});

describe('threadOf', () => {
  it('puts the rows that came after the question between what was written, in the order of time', () => {
    const thread = threadOf([asked(9), answered(11), closed(13)], null, [row(12), row(10)]);
    expect(thread.map(({ kind, at: when }) => `${kind} ${when.toString()}`)).toEqual([
      'asked 2025-11-03T09:00:00Z',
      'corrected 2025-11-03T10:00:00Z',
      'answered 2025-11-03T11:00:00Z',
      'corrected 2025-11-03T12:00:00Z',
      'closed 2025-11-03T13:00:00Z',
    ]);
  });

  it('leaves out what was sent before the question, and at its instant', () => {
    expect(threadOf([asked(9)], {}, [row(8), row(9)])).toHaveLength(1);
  });

  it('compares each row with the one before it, the first with the one that was asked about', () => {
    const rows = [row(10, { returned_at: 'b' }), row(11, { returned_at: 'b', found_at: 'c' })];
    expect(threadOf([asked(9)], { returned_at: 'a' }, rows)).toMatchObject([
      {},
      { columns: ['returned_at'] },
      { columns: ['found_at'] },
    ]);
  });

  it('does not know what changed where no row was asked about', () => {
    expect(threadOf([asked(9)], null, [row(10, { a: 'b' })])).toMatchObject([{}, { columns: null }]);
  });
});

describe('changedColumns', () => {
  it.each([
    [{ a: '1' }, { a: '2' }, ['a']],
    [{ a: '1' }, { a: ' 1 ' }, []],
    [{ a: '1' }, { a: '' }, []],
    [{ a: '1' }, {}, []],
    [{}, { a: '1' }, ['a']],
    [{ a: '1' }, { a: '-' }, ['a']],
    [{ a: '1', b: '1' }, { b: '2', a: '2' }, ['a', 'b']],
  ])('from %j to %j are %j', (before, after, expected) => expect(changedColumns(before, after)).toEqual(expected));
});

describe('answerWantedOn', () => {
  it('is the day of the last question, whatever came after it', () => {
    const thread = [asked(9, '2025-11-05'), answered(10), asked(11, '2025-11-12'), answered(12)];
    expect(answerWantedOn(thread)?.toString()).toBe('2025-11-12');
  });
});

describe('isAnswerOverdue', () => {
  it.each([
    ['asked', '2025-11-09', false],
    ['asked', '2025-11-10', false],
    ['asked', '2025-11-11', true],
    ['answered', '2025-11-11', false],
    ['corrected', '2025-11-11', false],
    ['closed', '2025-11-11', false],
  ] as const)('of a question that is %s on %s is %s', (state, today, expected) =>
    expect(isAnswerOverdue(state, parseDay('2025-11-10'), parseDay(today))).toBe(expected),
  );
});
