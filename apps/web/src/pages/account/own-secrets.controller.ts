import { Body, Controller, Get, Header, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { beginSetUp, changePassword, findAccountOf, replaceRecoveryCodes, tryBoth } from '#access';
import type { LocalAccount } from '#access';
import { presentFaults } from '../../http/form-fault.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { Problem } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { Sessions } from '../../http/sessions.js';
import { Accounts } from '../sign-in/accounts.js';
import { BothFactorsForm, PasswordForm } from './account.form.js';
import { WRONG_BOTH, ownSecrets } from './own-secrets.js';
import type { OwnSecret, SecretFault } from './own-secrets.js';
import { faultsOfPassword } from './password-faults.js';
import { LOCKED } from '../sign-in/refusal-words.js';

/** Changes the password, the recovery codes or the second factor of the own account, each with both factors again. */
@Controller('account')
@Requires('account.use')
@ApiExcludeController()
export class OwnSecretsController {
  constructor(
    @Inject(PageRenderer) private readonly pages: PageRenderer,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {}

  @Get('password')
  @Header('content-type', 'text/html; charset=utf-8')
  async showPassword(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const account = await this.accountOf(request);
    return this.render(account, 'password', [], request, reply);
  }

  @Post('password')
  @HttpCode(422)
  @Header('content-type', 'text/html; charset=utf-8')
  async changePassword(
    @Body() form: PasswordForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const account = await this.accountOf(request);
    const { signInName } = account;
    const unfit = faultsOfPassword(form, signInName);
    const faults = unfit.length > 0 ? unfit : await this.tryBoth(form, request);
    if (faults.length > 0) return this.render(account, 'password', faults, request, reply);
    const occasion = this.accounts.occasionOf(request);
    await changePassword(this.accounts.context, this.secretOf(request), form.password, occasion);
    return goTo(reply, '/account');
  }

  @Get('recovery-codes')
  @Header('content-type', 'text/html; charset=utf-8')
  async showCodes(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const account = await this.accountOf(request);
    return this.render(account, 'recovery-codes', [], request, reply);
  }

  /** The codes are in the answer itself: they are shown this once. */
  @Post('recovery-codes')
  @HttpCode(200)
  @Header('content-type', 'text/html; charset=utf-8')
  async replaceCodes(
    @Body() form: BothFactorsForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const account = await this.accountOf(request);
    const faults = await this.tryBoth(form, request);
    if (faults.length > 0) {
      reply.status(422);
      return this.render(account, 'recovery-codes', faults, request, reply);
    }
    const own = { session: this.secretOf(request), personId: account.personId };
    const codes = await replaceRecoveryCodes(this.accounts.context, own, this.accounts.occasionOf(request));
    const view = { codes, next: '/account' };
    return this.pages.render(
      { template: 'sign-in/recovery-codes', title: 'Your recovery codes', place: 'elsewhere', view },
      request,
      reply,
    );
  }

  @Get('second-factor')
  @Header('content-type', 'text/html; charset=utf-8')
  async showSecondFactor(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const account = await this.accountOf(request);
    return this.render(account, 'second-factor', [], request, reply);
  }

  /** Goes on where a second factor is set up for the first time; the old one serves until the new one is confirmed. */
  @Post('second-factor')
  @HttpCode(422)
  @Header('content-type', 'text/html; charset=utf-8')
  async replaceSecondFactor(
    @Body() form: BothFactorsForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const account = await this.accountOf(request);
    const { personId } = account;
    const faults = await this.tryBoth(form, request);
    if (faults.length > 0) return this.render(account, 'second-factor', faults, request, reply);
    const { context } = this.accounts;
    this.accounts.goOn(request, reply, await beginSetUp(context, personId, this.accounts.occasionOf(request)));
    return goTo(reply, '/sign-in/set-up');
  }

  /** Whoever signs in with an issuer, or as part of a demonstration, has nothing to change here. */
  private async accountOf(request: FastifyRequest): Promise<LocalAccount> {
    const { now } = this.accounts.occasionOf(request);
    const secret = this.secretOf(request);
    const account = this.accounts.areOffered ? await findAccountOf(this.accounts.context, secret, now) : null;
    if (!account) throw new Problem('not-found', 'There is nothing at this address.');
    return account;
  }

  private secretOf(request: FastifyRequest): string {
    return this.sessions.secretOf(request) ?? '';
  }

  private async tryBoth(
    { currentPassword: password, code }: BothFactorsForm,
    request: FastifyRequest,
  ): Promise<readonly SecretFault[]> {
    const occasion = this.accounts.occasionOf(request);
    const tried = await tryBoth(this.accounts.context, this.secretOf(request), { password, code }, occasion);
    if (tried.isRight) return [];
    return [{ field: 'current-password', text: tried.reason === 'locked' ? LOCKED : WRONG_BOTH }];
  }

  private render(
    { signInName }: LocalAccount,
    secret: OwnSecret,
    faults: readonly SecretFault[],
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const words = ownSecrets[secret];
    const fields = ['current-password', 'code', 'password', 'password-again'] as const;
    const view = { ...words, signInName, action: `/account/${secret}`, ...presentFaults(fields, faults) };
    return this.pages.render(
      { template: 'account/own-secret', title: words.heading, place: 'elsewhere', view },
      request,
      reply,
    );
  }
}

function goTo(reply: FastifyReply, place: string): string {
  reply.status(303).header('location', place);
  return '';
}
