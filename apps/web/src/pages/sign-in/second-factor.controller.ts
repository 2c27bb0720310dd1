import { Body, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findAccountOf, findStep, tryCode, trySetUp } from '#access';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer, Page, Redirection } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { OpenToAll } from '../../http/requires.js';
import { Accounts } from './accounts.js';
import { recoveryCodesPage } from './recovery-codes-page.js';
import { LOCKED, WRONG_CODE, WRONG_SET_UP_CODE } from './refusal-words.js';
import { SessionStart } from './session-start.js';
import { presentSetUp } from './set-up.presenter.js';
import { CodeForm } from './sign-in.form.js';

/** The second factor: a code, or setting up what gives codes. No account with a password is without one. */
@PageController('sign-in')
@OpenToAll()
export class SecondFactorController {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(SessionStart) private readonly sessions: SessionStart,
  ) {}

  @Get('code')
  async askForCode(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Answer> {
    const step = await this.stepOf(request);
    return step?.owes === 'code' ? codePage() : this.beginAgain(request, reply);
  }

  @Post('code')
  async takeCode(
    @Body() { code }: CodeForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const { context } = this.accounts;
    const secret = this.accounts.stepOf(request) ?? '';
    const tried = await tryCode(context, secret, code, this.accounts.occasionOf(request));
    if (tried.isRight) return seeOther(await this.sessions.begin(request, reply, { kind: 'step', secret }));
    if (tried.reason === 'over') return this.beginAgain(request, reply);
    return codePage(codeFaults(tried.reason, WRONG_CODE));
  }

  @Get('set-up')
  showSetUp(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Answer> {
    return this.setUpPage(request, reply);
  }

  /** The recovery codes are in the answer itself: they are shown this once. */
  @Post('set-up')
  async setUp(
    @Body() { code }: CodeForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const { context } = this.accounts;
    const secret = this.accounts.stepOf(request) ?? '';
    const tried = await trySetUp(context, secret, code, this.accounts.occasionOf(request));
    if (tried.isRight) {
      return recoveryCodesPage(tried.value, await this.sessions.begin(request, reply, { kind: 'step', secret }));
    }
    if (tried.reason === 'over') return this.beginAgain(request, reply);
    return this.setUpPage(request, reply, codeFaults(tried.reason, WRONG_SET_UP_CODE));
  }

  private async stepOf(request: FastifyRequest) {
    const secret = this.accounts.stepOf(request);
    return secret === null ? null : findStep(this.accounts.context, secret, this.accounts.occasionOf(request).now);
  }

  /** What took too long begins again at the first page. */
  private beginAgain(request: FastifyRequest, reply: FastifyReply): Redirection {
    this.accounts.forgetStep(request, reply);
    return seeOther('/sign-in');
  }

  private async setUpPage(
    request: FastifyRequest,
    reply: FastifyReply,
    faults: readonly FormFault[] = [],
  ): Promise<Answer> {
    const step = await this.stepOf(request);
    const { now } = this.accounts.occasionOf(request);
    const secret = this.accounts.stepOf(request) ?? '';
    const account = step?.owes === 'set_up' ? await findAccountOf(this.accounts.context, secret, now) : null;
    if (step?.owes !== 'set_up' || !account) return this.beginAgain(request, reply);
    const view = presentSetUp(account.signInName, step.totpSecret);
    return { template: 'sign-in/set-up', title: 'Set up your second factor', place: 'elsewhere', view, faults };
  }
}

function codePage(faults: readonly FormFault[] = []): Page {
  return { template: 'sign-in/code', title: 'Enter your code', place: 'elsewhere', view: {}, faults };
}

function codeFaults(reason: 'wrong' | 'locked', wrong: string): readonly FormFault[] {
  return [{ field: 'code', text: reason === 'locked' ? LOCKED : wrong }];
}
