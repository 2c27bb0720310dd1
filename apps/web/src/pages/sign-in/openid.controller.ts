import { Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findOpenIdPerson, linkIdentity, recordSignIn, takeStep } from '#access';
import type { OpenIdIdentity } from '#access';
import { seeOther } from '../../http/page.js';
import type { Answer, Page, Redirection } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { notThere } from '../../http/problem.js';
import { OpenToAll } from '../../http/requires.js';
import { clearSecret, secretIn } from '../../http/secret-cookies.js';
import { Accounts } from './accounts.js';
import { IssuerRedirect } from './issuer-redirect.js';
import { OpenIdRefused, readAnswer } from './openid-issuer.js';
import { SessionStart } from './session-start.js';

/** Signing in with an account of the own organisation, by OpenID Connect. */
@PageController('sign-in/openid')
@OpenToAll()
export class OpenIdController {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(IssuerRedirect) private readonly issuer: IssuerRedirect,
    @Inject(SessionStart) private readonly sessions: SessionStart,
  ) {}

  @Get()
  async leave(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Redirection> {
    return seeOther(await this.issuer.sendThere(null, request, reply));
  }

  /** What the browser brings back from the issuer. The step is used up first: an answer is read once. */
  @Get('callback')
  async comeBack(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Answer> {
    const { context } = this.accounts;
    this.accounts.forgetStep(request, reply);
    try {
      const { identity, invitationId } = await this.identityOf(request);
      const personId = await this.personOf(identity, invitationId, request, reply);
      await recordSignIn(context, { outcome: 'done', reason: 'openid', personId }, this.accounts.occasionOf(request));
      return seeOther(await this.sessions.begin(request, reply, { kind: 'identity', identity }));
    } catch (error) {
      if (!(error instanceof OpenIdRefused)) throw error;
      return this.refuse(error, request);
    }
  }

  private async identityOf(request: FastifyRequest) {
    const { openId, context } = this.accounts;
    if (!openId) throw notThere();
    const secret = this.accounts.stepOf(request);
    const step = secret === null ? null : await takeStep(context, secret, this.accounts.occasionOf(request).now);
    if (step?.owes !== 'openid') throw new OpenIdRefused('no-step');
    return { identity: await readAnswer(openId, request.url, step.checks), invitationId: step.invitationId };
  }

  private async personOf(
    identity: OpenIdIdentity,
    invitationId: string | null,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    if (invitationId !== null) return this.link(identity, invitationId, request, reply);
    const known = await findOpenIdPerson(this.accounts.context.database, identity);
    if (known === null) throw new OpenIdRefused(UNKNOWN_SUBJECT);
    return known;
  }

  /** Begins an account by the invitation that the same browser set out with. */
  private async link(
    identity: OpenIdIdentity,
    invitationId: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const secret = secretIn(request, 'invitation') ?? '';
    const invitation = await this.accounts.invitationOf(secret, request);
    if (invitation?.id !== invitationId) throw new OpenIdRefused('invitation-over');
    const following = this.accounts.followingOf(request);
    const outcome = await linkIdentity(following, { secret, invitation }, identity, this.accounts.occasionOf(request));
    if (outcome !== 'linked') throw new OpenIdRefused(outcome);
    clearSecret(request, reply, 'invitation');
    return invitation.personId;
  }

  private async refuse({ reason }: OpenIdRefused, request: FastifyRequest): Promise<Page> {
    const refused = { outcome: 'refused', reason: `openid ${reason}`, personId: null } as const;
    await recordSignIn(this.accounts.context, refused, this.accounts.occasionOf(request));
    const title = 'You are not signed in';
    const view = { title, lines: reason === UNKNOWN_SUBJECT ? unknownWords : refusedWords };
    return { template: 'errors/error', title, place: 'elsewhere', view, status: 403 };
  }
}

const UNKNOWN_SUBJECT = 'unknown-subject';
const unknownWords = [
  'Your organisation has signed you in, but no account here belongs to it.',
  'Ask whoever manages access in your organisation for an invitation. It lets you sign in this way from then on.',
];
const refusedWords = [
  'Signing in with your organisation did not work, and nothing was changed.',
  'Begin again on the sign-in page. If it stays so, tell whoever runs the service when it happened.',
];
