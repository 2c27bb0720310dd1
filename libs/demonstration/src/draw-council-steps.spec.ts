import { describe, expect, it } from '@jest/globals';
import { parseInstant, plusHours } from '#domain/time';
import { drawCouncilSteps } from './draw-council-steps.js';
import type { EpisodeToActOn } from './draw-council-steps.js';
import { mulberry32 } from './mulberry32.js';

const missingAt = parseInstant('2025-10-06T20:00:00Z');
const nothing = {
  missingAt,
  endedAt: null,
  isSearchedFor: true,
  isLookedAfter: true,
  isRepeat: false,
  formReturnedAt: null,
};
const drawn = (episode: EpisodeToActOn) =>
  Array.from({ length: 500 }, (_, seed) => drawCouncilSteps(mulberry32(seed), episode));
const withinHours = (episode: EpisodeToActOn, step: string, hours: number) =>
  drawn(episode).filter((steps) =>
    steps.some(
      (each) => each.step === step && each.takenAt.epochMilliseconds <= plusHours(missingAt, hours).epochMilliseconds,
    ),
  ).length / 500;

describe('drawCouncilSteps', () => {
  it.each([
    ['senior_manager_told', 24],
    ['strategy_meeting_held', 120],
    ['director_told', 72],
  ])('does %s in time as a rule, and misses some', (step, hours) => {
    expect(withinHours(nothing, step, hours)).toBeGreaterThan(0.85);
    expect(withinHours(nothing, step, hours)).toBeLessThan(0.99);
  });

  it('does nothing about a child who is back before it could, but for the meeting that a repeat asks for', () => {
    const back = { ...nothing, endedAt: plusHours(missingAt, 3) };
    expect(drawn(back).flat()).toEqual([]);
    expect(drawn({ ...nothing, isSearchedFor: false, isRepeat: true }).flat()).toEqual([]);
    expect(
      new Set(
        drawn({ ...back, isRepeat: true })
          .flat()
          .map(({ step }) => step),
      ),
    ).toEqual(new Set(['strategy_meeting_held']));
  });

  it('checks a form after it has come, and tells the director of looked-after children alone', () => {
    const formReturnedAt = plusHours(missingAt, 90);
    const steps = drawn({ ...nothing, isLookedAfter: false, formReturnedAt }).flat();
    expect(steps.some(({ step }) => step === 'director_told')).toBe(false);
    const checks = steps.filter(({ step }) => step === 'quality_check_made');
    expect(checks.length).toBeGreaterThan(450);
    expect(checks.every(({ takenAt }) => takenAt.epochMilliseconds > formReturnedAt.epochMilliseconds)).toBe(true);
  });
});
