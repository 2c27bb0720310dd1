import { describe, expect, it } from '@jest/globals';
import { aMissingCase, aMoment, anInstant } from '../../../../test/builders/index.js';
import type { MissingCaseWords } from '../../../../test/builders/index.js';
import { decideCouncilStep } from './index.js';
import type { CouncilStep, CouncilStepRefusal } from './index.js';

describe('decideCouncilStep', () => {
  const form = { requirement: { formReturnedAt: aMoment('13/10/2025 10:00') } };
  it.each<[string, CouncilStep, string, CouncilStepRefusal | null, MissingCaseWords?, CouncilStep?]>([
    ['in the very minute the child went missing', 'senior_manager_told', '10/10/2025 21:00', null],
    ['before that', 'senior_manager_told', '10/10/2025 20:59', 'step-before-missing'],
    ['on that day, the time not known', 'senior_manager_told', '10/10/2025', null],
    ['the day before', 'senior_manager_told', '09/10/2025', 'step-before-missing'],
    ['now', 'director_told', '14/10/2025 10:00', null],
    ['in a minute', 'director_told', '14/10/2025 10:01', 'step-in-future'],
    ['twice', 'director_told', '13/10/2025', 'step-recorded-already', {}, 'director_told'],
    ['a second meeting', 'strategy_meeting_held', '13/10/2025', null, {}, 'strategy_meeting_held'],
    ['of an episode recorded in error', 'director_told', '13/10/2025', 'episode-over', { end: 'cancelled' }],
    ['a check without a form', 'quality_check_made', '13/10/2025 10:00', 'step-before-form'],
    ['a check before the form came', 'quality_check_made', '13/10/2025 09:59', 'step-before-form', form],
    ['a check as the form came', 'quality_check_made', '13/10/2025 10:00', null, form],
  ])('of %s', (_words, step, takenAt, because, words = {}, recorded) => {
    const { episode, requirement } = aMissingCase(words);
    const facts = {
      episode,
      formReturnedAt: requirement.formReturnedAt,
      recorded: new Set(recorded ? [recorded] : []),
    };
    const decision = decideCouncilStep(facts, { step, takenAt: aMoment(takenAt) }, anInstant('2025-10-14T09:00:00Z'));
    expect(decision).toEqual(because === null ? { kind: 'granted', value: null } : { kind: 'refused', because });
  });
});
