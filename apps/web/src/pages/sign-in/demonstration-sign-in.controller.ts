import { Body, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { recordDeploymentEvent } from '#access';
import { newId } from '#platform';
import type { Service } from '#service';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { originOf } from '../../http/access.guard.js';
import { seeOther } from '../../http/page.js';
import type { Redirection } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Problem } from '../../http/problem.js';
import { OpenToAll } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { listDemonstrationPeople } from './demonstration-people.js';
import { SessionStart } from './session-start.js';
import { DemonstrationForm } from './sign-in.form.js';

/** Signs in as an invented person without a password, while this is a demonstration. */
@PageController('sign-in/demonstration')
@OpenToAll()
export class DemonstrationSignInController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(SessionStart) private readonly sessions: SessionStart,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  async signIn(
    @Body() { personId }: DemonstrationForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Redirection> {
    const isOffered = (await listDemonstrationPeople(this.service)).some(({ id }) => id === personId);
    await this.record(isOffered ? personId : null, request);
    if (!isOffered) throw new Problem('not-permitted', 'Nobody here can sign in so.');
    return seeOther(await this.sessions.begin(request, reply, { kind: 'invented', personId }));
  }

  private record(personId: string | null, request: FastifyRequest): Promise<void> {
    const outcome = personId === null ? 'refused' : 'done';
    const event = { action: 'SignInAttempt', outcome, reason: 'demonstration', actor: personId ?? 'nobody' } as const;
    return recordDeploymentEvent(
      this.service.database,
      { ...event, personId, ...originOf(request) },
      this.clock(),
      newId,
    );
  }
}
