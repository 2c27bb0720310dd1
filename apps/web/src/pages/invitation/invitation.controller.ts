import { Body, Get, Header, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { acceptInvitation, acceptMembership } from '#access';
import { seeOther } from '../../http/page.js';
import type { Answer, Page, Redirection } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { OpenToAll } from '../../http/requires.js';
import { clearSecret, keepSecret } from '../../http/secret-cookies.js';
import { faultsOfPassword } from '../account/password-faults.js';
import { Accounts } from '../sign-in/accounts.js';
import { IssuerRedirect } from '../sign-in/issuer-redirect.js';
import { AcceptanceForm, InvitationForm } from './invitation.form.js';
import { InvitationPages, over } from './invitation-pages.js';

/**
 * Where an invited person takes what an organisation gives them: by choosing how to sign in, or with the account that they
 * have. The secret in the address goes nowhere else and is used once.
 */
@PageController('invitation')
@OpenToAll()
export class InvitationController {
  constructor(
    @Inject(InvitationPages) private readonly pages: InvitationPages,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(IssuerRedirect) private readonly issuer: IssuerRedirect,
  ) {}

  @Get(':secret')
  @Header('referrer-policy', 'no-referrer')
  async show(
    @Param('secret') secret: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page> {
    const opened = await this.pages.open(secret, request);
    if (!opened.isOfAnother) keepSecret(request, reply, 'invitation', secret);
    return this.pages.show(opened);
  }

  /** Begins an account with a password. Whoever has one by now is shown what else there is to do. */
  @Post(':secret')
  @Header('referrer-policy', 'no-referrer')
  async begin(
    @Param('secret') secret: string,
    @Body() form: InvitationForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const opened = await this.pages.open(secret, request);
    const { invitation } = opened;
    if (opened.isOfAnother || !invitation.mayBegin) return this.pages.refuse(opened);
    const faults = faultsOfPassword(form, invitation.signInName);
    if (faults.length > 0) return this.pages.showBeginning(opened, faults);
    const following = this.accounts.followingOf(request);
    const stepSecret = await acceptInvitation(following, opened, form.password, this.accounts.occasionOf(request));
    if (stepSecret === null) throw over();
    clearSecret(request, reply, 'invitation');
    this.accounts.goOn(request, reply, stepSecret);
    return seeOther('/sign-in/set-up');
  }

  /** Accepts as whoever is signed in. What was changed since it was read is shown anew, and nothing is accepted. */
  @Post(':secret/acceptance')
  @Header('referrer-policy', 'no-referrer')
  async accept(
    @Param('secret') secret: string,
    @Body() { membershipId }: AcceptanceForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const opened = await this.pages.open(secret, request);
    if (opened.isOfAnother || opened.session === null) return this.pages.refuse(opened);
    if (membershipId !== opened.invitation.membershipId) return this.pages.showChanged(opened);
    const following = this.accounts.followingOf(request);
    const occasion = this.accounts.occasionOf(request);
    if (!(await acceptMembership(following, opened, opened.session, occasion))) throw over();
    clearSecret(request, reply, 'invitation');
    return seeOther('/');
  }

  /** To the issuer: to begin an account by what it says, or to sign in with the account that there is. */
  @Get(':secret/openid')
  @Header('referrer-policy', 'no-referrer')
  async goToIssuer(
    @Param('secret') secret: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Redirection> {
    const { invitation, isOfAnother } = await this.pages.open(secret, request);
    if (isOfAnother) return seeOther(`/invitation/${secret}`);
    keepSecret(request, reply, 'invitation', secret);
    return seeOther(await this.issuer.sendThere(invitation.mayBegin ? invitation.id : null, request, reply));
  }
}
