import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AccountContext, Occasion } from '#access';
import { newId } from '#platform';
import type { Service } from '#service';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { originOf } from '../../http/access.guard.js';
import { notThere } from '../../http/problem.js';
import { clearSecret, keepSecret, secretIn } from '../../http/secret-cookies.js';
import { SERVICE } from '../../service.token.js';
import { SIGN_IN_OPTIONS } from './sign-in-options.js';
import type { OpenIdSettings, SignInOptions } from './sign-in-options.js';

/** What every page about accounts works with, and the cookie of the step that a browser is at. */
@Injectable()
export class Accounts {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SIGN_IN_OPTIONS) private readonly options: SignInOptions,
  ) {}

  /** Whether there are accounts with a password here. */
  get areOffered(): boolean {
    return this.options.key !== null;
  }

  get openId(): OpenIdSettings | null {
    return this.options.key === null ? null : this.options.openId;
  }

  /** Fails where accounts are not offered: without a key nothing can be sealed. */
  get context(): AccountContext {
    if (!this.options.key) throw notThere();
    return { database: this.service.database, key: this.options.key, newId };
  }

  occasionOf(request: FastifyRequest): Occasion {
    return { origin: originOf(request), now: this.clock() };
  }

  stepOf(request: FastifyRequest): string | null {
    return secretIn(request, 'step');
  }

  goOn(request: FastifyRequest, reply: FastifyReply, stepSecret: string): void {
    keepSecret(request, reply, 'step', stepSecret);
  }

  forgetStep(request: FastifyRequest, reply: FastifyReply): void {
    clearSecret(request, reply, 'step');
  }
}
