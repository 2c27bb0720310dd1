import { Body, Controller, Get, Header, HttpCode, Inject, Post, Query, Redirect, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tryPassword } from '#access';
import type { Service } from '#service';
import { presentFaults } from '../../http/form-fault.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { OpenToAll } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { Accounts } from './accounts.js';
import { groupByOrganisation, listDemonstrationPeople } from './demonstration-people.js';
import { LOCKED, WRONG_PASSWORD } from './refusal-words.js';
import { SessionStart } from './session-start.js';
import { SignInForm } from './sign-in.form.js';

interface Shown {
  readonly signInName: string;
  readonly fault: string | null;
  readonly isFormKept: boolean;
}

/** Where people begin to sign in, and where they sign out. */
@Controller()
@OpenToAll()
@ApiExcludeController()
export class SignInController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(PageRenderer) private readonly pages: PageRenderer,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(SessionStart) private readonly sessions: SessionStart,
  ) {}

  @Get('sign-in')
  @Header('content-type', 'text/html; charset=utf-8')
  show(
    @Query('kept') kept: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.render({ signInName: '', fault: null, isFormKept: kept !== undefined }, request, reply);
  }

  /** A right password leads to the second factor; anything else to the same page with the same words. */
  @Post('sign-in')
  @HttpCode(422)
  @Header('content-type', 'text/html; charset=utf-8')
  async signIn(
    @Body() form: SignInForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const tried = await tryPassword(this.accounts.context, form, this.accounts.occasionOf(request));
    if (!tried.isRight) {
      const fault = tried.reason === 'locked' ? LOCKED : WRONG_PASSWORD;
      return this.render({ signInName: form.signInName, fault, isFormKept: false }, request, reply);
    }
    this.accounts.goOn(request, reply, tried.value.stepSecret);
    reply.status(303).header('location', tried.value.owes === 'code' ? '/sign-in/code' : '/sign-in/set-up');
    return '';
  }

  @Post('sign-out')
  @Redirect('/sign-in', 303)
  signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    return this.sessions.end(request, reply);
  }

  private async render(shown: Shown, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const organisations = groupByOrganisation(await listDemonstrationPeople(this.service));
    const { areOffered, openId } = this.accounts;
    const faults = shown.fault === null ? [] : [{ field: 'sign-in-name', text: shown.fault } as const];
    const view = {
      ...{ organisations, hasAccounts: areOffered, hasOpenId: openId !== null },
      isNotSetUp: organisations.length === 0 && !areOffered,
      ...{ signInName: shown.signInName, isFormKept: shown.isFormKept },
      ...presentFaults(['sign-in-name'], faults),
    };
    return this.pages.render(
      { template: 'sign-in/sign-in', title: 'Sign in', place: 'elsewhere', view },
      request,
      reply,
    );
  }
}
