import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { suspendUnconfirmed } from '#access';
import { dayInLondon, instantOf } from '#domain/time';
import { systemContext } from '#persistence';
import { newId } from '#platform';
import { signedIn as signIn } from '../support/pages.js';
import { SUTTON } from '../support/service.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb, Visitor } from '../support/web.js';

let web: TestWeb;
const signedIn = (name: string) => signIn(web, name);

/** The fields of the questions on a page, by the name of whom they are about. */
function fieldsOn(page: string): ReadonlyMap<string, string> {
  const questions = page.split('<fieldset').slice(1);
  return new Map(
    questions.map((each) => [
      /<legend[^>]*>([^<]+)</.exec(each)?.[1] ?? '',
      /name="(answer-[^"]+)"/.exec(each)?.[1] ?? '',
    ]),
  );
}

async function send(visitor: Visitor, answers: (name: string) => string | null) {
  const fields = fieldsOn((await visitor.open('/access-review')).body);
  const chosen = [...fields].flatMap(([name, field]) => {
    const answer = answers(name);
    return answer === null ? [] : [[field, answer] as const];
  });
  return visitor.post('/access-review', { ...Object.fromEntries(chosen), _csrf: visitor.token });
}

describe('the page of the access review', () => {
  beforeAll(async () => {
    web = await createTestWeb();
  }, 60_000);
  afterAll(() => web.close());

  it.each([
    'commissioner, Sutton',
    'data protection officer, Sutton',
    'interviewer, HARBOUR',
    'data officer, NORTHWAY',
  ])('is closed to the %s', async (name) => {
    const visitor = await signedIn(name);
    expect((await visitor.open('/access-review')).status).toBe(403);
    expect((await visitor.post('/access-review', { _csrf: visitor.token })).status).toBe(403);
  });

  it('asks a provider’s manager about the own people, and takes an answer about each', async () => {
    const [manager, worker] = [await signedIn('manager, HARBOUR'), await signedIn('interviewer, HARBOUR')];
    const page = await manager.open('/access-review');
    expect([...fieldsOn(page.body).keys()].sort()).toEqual([
      'Demonstration data officer, HARBOUR',
      'Demonstration interviewer, HARBOUR',
    ]);
    expect(page.body).toMatch(/<li>Demonstration manager, HARBOUR<\/li>/);
    expect(page.body).toMatch(/Last signed in: \w+day \d+ \w+ \d{4}, \d\d:\d\d/);
    const half = await send(manager, (name) => (name.includes('interviewer') ? 'ends' : null));
    expect(half.status).toBe(422);
    expect(half.body).toContain('Say whether Demonstration data officer, HARBOUR keeps access');
    expect(half.body).toContain('value="ends" checked');
    expect((await worker.open('/worklist')).status).toBe(200);
    expect((await send(manager, (name) => (name.includes('interviewer') ? 'ends' : 'keeps'))).status).toBe(303);
    expect((await worker.open('/worklist')).headers.get('location')).toBe('/sign-in');
    expect((await manager.open('/access-review')).body).toContain('There is nobody for you to confirm now');
  });

  it('asks the council’s administrator about the council’s people and about managers who have no other', async () => {
    const administrator = await signedIn('administrator, Sutton');
    const names = [...fieldsOn((await administrator.open('/access-review')).body).keys()];
    expect(names).toContain('Demonstration commissioner, Sutton');
    expect(names).toContain('Demonstration manager, KESTREL');
    expect(names).not.toContain('Demonstration interviewer, KESTREL');
  });

  it('lets a suspended person in again when they are confirmed late', async () => {
    const [manager, worker] = [await signedIn('manager, KESTREL'), await signedIn('interviewer, KESTREL')];
    const administrator = await signedIn('administrator, Sutton');
    expect((await send(administrator, () => 'keeps')).status).toBe(303);
    const later = dayInLondon(instantOf(new Date())).add({ days: 29 });
    await web.service.casework.write(systemContext(SUTTON, 'worker'), ({ tx }) => suspendUnconfirmed(tx, later, newId));
    expect((await worker.open('/worklist')).headers.get('location')).toBe('/sign-in');
    expect((await manager.open('/access-review')).body).toContain('Suspended, because nobody confirmed them in time');
    expect((await send(manager, (name) => (name.includes('interviewer') ? 'keeps' : null))).status).toBe(303);
    await worker.signIn('interviewer, KESTREL');
    expect((await worker.open('/worklist')).status).toBe(200);
  });
});
