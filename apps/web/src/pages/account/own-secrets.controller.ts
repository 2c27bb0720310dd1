import { Body, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { beginSetUp, changePassword, findAccountOf, replaceRecoveryCodes, tryBoth } from '#access';
import type { LocalAccount } from '#access';
import { ActingNow } from '../../http/access.guard.js';
import { Acting } from '../../http/acting.js';
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
  async showPassword(@ActingNow() acting: Acting): Promise<Page> {
    return secretPage('password', await this.accountOf(acting));
  }

  @Post('password')
  async changePassword(
    @ActingNow() acting: Acting,
    @Body() form: PasswordForm,
    @Req() request: FastifyRequest,
  ): Promise<Answer> {
    const account = await this.accountOf(acting);
    const unfit = faultsOfPassword(form, account.signInName);
    const faults = unfit.length > 0 ? unfit : await this.tryBoth(account, form, request);
    if (faults.length > 0) return secretPage('password', account, faults);
    const keptSession = this.sessions.secretOf(request) ?? '';
    const { context } = this.accounts;
    const change = { password: form.password, keptSession };
    await changePassword(context, account.personId, change, this.accounts.occasionOf(request));
    return seeOther('/account');
  }

  @Get('recovery-codes')
  async showCodes(@ActingNow() acting: Acting): Promise<Page> {
    return secretPage('recovery-codes', await this.accountOf(acting));
  }

  /** The codes are in the answer itself: they are shown this once. */
  @Post('recovery-codes')
  async replaceCodes(
    @ActingNow() acting: Acting,
    @Body() form: BothFactorsForm,
    @Req() request: FastifyRequest,
  ): Promise<Page> {
    const account = await this.accountOf(acting);
    const faults = await this.tryBoth(account, form, request);
    if (faults.length > 0) return secretPage('recovery-codes', account, faults);
    const { context } = this.accounts;
    const codes = await replaceRecoveryCodes(context, account.personId, this.accounts.occasionOf(request));
    return recoveryCodesPage(codes, '/account');
  }

  @Get('second-factor')
  async showSecondFactor(@ActingNow() acting: Acting): Promise<Page> {
    return secretPage('second-factor', await this.accountOf(acting));
  }

  /** Goes on where a second factor is set up for the first time; the old one serves until the new one is confirmed. */
  @Post('second-factor')
  async replaceSecondFactor(
    @ActingNow() acting: Acting,
    @Body() form: BothFactorsForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const account = await this.accountOf(acting);
    const faults = await this.tryBoth(account, form, request);
    if (faults.length > 0) return secretPage('second-factor', account, faults);
    const { context } = this.accounts;
    const stepSecret = await beginSetUp(context, account.personId, this.accounts.occasionOf(request));
    this.accounts.goOn(request, reply, stepSecret);
    return seeOther('/sign-in/set-up');
  }

  /** Whoever signs in with an issuer, or as part of a demonstration, has nothing to change here. */
  private async accountOf({ person }: Acting): Promise<LocalAccount> {
    const account = this.accounts.areOffered ? await findAccountOf(this.accounts.context, person.personId) : null;
    if (!account) throw notThere();
    return account;
  }

  private async tryBoth(
    { personId }: LocalAccount,
    { currentPassword: password, code }: BothFactorsForm,
    request: FastifyRequest,
  ): Promise<readonly FormFault[]> {
    const tried = await tryBoth(this.accounts.context, personId, { password, code }, this.accounts.occasionOf(request));
    if (tried.isRight) return [];
    return [{ field: 'current-password', text: tried.reason === 'locked' ? LOCKED : WRONG_BOTH }];
  }
}

function secretPage(secret: OwnSecret, { signInName }: LocalAccount, faults: readonly FormFault[] = []): Page {
  const words = ownSecrets[secret];
  const view = { ...words, signInName, action: `/account/${secret}` };
  return { template: 'account/own-secret', title: words.heading, place: 'elsewhere', view, faults };
}
