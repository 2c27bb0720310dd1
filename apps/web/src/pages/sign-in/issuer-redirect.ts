import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { beginOpenIdStep, recordSignIn } from '#access';
import { Problem, notThere } from '../../http/problem.js';
import { Accounts } from './accounts.js';
import { OpenIdRefused, askIssuer } from './openid-issuer.js';

/** Sends a browser to the issuer, to sign in or to follow an invitation. */
@Injectable()
export class IssuerRedirect {
  constructor(@Inject(Accounts) private readonly accounts: Accounts) {}

  /** Keeps what the answer will be held against under a cookie's secret, and gives the issuer's address. */
  async sendThere(invitationId: string | null, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const { openId, context } = this.accounts;
    if (!openId) throw notThere();
    const occasion = this.accounts.occasionOf(request);
    const { address, checks } = await askIssuer(openId).catch(async (error: unknown) => {
      if (!(error instanceof OpenIdRefused)) throw error;
      const refused = { outcome: 'refused', reason: `openid ${error.reason}`, personId: null } as const;
      await recordSignIn(context, refused, occasion);
      throw new Problem('unavailable', 'Your organisation’s sign-in does not answer. Try again in a few minutes.');
    });
    const stepSecret = await beginOpenIdStep(context, { invitationId, checks }, occasion.now);
    this.accounts.goOn(request, reply, stepSecret);
    return address;
  }
}
