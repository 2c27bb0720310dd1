import { Body, Controller, Get, Header, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderSVG } from 'uqr';
import { findAccountOf, findStep, totpAddress, tryCode, trySetUp } from '#access';
import { presentFaults } from '../../http/form-fault.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { OpenToAll } from '../../http/requires.js';
import { Accounts } from './accounts.js';
import { LOCKED, WRONG_CODE, WRONG_SET_UP_CODE } from './refusal-words.js';
import { SessionStart } from './session-start.js';
import { CodeForm } from './sign-in.form.js';

/** The second factor: a code, or setting up what gives codes. No account with a password is without one. */
@Controller('sign-in')
@OpenToAll()
@ApiExcludeController()
export class SecondFactorController {
  constructor(
    @Inject(PageRenderer) private readonly pages: PageRenderer,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(SessionStart) private readonly sessions: SessionStart,
  ) {}

  @Get('code')
  @Header('content-type', 'text/html; charset=utf-8')
  async askForCode(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const step = await this.stepOf(request);
    return step?.owes === 'code' ? this.renderCode(null, request, reply) : this.beginAgain(request, reply);
  }

  @Post('code')
  @HttpCode(422)
  @Header('content-type', 'text/html; charset=utf-8')
  async takeCode(
    @Body() { code }: CodeForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { context } = this.accounts;
    const secret = this.accounts.stepOf(request) ?? '';
    const tried = await tryCode(context, secret, code, this.accounts.occasionOf(request));
    if (tried.isRight) return goTo(reply, await this.sessions.begin(request, reply, tried.value));
    if (tried.reason === 'over') return this.beginAgain(request, reply);
    return this.renderCode(tried.reason === 'locked' ? LOCKED : WRONG_CODE, request, reply);
  }

  @Get('set-up')
  @Header('content-type', 'text/html; charset=utf-8')
  showSetUp(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.renderSetUp(null, request, reply);
  }

  /** The recovery codes are in the answer itself: they are shown this once. */
  @Post('set-up')
  @HttpCode(200)
  @Header('content-type', 'text/html; charset=utf-8')
  async setUp(
    @Body() { code }: CodeForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { context } = this.accounts;
    const secret = this.accounts.stepOf(request) ?? '';
    const tried = await trySetUp(context, secret, code, this.accounts.occasionOf(request));
    if (!tried.isRight) {
      if (tried.reason === 'over') return this.beginAgain(request, reply);
      reply.status(422);
      return this.renderSetUp(tried.reason === 'locked' ? LOCKED : WRONG_SET_UP_CODE, request, reply);
    }
    const next = await this.sessions.begin(request, reply, tried.value.personId);
    const view = { codes: tried.value.recoveryCodes, next };
    return this.pages.render(
      { template: 'sign-in/recovery-codes', title: 'Your recovery codes', place: 'elsewhere', view },
      request,
      reply,
    );
  }

  private async stepOf(request: FastifyRequest) {
    const secret = this.accounts.stepOf(request);
    return secret === null ? null : findStep(this.accounts.context, secret, this.accounts.occasionOf(request).now);
  }

  /** What took too long begins again at the first page. */
  private beginAgain(request: FastifyRequest, reply: FastifyReply): string {
    this.accounts.forgetStep(request, reply);
    return goTo(reply, '/sign-in');
  }

  private renderCode(fault: string | null, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const view = presentFaults(['code'], fault === null ? [] : [{ field: 'code', text: fault }]);
    return this.pages.render(
      { template: 'sign-in/code', title: 'Enter your code', place: 'elsewhere', view },
      request,
      reply,
    );
  }

  private async renderSetUp(fault: string | null, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const step = await this.stepOf(request);
    const { now } = this.accounts.occasionOf(request);
    const secret = this.accounts.stepOf(request) ?? '';
    const account = step?.owes === 'set_up' ? await findAccountOf(this.accounts.context, secret, now) : null;
    if (step?.owes !== 'set_up' || !account) return this.beginAgain(request, reply);
    const view = {
      picture: renderSVG(totpAddress(step.totpSecret, account.signInName), { border: 2 }),
      secret: (step.totpSecret.match(/.{1,4}/g) ?? []).join(' '),
      signInName: account.signInName,
      ...presentFaults(['code'], fault === null ? [] : [{ field: 'code', text: fault }]),
    };
    return this.pages.render(
      { template: 'sign-in/set-up', title: 'Set up your second factor', place: 'elsewhere', view },
      request,
      reply,
    );
  }
}

function goTo(reply: FastifyReply, place: string): string {
  reply.status(303).header('location', place);
  return '';
}
