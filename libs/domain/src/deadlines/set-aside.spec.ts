import { describe, expect, it } from '@jest/globals';
import { aMissingCase, anInstant, anInterview } from '../../../../test/builders/index.js';
import type { MissingCaseWords } from '../../../../test/builders/index.js';
import { isEqual } from '../kernel/index.js';
import { reconcileDeadlines, setAsideDeadlines } from './index.js';
import type { Deadline, Reconciled, SetAside } from './index.js';

let made = 0;
const look = (words: MissingCaseWords, existing: readonly Deadline[], now: string, because: SetAside | null = null) =>
  reconcileDeadlines(aMissingCase(words), existing, anInstant(now), () => `d${++made}`, because);
const stepsOf = ({ steps }: Reconciled) => steps.map(({ deadlineId, step }) => `${deadlineId} ${step}`);
const running = (deadlines: readonly Deadline[]) => deadlines.filter(({ supersededAt }) => supersededAt === null);

const opened = look({}, [], '2025-10-11T08:00:00Z').deadlines;
const aside = setAsideDeadlines(opened, { now: anInstant('2025-10-11T09:00:00Z'), because: 'merged' });

describe('setAsideDeadlines', () => {
  it('lets no clock run, says why, tells nobody, and does it once', () => {
    expect(aside.deadlines.map(({ supersededBecause, nextStep }) => [supersededBecause, nextStep])).toEqual([
      ['merged', null],
      ['merged', null],
    ]);
    expect([aside.steps, aside.arrivedOverdue]).toEqual([[], false]);
    const later = { now: anInstant('2025-10-11T10:00:00Z'), because: 'unmerged' } as const;
    expect(isEqual(setAsideDeadlines(aside.deadlines, later), aside)).toBe(true);
  });
});

describe('reconcileDeadlines, of clocks that were set aside', () => {
  it('goes on with the very clock where the report stands alone again', () => {
    const back = look({}, aside.deadlines, '2025-10-11T10:00:00Z', 'unmerged');
    expect(isEqual(back.deadlines, opened)).toBe(true);
    expect(back.steps).toEqual([]);
  });

  it('names the step that came meanwhile with the same clock, so that it is told once', () => {
    const back = look({}, aside.deadlines, '2025-10-14T09:00:00Z', 'unmerged');
    expect(stepsOf(back).sort()).toEqual(
      opened.map(({ id, kind }) => `${id} missed_${kind === 'offer' ? 24 : 72}`).sort(),
    );
  });

  it('tells nobody of what came long ago, and leaves no mark: nothing has arrived', () => {
    const back = look({}, aside.deadlines, '2026-03-01T09:00:00Z', 'unmerged');
    expect([back.steps, back.arrivedOverdue]).toEqual([[], false]);
    const anew = look({ returnedAt: '2025-10-11T07:00:00Z' }, opened, '2026-03-01T09:00:00Z', 'merged');
    expect([anew.steps, anew.arrivedOverdue]).toEqual([[], false]);
  });

  it('sets the own clock aside where the absence ended earlier, and goes on with it afterwards', () => {
    const joint = look({ returnedAt: '2025-10-11T07:00:00Z' }, opened, '2025-10-11T09:00:00Z', 'merged');
    expect(running(joint.deadlines).map(({ startsAt }) => startsAt.toString())).toEqual([
      ...['2025-10-11T07:00:00Z', '2025-10-11T07:00:00Z'],
    ]);
    const back = look({}, joint.deadlines, '2025-10-11T10:00:00Z', 'unmerged');
    expect(isEqual(running(back.deadlines), opened)).toBe(true);
    expect(back.deadlines.map(({ supersededBecause }) => supersededBecause).sort()).toEqual([
      ...[null, null, 'unmerged', 'unmerged'],
    ]);
  });

  it('starts a new clock where a correction replaced the old one', () => {
    const corrected = look({ returnedAt: '2025-10-11T07:00:00Z' }, opened, '2025-10-11T09:00:00Z');
    const back = look({}, corrected.deadlines, '2025-10-11T10:00:00Z');
    expect(running(back.deadlines).some(({ id }) => opened.some((old) => old.id === id))).toBe(false);
  });

  it('is settled by the interview of another report, and runs again without it', () => {
    const settled = look({ interviews: [anInterview()] }, opened, '2025-10-12T09:00:00Z', 'merged');
    expect(settled.deadlines.map(({ kind, settledAt }) => [kind, settledAt !== null])).toEqual([
      ...[
        ['interview', true],
        ['offer', true],
        ['form', false],
      ],
    ]);
    const back = look({}, settled.deadlines, '2025-10-12T10:00:00Z', 'unmerged');
    expect(running(back.deadlines).map(({ kind, settledAt }) => [kind, settledAt])).toEqual([
      ['interview', null],
      ['offer', null],
    ]);
  });
});
