import { Visitor } from './web.js';
import type { Answer, TestWeb } from './web.js';

/** Somebody of the demonstration, signed in. */
export async function signedIn(web: Pick<TestWeb, 'ask'>, name?: string): Promise<Visitor> {
  const visitor = new Visitor(web);
  await visitor.signIn(name);
  return visitor;
}

/** Sends a form with the token of the page that was opened last. */
export function send(visitor: Visitor, path: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
  return visitor.post(path, { ...fields, _csrf: visitor.token });
}

/** Where an answer leads to. */
export function led({ status, headers }: Answer): readonly [number, string | null] {
  return [status, headers.get('location')];
}

/** The addresses on a page that a pattern fits, in their order. */
export function linksOn(page: string, pattern: RegExp): readonly string[] {
  const addresses = [...page.matchAll(/(?:href|action)="([^"]+)"/g)].map((found) => found[1] ?? '');
  return addresses.map((address) => address.replaceAll('&#x3D;', '=')).filter((address) => pattern.test(address));
}

/** The row of a table that says something. */
export function rowOn(page: string, words: string): string {
  return page.split('<tr').find((row) => row.includes(words)) ?? '';
}

/** A page without what differs from one form to the next. */
export function withoutToken(page: string): string {
  return page.replaceAll(/name="_csrf" value="[^"]*"/g, '');
}

/** A day from now in the three fields of a form. */
export function typedDay(field: string, days: number): Readonly<Record<string, string>> {
  const [year = '', month = '', day = ''] = londonDay(days).split('-');
  return { [`${field}Day`]: day, [`${field}Month`]: month, [`${field}Year`]: year };
}

/** A day in London, so many days from now, as `2026-11-23`. */
export function londonDay(days: number): string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' });
  const today = new Date(`${format.format(new Date())}T12:00:00Z`);
  return new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
