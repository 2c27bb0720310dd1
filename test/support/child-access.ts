import { breakGlass, listOpeningsToReview, readChild, restrictChild } from '#casework';
import type { ChildRecord } from '#casework';
import type { Action } from '#domain/access';
import { addKnownChildren, contextOf } from './children.js';
import { withClient } from './postgres.js';
import { SUTTON, createTestService } from './service.js';
import type { TestService } from './service.js';

export const REASON = 'A relative of staff';

/** A service with the known children, and what people do there, each by the first part of their sign-in name. */
export async function createChildAccess() {
  const test = await createTestService({ authorities: 2 });
  const known = await addKnownChildren(test);
  return { ...stepsOf(test), test, known, close: () => test.close() };
}

export type ChildAccess = Awaited<ReturnType<typeof createChildAccess>>;

function stepsOf(test: TestService) {
  const { service } = test;
  const as = (role: string, action: Action) => contextOf(test, role.includes('.') ? role : `${role}.e09000029`, action);
  const idOf = async (role: string) => (await as(role, 'account.use')).personId ?? '';
  const read = async (role: string, childId: string) =>
    readChild(service.database, await as(role, 'child.read'), childId);
  return {
    ...{ as, idOf, read },
    kindFor: async (role: string, childId: string) => (await read(role, childId)).kind,
    recordOf: async (role: string, childId: string): Promise<ChildRecord> => {
      const opened = await read(role, childId);
      if (opened.kind !== 'opened') throw new Error(`${role} is told ${opened.kind}.`);
      return opened.value;
    },
    restrict: async (role: string, childId: string, named: string, reason = REASON) =>
      restrictChild(service.casework, await as(role, 'child.restrict'), childId, {
        personId: named === '' ? '' : await idOf(named),
        reason,
      }),
    /** Opens a restricted record for somebody who is admitted to it. */
    sayWhy: async (role: string, childId: string) => {
      const personId = await idOf(role);
      await withClient(test.database.superuserUrl, (client) =>
        client.query(
          `INSERT INTO child_opening (authority, id, child_id, person_id, reason, opened_at)
           VALUES ($1, gen_random_uuid(), $2, $3, 'a reason that was given', now())`,
          [SUTTON, childId, personId],
        ),
      );
    },
    smash: async (role: string, sought: string, reason = 'The child may be at the station') =>
      breakGlass(
        service.casework,
        { context: await as(role, 'child.break_glass'), reading: await as(role, 'child.read'), key: service.lookUpKey },
        sought,
        reason,
      ),
    openings: async (role = 'commissioner') =>
      listOpeningsToReview(service.database, await as(role, 'break_glass.review'), await as(role, 'child.read')),
  };
}
