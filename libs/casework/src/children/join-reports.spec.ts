import { describe, expect, it } from '@jest/globals';
import { aMissingCase } from '../../../../test/builders/index.js';
import { parseDay, parseInstant } from '#domain/time';
import type { AbsenceReport } from './child-episode.js';
import { joinReports } from './join-reports.js';

const now = parseInstant('2025-11-03T09:00:00Z');

function askedOn(day: string): AbsenceReport['questions'][number] {
  return {
    ...{ id: day, providerId: 'p1', providerName: 'Harbour', ref: null, column: null, row: null, episode: null },
    ...{ state: 'asked', wantedOn: null, isOverdue: false },
    entries: [
      { kind: 'asked', at: parseInstant(`${day}T09:00:00Z`), words: 'Which?', wantedOn: parseDay(day), by: null },
    ],
  };
}

function metOn(day: string): AbsenceReport['steps'][number] {
  const at = parseInstant(`${day}T10:00:00Z`);
  return { id: day, step: 'strategy_meeting_held', takenAt: { at, timeKnown: true }, by: 'A', recordedAt: now };
}

function movedOn(day: string): AbsenceReport['moved'][number] {
  const at = parseInstant(`${day}T11:00:00Z`);
  return { kind: 'offer', oldDueAt: now, newDueAt: null, because: 'return', reason: null, byName: null, at };
}

function report(id: string, ...days: readonly string[]): AbsenceReport {
  const own = aMissingCase({ id });
  return {
    ...{ own, facts: own.episode, refs: [id], providerName: 'Harbour', corrections: [], apart: [] },
    ...{ clock: null, form: null, thirdParty: null, claim: null },
    ...{ questions: days.map(askedOn), steps: days.map(metOn), moved: days.map(movedOn) },
  };
}

describe('joinReports', () => {
  it('holds what was asked about all reports, what the council did and what moved, the earliest first', () => {
    const joined = joinReports(
      [report('e1', '2025-10-12', '2025-10-14'), report('e2', '2025-10-11', '2025-10-13')],
      now,
    );
    const days = ['2025-10-11', '2025-10-12', '2025-10-13', '2025-10-14'];
    expect(joined.questions.map(({ id }) => id)).toEqual(days);
    expect(joined.steps.map(({ id }) => id)).toEqual(days);
    expect(joined.moved.map(({ at }) => at.toString().slice(0, 10))).toEqual(days);
  });
});
