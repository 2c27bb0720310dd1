import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findSession } from '#access';
import type { SignedInPerson } from '#access';
import { instantOf } from '#domain/time';
import type { Service } from '#service';
import { SERVICE } from '../service.token.js';

const COOKIE = 'homeward_session';

declare module 'fastify' {
  interface FastifyRequest {
    person?: SignedInPerson;
  }
}

/** The session of a request: its secret is in a cookie that no script can read. */
@Injectable()
export class Sessions {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  async personOf(request: FastifyRequest): Promise<SignedInPerson | null> {
    const secret = this.secretOf(request);
    return secret === null ? null : findSession(this.service.database, secret, instantOf(new Date()));
  }

  secretOf(request: FastifyRequest): string | null {
    return request.cookies[COOKIE] ?? null;
  }

  remember(request: FastifyRequest, reply: FastifyReply, secret: string): void {
    reply.setCookie(COOKIE, secret, { path: '/', httpOnly: true, sameSite: 'lax', secure: cameByHttps(request) });
  }

  forget(reply: FastifyReply): void {
    reply.clearCookie(COOKIE, { path: '/' });
  }
}

/**
 * Whether the browser spoke https, here or to the proxy in front. No proxy is trusted for anything else; whoever forges
 * this header only keeps a cookie of their own from being sent without encryption.
 */
export function cameByHttps(request: FastifyRequest): boolean {
  return request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https';
}
