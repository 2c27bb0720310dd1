import { Body, Get, Header, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { acceptInvitation, findInvitation } from '#access';
import type { OpenInvitation } from '#access';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer, Page, Redirection } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Problem } from '../../http/problem.js';
import { OpenToAll } from '../../http/requires.js';
import { faultsOfPassword } from '../account/password-faults.js';
import { Accounts } from '../sign-in/accounts.js';
import { IssuerRedirect } from '../sign-in/issuer-redirect.js';
import { InvitationForm } from './invitation.form.js';

/** Where an invited person chooses how to sign in. The secret in the address goes nowhere else and is used once. */
@PageController('invitation')
@OpenToAll()
export class InvitationController {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(IssuerRedirect) private readonly issuer: IssuerRedirect,
  ) {}

  @Get(':secret')
  @Header('referrer-policy', 'no-referrer')
  async show(@Param('secret') secret: string, @Req() request: FastifyRequest): Promise<Page> {
    return this.page(await this.invitationOf(secret, request), request);
  }

  @Post(':secret')
  @Header('referrer-policy', 'no-referrer')
  async accept(
    @Param('secret') secret: string,
    @Body() form: InvitationForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const invitation = await this.invitationOf(secret, request);
    const faults = faultsOfPassword(form, invitation.signInName);
    if (faults.length > 0) return this.page(invitation, request, faults);
    const { context } = this.accounts;
    const occasion = this.accounts.occasionOf(request);
    const stepSecret = await acceptInvitation(context, secret, form.password, occasion);
    if (stepSecret === null) throw over();
    this.accounts.goOn(request, reply, stepSecret);
    return seeOther('/sign-in/set-up');
  }

  @Get(':secret/openid')
  @Header('referrer-policy', 'no-referrer')
  async acceptByIssuer(
    @Param('secret') secret: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Redirection> {
    const { id } = await this.invitationOf(secret, request);
    return seeOther(await this.issuer.sendThere(id, request, reply));
  }

  private async invitationOf(secret: string, request: FastifyRequest): Promise<OpenInvitation> {
    const { context } = this.accounts;
    const invitation = await findInvitation(context.database, secret, this.accounts.occasionOf(request).now);
    if (!invitation) throw over();
    return invitation;
  }

  /** The form goes to the address of the page itself, so the secret does not stand in the page. */
  private page(
    { displayName, signInName }: OpenInvitation,
    request: FastifyRequest,
    faults: readonly FormFault[] = [],
  ): Page {
    const view = {
      ...{ displayName, signInName, hasOpenId: this.accounts.openId !== null },
      openIdAddress: `${request.url.split('?')[0] ?? ''}/openid`,
    };
    return { template: 'invitation/invitation', title: 'Your invitation', place: 'elsewhere', view, faults };
  }
}

function over(): Problem {
  return new Problem(
    'invitation-over',
    'It was used already, or it is older than a week. Ask whoever invited you for a new one.',
  );
}
