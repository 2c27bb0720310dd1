import { Body, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { beginSetUp, changePassword, findAccountOf, replaceRecoveryCodes, tryBoth } from '#access';
import type { LocalAccount } from '#access';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer, Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { notThere } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { Sessions } from '../../http/sessions.js';
import { Accounts } from '../sign-in/accounts.js';
import { BothFactorsForm, PasswordForm } from './account.form.js';
import { WRONG_BOTH, ownSecrets } from './own-secrets.js';
import type { OwnSecret } from './own-secrets.js';
import { faultsOfPassword } from './password-faults.js';
import { recoveryCodesPage } from '../sign-in/recovery-codes-page.js';
import { LOCKED } from '../sign-in/refusal-words.js';

/** Changes the password, the recovery codes or the second factor of the own account, each with both factors again. */
@PageController('account')
@Requires('account.use')
export class OwnSecretsController {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {}

  @Get('password')
  async showPassword(@Req() request: FastifyRequest): Promise<Page> {
    return secretPage('password', await this.accountOf(request));
  }

  @Post('password')
  async changePassword(@Body() form: PasswordForm, @Req() request: FastifyRequest): Promise<Answer> {
    const account = await this.accountOf(request);
    const unfit = faultsOfPassword(form, account.signInName);
    const faults = unfit.length > 0 ? unfit : await this.tryBoth(form, request);
    if (faults.length > 0) return secretPage('password', account, faults);
    const occasion = this.accounts.occasionOf(request);
    await changePassword(this.accounts.context, this.secretOf(request), form.password, occasion);
    return seeOther('/account');
  }

  @Get('recovery-codes')
  async showCodes(@Req() request: FastifyRequest): Promise<Page> {
    return secretPage('recovery-codes', await this.accountOf(request));
  }

  /** The codes are in the answer itself: they are shown this once. */
  @Post('recovery-codes')
  async replaceCodes(@Body() form: BothFactorsForm, @Req() request: FastifyRequest): Promise<Page> {
    const account = await this.accountOf(request);
    const faults = await this.tryBoth(form, request);
    if (faults.length > 0) return secretPage('recovery-codes', account, faults);
    const own = { session: this.secretOf(request), personId: account.personId };
    const codes = await replaceRecoveryCodes(this.accounts.context, own, this.accounts.occasionOf(request));
    return recoveryCodesPage(codes, '/account');
  }

  @Get('second-factor')
  async showSecondFactor(@Req() request: FastifyRequest): Promise<Page> {
    return secretPage('second-factor', await this.accountOf(request));
  }

  /** Goes on where a second factor is set up for the first time; the old one serves until the new one is confirmed. */
  @Post('second-factor')
  async replaceSecondFactor(
    @Body() form: BothFactorsForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const account = await this.accountOf(request);
    const faults = await this.tryBoth(form, request);
    if (faults.length > 0) return secretPage('second-factor', account, faults);
    const { context } = this.accounts;
    const { now } = this.accounts.occasionOf(request);
    this.accounts.goOn(request, reply, await beginSetUp(context, this.secretOf(request), now));
    return seeOther('/sign-in/set-up');
  }

  /** Whoever signs in with an issuer, or as part of a demonstration, has nothing to change here. */
  private async accountOf(request: FastifyRequest): Promise<LocalAccount> {
    const { now } = this.accounts.occasionOf(request);
    const secret = this.secretOf(request);
    const account = this.accounts.areOffered ? await findAccountOf(this.accounts.context, secret, now) : null;
    if (!account) throw notThere();
    return account;
  }

  private secretOf(request: FastifyRequest): string {
    return this.sessions.secretOf(request) ?? '';
  }

  private async tryBoth(
    { currentPassword: password, code }: BothFactorsForm,
    request: FastifyRequest,
  ): Promise<readonly FormFault[]> {
    const occasion = this.accounts.occasionOf(request);
    const tried = await tryBoth(this.accounts.context, this.secretOf(request), { password, code }, occasion);
    if (tried.isRight) return [];
    return [{ field: 'current-password', text: tried.reason === 'locked' ? LOCKED : WRONG_BOTH }];
  }
}

function secretPage(secret: OwnSecret, { signInName }: LocalAccount, faults: readonly FormFault[] = []): Page {
  const words = ownSecrets[secret];
  const view = { ...words, signInName, action: `/account/${secret}` };
  return { template: 'account/own-secret', title: words.heading, place: 'elsewhere', view, faults };
}
