import { appendAudit, endSession, findSession, startSession } from '#access';
import type { AuditAction, SignedInPerson } from '#access';
import { instantOf } from '#domain/time';
import { systemContext } from '#persistence';
import { newId } from '#platform';
import type { Service } from '#service';
import { isDemonstration } from '../../http/demonstration.js';
import { Problem } from '../../http/problem.js';

/** An invented person whom anybody may sign in as, while the deployment is a demonstration. */
export interface DemonstrationPerson {
  readonly id: string;
  readonly name: string;
}

/** Who may be signed in as without a password: nobody, unless this is a demonstration. */
export async function listDemonstrationPeople({ database }: Service): Promise<readonly DemonstrationPerson[]> {
  if (!(await isDemonstration(database))) return [];
  return database.query<DemonstrationPerson[]>(
    'SELECT id, display_name AS name FROM person WHERE is_demonstration ORDER BY display_name, id',
  );
}

/** Starts a session of a demonstration person, on record, and gives its secret. */
export async function signInDemonstration(service: Service, personId: string, requestId: string): Promise<string> {
  const people = await listDemonstrationPeople(service);
  if (!people.some(({ id }) => id === personId)) throw new Problem('not-permitted', 'Nobody here can sign in so.');
  const now = instantOf(new Date());
  const secret = await startSession(service.database, personId, now);
  const person = await findSession(service.database, secret, now);
  if (person) await record(service, 'SignIn', person, requestId);
  return secret;
}

/** Ends a session, on record; one that is over already is no fault. */
export async function signOut(service: Service, secret: string, requestId: string): Promise<void> {
  const person = await findSession(service.database, secret, instantOf(new Date()));
  await endSession(service.database, secret);
  if (person) await record(service, 'SignOut', person, requestId);
}

async function record(
  { casework }: Service,
  action: AuditAction,
  { personId, memberships }: SignedInPerson,
  requestId: string,
): Promise<void> {
  for (const authority of new Set(memberships.map((membership) => membership.authority))) {
    await casework.write({ ...systemContext(authority, personId, requestId), personId }, ({ tx }) =>
      appendAudit(tx, { action, itemCount: 0, childIds: [] }, newId),
    );
  }
}
