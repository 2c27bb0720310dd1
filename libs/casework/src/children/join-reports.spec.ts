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

function report(id: string, ...days: readonly string[]): AbsenceReport {
  const own = aMissingCase({ id });
  return {
    ...{
      facts: own.episode,
      refs: [id],
      providerName: 'Harbour',
      ...{ clock: null, steps: [], moved: [] },
      steps: [],
      moved: [],
      form: null,
      thirdParty: null,
      claim: null,
    },
    ...{ corrections: [], questions: days.map(askedOn), apart: [], own },
  };
}

describe('joinReports', () => {
  it('holds what was asked of all reports, the earliest first', () => {
    const joined = joinReports(
      [report('e1', '2025-10-12', '2025-10-14'), report('e2', '2025-10-11', '2025-10-13')],
      now,
    );
    expect(joined.questions.map(({ id }) => id)).toEqual(['2025-10-11', '2025-10-12', '2025-10-13', '2025-10-14']);
  });
});
