import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listOpeningsToReview, readWorklist } from '#casework';
import { contextOf } from '../support/children.js';
import { withClient } from '../support/postgres.js';
import { createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

function rowsOf<Row extends object>(test: TestService, sql: string): Promise<Row[]> {
  return withClient(test.database.superuserUrl, async (client) => (await client.query<Row>(sql)).rows);
}

describe('the demonstration', () => {
  let test: TestService;
  beforeAll(async () => {
    test = await createTestService({ months: 1, authorities: 2 });
  }, 120_000);
  afterAll(() => test.close());

  const ask = <Row extends object>(sql: string) => rowsOf<Row>(test, sql);

  it('has one restricted record, in Sutton, with colleagues of the commissioner on its list', async () => {
    const listed = await ask(
      `SELECT c.authority, p.sign_in_name FROM child c
       JOIN child_admission a ON a.authority = c.authority AND a.child_id = c.id AND a.kind = 'listed'
       JOIN person p ON p.id = a.person_id WHERE c.is_restricted ORDER BY 2`,
    );
    expect(listed).toEqual([
      { authority: 'E09000029', sign_in_name: 'data_protection_officer.e09000029' },
      { authority: 'E09000029', sign_in_name: 'team_manager.e09000029' },
    ]);
    expect(await ask('SELECT id FROM child WHERE is_restricted')).toHaveLength(1);
    const context = await contextOf(test, 'commissioner.e09000029', 'worklist.read');
    expect((await readWorklist(test.service.database, context, null)).restrictedCount).toBe(1);
  });

  it('has one emergency opening that waits for its review, and one that had it', async () => {
    const openings = await listOpeningsToReview(
      test.service.database,
      await contextOf(test, 'commissioner.e09000029', 'break_glass.review'),
      await contextOf(test, 'commissioner.e09000029', 'child.read'),
    );
    expect(openings.filter(({ reviewedAt }) => reviewedAt === null)).toMatchObject([
      { openedByName: 'Demonstration social worker, Sutton', finding: null },
    ]);
    const reviewed = await ask(`SELECT review_finding FROM child_admission WHERE reviewed_at IS NOT NULL`);
    expect(reviewed).toEqual([{ review_finding: 'justified' }]);
  });

  it('has a council that did most of what its own clocks wait for, and missed some', async () => {
    const months = await createTestService({ months: 2 });
    try {
      const [clocks] = await rowsOf<{ met: number; open: number }>(
        months,
        `SELECT count(*) FILTER (WHERE settled_at IS NOT NULL)::integer AS met,
           count(*) FILTER (WHERE settled_at IS NULL AND due_at < '2025-11-03T09:00:00Z')::integer AS open
         FROM deadline WHERE superseded_at IS NULL AND kind IN ('quality_check', 'repeat_3_in_30', 'repeat_3_in_90')`,
      );
      expect(clocks?.open).toBeGreaterThan(0);
      expect(clocks?.met).toBeGreaterThan(3 * (clocks?.open ?? 0));
      const heads = await rowsOf(
        months,
        `SELECT p.sign_in_name FROM alert_ladder l JOIN person p ON p.id = l.head_of_service_id`,
      );
      expect(heads).toEqual([{ sign_in_name: 'head_of_service.e09000029' }]);
    } finally {
      await months.close();
    }
  });

  it('is the same again', async () => {
    const told = `SELECT i.council_child_id, a.kind, a.reason, a.starts_at FROM child_admission a
      JOIN child_identity i ON i.authority = a.authority AND i.child_id = a.child_id ORDER BY a.starts_at, a.kind, a.reason`;
    const again = await createTestService({ months: 1, authorities: 2 });
    try {
      expect(await rowsOf(again, told)).toEqual(await ask(told));
    } finally {
      await again.close();
    }
  }, 120_000);

  it('has none of it without children', async () => {
    const empty = await createTestService({ months: 0 });
    try {
      expect(await rowsOf(empty, 'SELECT FROM child_admission')).toEqual([]);
    } finally {
      await empty.close();
    }
  });
});
