import { TOTP, Secret } from 'otpauth';
import { inviteAccount } from '#access';
import { systemContext } from '#persistence';
import { SecretKey, newId } from '#platform';
import { withClient } from './postgres.js';
import { SUTTON } from './service.js';
import type { TestClock } from './test-clock.js';
import { Visitor } from './web.js';
import type { Answer, TestWeb } from './web.js';

export const PASSWORD = 'three otters in a teapot';
export const TEST_KEY = new SecretKey(Buffer.alloc(32, 7).toString('base64'));

export interface TestPerson {
  readonly id: string;
  readonly signInName: string;
  readonly displayName: string;
}

let made = 0;

/** A person of the council with a role, and without any way to sign in yet. */
export async function addPerson(web: TestWeb, role = 'commissioner'): Promise<TestPerson> {
  made += 1;
  const person = { id: newId(), signInName: `person${made}@council.test`, displayName: `Person ${made}` };
  await withClient(web.database.superuserUrl, async (client) => {
    await client.query(
      `INSERT INTO person (id, sign_in_name, display_name, is_demonstration, created_at, created_by, modified_at, modified_by)
       VALUES ($1, $2, $3, false, now(), 'test', now(), 'test')`,
      [person.id, person.signInName, person.displayName],
    );
    await client.query(
      `INSERT INTO membership (authority, id, person_id, role, valid_from, created_at, created_by, modified_at, modified_by)
       VALUES ($1, $2, $3, $4, '2025-01-01', now(), 'test', now(), 'test')`,
      [SUTTON, newId(), person.id, role],
    );
  });
  return person;
}

export async function invite(web: TestWeb, clock: TestClock, { id }: TestPerson): Promise<string> {
  const { secret } = await web.service.casework.write(systemContext(SUTTON, 'test'), ({ tx }) =>
    inviteAccount(tx, { personId: id }, clock.now(), newId),
  );
  return `/invitation/${secret}`;
}

/** A person who has followed an invitation, with the phone that gives the codes. */
export class LocalPerson {
  private constructor(
    private readonly clock: TestClock,
    readonly person: TestPerson,
    readonly totpSecret: string,
    readonly recoveryCodes: readonly string[],
  ) {}

  static async make(web: TestWeb, clock: TestClock): Promise<LocalPerson> {
    const person = await addPerson(web);
    const visitor = new Visitor(web);
    const path = await invite(web, clock, person);
    await visitor.open(path);
    await visitor.send(path, { password: PASSWORD, passwordAgain: PASSWORD });
    const totpSecret = secretOn(await visitor.open('/sign-in/set-up'));
    const shown = await visitor.send('/sign-in/set-up', { code: codeOf(totpSecret, clock) });
    clock.pass({ seconds: 30 });
    return new LocalPerson(clock, person, totpSecret, codesOn(shown));
  }

  /** What the phone shows now, or so many steps from now. */
  code(steps = 0): string {
    return codeOf(this.totpSecret, this.clock, steps);
  }

  /** Types name and password; what comes then is the code. */
  async password(visitor: Visitor, password = PASSWORD): Promise<Answer> {
    await visitor.open('/sign-in');
    return visitor.send('/sign-in', { signInName: this.person.signInName, password });
  }

  /** A browser of its own, in which the person is signed in. */
  async signedIn(web: TestWeb): Promise<Visitor> {
    const visitor = new Visitor(web);
    await this.signIn(visitor);
    return visitor;
  }

  /** A browser in which the right password was typed, and the code is asked for. */
  async atCode(web: TestWeb): Promise<Visitor> {
    const visitor = new Visitor(web);
    await this.password(visitor);
    await visitor.open('/sign-in/code');
    return visitor;
  }

  /** Signs in with both factors, and lets the code that was used go by. */
  async signIn(visitor: Visitor): Promise<Answer> {
    await this.password(visitor);
    await visitor.open('/sign-in/code');
    const answer = await visitor.send('/sign-in/code', { code: this.code() });
    this.clock.pass({ seconds: 30 });
    await visitor.open('/account');
    return answer;
  }
}

export function codeOf(secret: string, clock: TestClock, steps = 0): string {
  const timestamp = clock.now().epochMilliseconds + steps * 30_000;
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}

/** The secret that a page shows for an authenticator app. */
export function secretOn({ body }: Answer): string {
  return (/<code class="secret">([A-Z2-7 ]+)<\/code>/.exec(body)?.[1] ?? '').replaceAll(' ', '');
}

/** The recovery codes that a page shows. */
export function codesOn({ body }: Answer): readonly string[] {
  return [...body.matchAll(/<li><code>([a-z0-9-]+)<\/code><\/li>/g)].map(([, code]) => code ?? '');
}
