import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Redirect, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { acceptInvitation, acceptMembership } from '#access';
import { OpenToAll } from '../../http/requires.js';
import { clearSecret, keepSecret } from '../../http/secret-cookies.js';
import { seeOther } from '../../http/see-other.js';
import { faultsOfPassword } from '../account/password-faults.js';
import { Accounts } from '../sign-in/accounts.js';
import { IssuerRedirect } from '../sign-in/issuer-redirect.js';
import { AcceptanceForm, InvitationForm } from './invitation.form.js';
import { InvitationPages, over } from './invitation-pages.js';

/**
 * Where an invited person takes what an organisation gives them: by choosing how to sign in, or with the account that they
 * have. The secret in the address goes nowhere else and is used once.
 */
@Controller('invitation')
@OpenToAll()
@ApiExcludeController()
export class InvitationController {
  constructor(
    @Inject(InvitationPages) private readonly pages: InvitationPages,
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
    const opened = await this.pages.open(secret, request);
    if (!opened.isOfAnother) keepSecret(request, reply, 'invitation', secret);
    return this.pages.show(opened, request, reply);
  }

  /** Begins an account with a password. Whoever has one by now is shown what else there is to do. */
  @Post(':secret')
  @HttpCode(422)
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('referrer-policy', 'no-referrer')
  async begin(
    @Param('secret') secret: string,
    @Body() form: InvitationForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const opened = await this.pages.open(secret, request);
    const { invitation } = opened;
    if (opened.isOfAnother || !invitation.mayBegin) return this.pages.show(opened, request, reply);
    const faults = faultsOfPassword(form, invitation.signInName);
    if (faults.length > 0) return this.pages.showBeginning(invitation, faults, request, reply);
    const following = this.accounts.followingOf(request);
    const occasion = this.accounts.occasionOf(request);
    const stepSecret = await acceptInvitation(following, invitation, form.password, occasion);
    if (stepSecret === null) throw over();
    clearSecret(request, reply, 'invitation');
    this.accounts.goOn(request, reply, stepSecret);
    return seeOther(reply, '/sign-in/set-up');
  }

  /** Accepts as whoever is signed in. What was changed since it was read is shown anew, and nothing is accepted. */
  @Post(':secret/acceptance')
  @HttpCode(422)
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('referrer-policy', 'no-referrer')
  async accept(
    @Param('secret') secret: string,
    @Body() { membershipId }: AcceptanceForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const opened = await this.pages.open(secret, request);
    const { invitation, signedInAs } = opened;
    if (opened.isOfAnother || signedInAs === null) return this.pages.show(opened, request, reply);
    if (membershipId !== invitation.membershipId) return this.pages.showAcceptance(invitation, true, request, reply);
    const following = this.accounts.followingOf(request);
    const occasion = this.accounts.occasionOf(request);
    if (!(await acceptMembership(following, invitation, signedInAs, occasion))) throw over();
    clearSecret(request, reply, 'invitation');
    return seeOther(reply, '/');
  }

  /** To the issuer: to begin an account by what it says, or to sign in with the account that there is. */
  @Get(':secret/openid')
  @Header('referrer-policy', 'no-referrer')
  @Redirect('/', 303)
  async goToIssuer(
    @Param('secret') secret: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly url: string }> {
    const { invitation, isOfAnother } = await this.pages.open(secret, request);
    if (isOfAnother) return { url: `/invitation/${secret}` };
    keepSecret(request, reply, 'invitation', secret);
    return { url: await this.issuer.sendThere(invitation.mayBegin ? invitation.id : null, request, reply) };
  }
}
