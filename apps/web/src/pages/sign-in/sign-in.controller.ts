import { Body, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tryPassword } from '#access';
import type { Service } from '#service';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer, Page, Redirection } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { OpenToAll } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { Accounts } from './accounts.js';
import { groupByOrganisation, listDemonstrationPeople } from './demonstration-people.js';
import { LOCKED, WRONG_PASSWORD } from './refusal-words.js';
import { SessionStart } from './session-start.js';
import { SignInForm } from './sign-in.form.js';

/** Where people begin to sign in, and where they sign out. */
@PageController()
@OpenToAll()
export class SignInController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(SessionStart) private readonly sessions: SessionStart,
  ) {}

  @Get('sign-in')
  show(@Query('kept') kept: string | undefined): Promise<Page> {
    return this.page({ signInName: '', isFormKept: kept !== undefined });
  }

  /** A right password leads to the second factor; anything else to the same page with the same words. */
  @Post('sign-in')
  async signIn(
    @Body() form: SignInForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const tried = await tryPassword(this.accounts.context, form, this.accounts.occasionOf(request));
    if (!tried.isRight) {
      const text = tried.reason === 'locked' ? LOCKED : WRONG_PASSWORD;
      return this.page({ signInName: form.signInName, isFormKept: false }, [{ field: 'sign-in-name', text }]);
    }
    this.accounts.goOn(request, reply, tried.value.stepSecret);
    return seeOther(tried.value.owes === 'code' ? '/sign-in/code' : '/sign-in/set-up');
  }

  @Post('sign-out')
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Redirection> {
    await this.sessions.end(request, reply);
    return seeOther('/sign-in');
  }

  private async page(
    shown: { readonly signInName: string; readonly isFormKept: boolean },
    faults: readonly FormFault[] = [],
  ): Promise<Page> {
    const organisations = groupByOrganisation(await listDemonstrationPeople(this.service));
    const { areOffered, openId } = this.accounts;
    const view = {
      ...{ ...shown, organisations, hasAccounts: areOffered, hasOpenId: openId !== null },
      isNotSetUp: organisations.length === 0 && !areOffered,
    };
    return { template: 'sign-in/sign-in', title: 'Sign in', place: 'elsewhere', view, faults };
  }
}
