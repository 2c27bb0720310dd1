import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { SIMULATED_FROM, perPersonAndDay, simulateMonth } from '../support/simulated-month.js';
import type { SimulatedMonth } from '../support/simulated-month.js';
import { renderSimulatedMonth } from '../support/simulated-page.js';

/** `scripts/simulate-month.mjs` asks for a month, and for its page. */
const DAYS = Number(process.env['HOMEWARD_SIMULATED_DAYS'] ?? 2);
const page = process.env['HOMEWARD_SIMULATED_PAGE'];
const MOST_A_DAY = 5;

describe('a simulated month of the demonstration borough', () => {
  let month: SimulatedMonth;
  beforeAll(async () => {
    month = await simulateMonth(SIMULATED_FROM, DAYS);
    if (page !== undefined) writeFileSync(page, renderSimulatedMonth(month, DAYS));
  }, 1_800_000);

  it('writes to nobody more than five times on any day', () => {
    const over = [...perPersonAndDay(month.sent)].flatMap(([person, days]) =>
      [...days].filter(([, count]) => count > MOST_A_DAY).map(([day, count]) => `${person} ${day}: ${count}`),
    );
    expect(over).toEqual([]);
    expect(month.sent.length).toBeGreaterThan(0);
  });

  it('tells somebody of each alert in the hour that raises it', () => {
    expect(month.lives.filter(({ told }) => told === '')).toEqual([]);
    expect(month.lives.length).toBeGreaterThan(0);
  });
});
