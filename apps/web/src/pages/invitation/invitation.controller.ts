import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Redirect, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { acceptInvitation, findInvitation } from '#access';
import type { OpenInvitation } from '#access';
import { presentFaults } from '../../http/form-fault.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { Problem } from '../../http/problem.js';
import { OpenToAll } from '../../http/requires.js';
import { faultsOfPassword } from '../account/password-faults.js';
import { Accounts } from '../sign-in/accounts.js';
import { IssuerRedirect } from '../sign-in/issuer-redirect.js';
import { InvitationForm } from './invitation.form.js';

/** Where an invited person chooses how to sign in. The secret in the address goes nowhere else and is used once. */
@Controller('invitation')
@OpenToAll()
@ApiExcludeController()
export class InvitationController {
  constructor(
    @Inject(PageRenderer) private readonly pages: PageRenderer,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(IssuerRedirect) private readonly issuer: IssuerRedirect,
  ) {}

  @Get(':secret')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('referrer-policy', 'no-referrer')
  async show(
    @Param('secret') secret: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.render(await this.invitationOf(secret, request), [], request, reply);
  }

  @Post(':secret')
  @HttpCode(422)
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('referrer-policy', 'no-referrer')
  async accept(
    @Param('secret') secret: string,
    @Body() form: InvitationForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const invitation = await this.invitationOf(secret, request);
    const faults = faultsOfPassword(form, invitation.signInName);
    if (faults.length > 0) return this.render(invitation, faults, request, reply);
    const { context } = this.accounts;
    const occasion = this.accounts.occasionOf(request);
    const stepSecret = await acceptInvitation(context, secret, form.password, occasion);
    if (stepSecret === null) throw over();
    this.accounts.goOn(request, reply, stepSecret);
    reply.status(303).header('location', '/sign-in/set-up');
    return '';
  }

  @Get(':secret/openid')
  @Header('referrer-policy', 'no-referrer')
  @Redirect('/', 303)
  async acceptByIssuer(
    @Param('secret') secret: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly url: string }> {
    const { id } = await this.invitationOf(secret, request);
    return { url: await this.issuer.sendThere(id, request, reply) };
  }

  private async invitationOf(secret: string, request: FastifyRequest): Promise<OpenInvitation> {
    const { context } = this.accounts;
    const invitation = await findInvitation(context.database, secret, this.accounts.occasionOf(request).now);
    if (!invitation) throw over();
    return invitation;
  }

  /** The form goes to the address of the page itself, so the secret does not stand in the page. */
  private render(
    { displayName, signInName }: OpenInvitation,
    faults: ReturnType<typeof faultsOfPassword>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const view = {
      ...{ displayName, signInName, hasOpenId: this.accounts.openId !== null },
      openIdAddress: `${request.url.split('?')[0] ?? ''}/openid`,
      ...presentFaults(['password', 'password-again'], faults),
    };
    return this.pages.render(
      { template: 'invitation/invitation', title: 'Your invitation', place: 'elsewhere', view },
      request,
      reply,
    );
  }
}

function over(): Problem {
  return new Problem(
    'invitation-over',
    'It was used already, or it is older than a week. Ask whoever invited you for a new one.',
  );
}
