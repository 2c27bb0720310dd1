import { Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { countRecoveryCodes, endOtherSessions, findAccountOf, listSessions, recordDeploymentEvent } from '#access';
import { newId } from '#platform';
import type { Service } from '#service';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { ActingNow, originOf } from '../../http/access.guard.js';
import { Acting } from '../../http/acting.js';
import { seeOther } from '../../http/page.js';
import type { Page, Redirection } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { Sessions } from '../../http/sessions.js';
import { SERVICE } from '../../service.token.js';
import { Accounts } from '../sign-in/accounts.js';
import { SessionStart } from '../sign-in/session-start.js';
import { presentAccount } from './account.presenter.js';

/** The own account: where it is open, and how it is signed in to. */
@PageController()
@Requires('account.use')
export class AccountController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SessionStart) private readonly sessionStart: SessionStart,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('account')
  async show(@Req() request: FastifyRequest): Promise<Page> {
    const { database } = this.service;
    const secret = this.sessions.secretOf(request) ?? '';
    const now = this.clock();
    const account = this.accounts.areOffered ? await findAccountOf(this.accounts.context, secret, now) : null;
    const view = presentAccount({
      sessions: await listSessions(database, secret, now),
      codesLeft: account === null ? null : await countRecoveryCodes(database, secret, now),
    });
    return { template: 'account/account', title: 'Your account', place: 'elsewhere', view };
  }

  /** Ends every session, this one too. */
  @Post('account/sign-out-everywhere')
  async signOutEverywhere(
    @ActingNow() { person: { personId } }: Acting,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Redirection> {
    const { database } = this.service;
    await endOtherSessions(database, this.sessions.secretOf(request) ?? '', this.clock());
    await this.sessionStart.end(request, reply);
    const event = { action: 'SignOutEverywhere', outcome: 'done', actor: personId, personId } as const;
    await recordDeploymentEvent(database, { ...event, ...originOf(request) }, this.clock(), newId);
    return seeOther('/sign-in');
  }

  /** A sign of life from a page that has been open for long; the guard has taken it already. */
  @Get('session/stay')
  @HttpCode(204)
  stay(): void {
    return;
  }
}
