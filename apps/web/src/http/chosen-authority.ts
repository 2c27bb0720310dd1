import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignedInPerson } from '#access';
import type { AuthorityCode } from '#domain/kernel';
import { cameByHttps } from './secret-cookies.js';

const COOKIE = 'homeward_authority';

/** The authority that a person with several has chosen to work for: one of their own, whatever the cookie says. */
export function chosenAuthority(request: FastifyRequest, person: SignedInPerson): AuthorityCode | null {
  const chosen = request.cookies[COOKIE];
  return authoritiesOf(person).find((authority) => authority === chosen) ?? null;
}

export function rememberAuthority(request: FastifyRequest, reply: FastifyReply, authority: AuthorityCode): void {
  reply.setCookie(COOKIE, authority, { path: '/', httpOnly: true, sameSite: 'lax', secure: cameByHttps(request) });
}

/** The authorities that a person works for, each once, in the order of their codes. */
export function authoritiesOf({ memberships }: SignedInPerson): readonly AuthorityCode[] {
  return [...new Set(memberships.map(({ authority }) => authority))].sort();
}
