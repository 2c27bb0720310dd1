import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findSession } from '#access';
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
}

/** The session of a request: its secret is in a cookie that no script can read. */
@Injectable()
export class Sessions {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async personOf(request: FastifyRequest): Promise<SignedInPerson | null> {
    const secret = this.secretOf(request);
    return secret === null ? null : findSession(this.service.database, secret, this.clock());
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
