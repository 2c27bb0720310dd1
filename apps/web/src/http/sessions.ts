import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findSession, findSessionsUnused } from '#access';
import type { SignedInPerson } from '#access';
import type { Service } from '#service';
import { CLOCK } from '../clock.js';
import type { Clock } from '../clock.js';
import { SERVICE } from '../service.token.js';
import { clearSecret, keepSecret, secretIn } from './secret-cookies.js';

declare module 'fastify' {
  interface FastifyRequest {
    person?: SignedInPerson;
  }
  interface FastifyContextConfig {
    /** Pages ask for the route by themselves, so that asking for it keeps no session open. */
    isUnasked?: boolean;
  }
}

/** Sent by the script of a page that asks for itself anew because its list has changed. */
const UNASKED = 'x-homeward-unasked';

/** The session of a request: its secret is in a cookie that no script can read. */
@Injectable()
export class Sessions {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Who asks. That somebody asks is a sign of life, unless it is their page that asks by itself. */
  async personOf(request: FastifyRequest): Promise<SignedInPerson | null> {
    const secret = this.secretOf(request);
    if (secret === null) return null;
    const { database } = this.service;
    if (!isUnasked(request)) return findSession(database, secret, this.clock());
    return (await findSessionsUnused(database, [secret], this.clock())).get(secret) ?? null;
  }

  secretOf(request: FastifyRequest): string | null {
    return secretIn(request, 'session');
  }

  remember(request: FastifyRequest, reply: FastifyReply, secret: string): void {
    keepSecret(request, reply, 'session', secret);
  }

  forget(request: FastifyRequest, reply: FastifyReply): void {
    clearSecret(request, reply, 'session');
  }
}

/** Whether a page asks by itself: nobody may be there. */
export function isUnasked({ routeOptions, headers }: FastifyRequest): boolean {
  return routeOptions.config.isUnasked === true || UNASKED in headers;
}
