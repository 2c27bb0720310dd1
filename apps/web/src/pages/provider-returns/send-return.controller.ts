import { Body, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseReportingMonth } from '#domain/time';
import { inTransaction, listProviders } from '#persistence';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Service } from '#service';
import { nilReturn } from '#submissions';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer, Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import type { SentFile } from '../../http/read-multipart.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { authorityChoice } from '../forms/authority-choice.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import { monthChoices } from './months.js';
import { SendForm } from './send.form.js';
import { presentSend } from './send.presenter.js';
import type { FileOutcome } from './send.presenter.js';
import { sendOnce } from './send-once.js';
import { SendQuery } from './sent-returns.query.js';

/** Two files of the largest size, or more that are smaller. */
const FORM_BYTES = 41 * 1024 * 1024;

/** Sending returns as files, or saying that there is nothing to report. */
@PageController('provider-returns/send')
@Requires('return.upload')
export class SendReturnController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  show(@Query() { month }: SendQuery, @ActingNow() acting: Acting): Page {
    return this.page(acting, { key: newId(), ...(month !== undefined && { month }) });
  }

  @Post()
  @RouteConfig({ bodyLimit: FORM_BYTES, takesFile: true })
  async send(
    @Query() _: OrganisationQuery,
    @Body() form: SendForm,
    @ActingNow() acting: Acting,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const context = acting.to('return.upload');
    const chosen = request.files ?? [];
    const faults = faultsOf(form, chosen);
    if (faults.length > 0) return this.page(acting, form, faults);
    const files = form.nothing === 'yes' ? [{ name: '', bytes: nilReturn() }] : chosen;
    const providerCode = await this.codeOf(context);
    const outcomes: FileOutcome[] = [];
    for (const { name, bytes } of files) {
      const wish = { key: form.key, providerCode, period: form.month ?? '', bytes };
      outcomes.push({ name, sent: await sendOnce(this.service, context, wish, reply) });
    }
    return this.answer(acting, form, outcomes);
  }

  /** Where all went in, the way to what became of them; else the form once more, with what is wrong with each file. */
  private answer(acting: Acting, form: SendForm, outcomes: readonly FileOutcome[]): Answer {
    const refused = outcomes.flatMap(({ name, sent }) =>
      sent.kind === 'refused' ? [{ field: 'file', text: name === '' ? sent.why : `${name}: ${sent.why}` }] : [],
    );
    if (refused.length > 0) return this.page(acting, form, refused, outcomes);
    const [alone] = outcomes;
    if (outcomes.length === 1 && alone?.sent.kind === 'taken') return seeOther(alone.sent.address);
    const { authority } = acting.to('return.upload');
    return seeOther(`/provider-returns?authority=${authority}`);
  }

  private page(
    acting: Acting,
    { key, month, nothing }: Partial<SendForm> & { readonly key: string },
    faults: readonly FormFault[] = [],
    outcomes: readonly FileOutcome[] = [],
  ): Page {
    const context = acting.to('return.upload');
    const choice = authorityChoice(acting, 'return.upload', context, '/provider-returns/send', this.service.lists);
    const months = monthChoices(this.clock(), month);
    const view = presentSend({ choice, months, key, isNothing: nothing === 'yes', outcomes });
    return { template: 'provider-returns/send', title: 'Send a return', place: 'sent-returns', view, faults };
  }

  private async codeOf(context: TransactionContext): Promise<string> {
    const providers = await inTransaction(this.service.database, context, listProviders);
    return providers.find(({ id }) => id === context.providerId)?.code ?? '';
  }
}

function faultsOf({ month, nothing }: SendForm, files: readonly SentFile[]): readonly FormFault[] {
  const faults: FormFault[] = [];
  if (parseReportingMonth(month ?? '') === null)
    faults.push({ field: 'month', text: 'Choose the month that the return is for' });
  if (nothing === 'yes' && files.length > 0)
    faults.push({ field: 'file', text: 'Choose files, or say that there is nothing to report, not both' });
  if (nothing !== 'yes' && files.length === 0)
    faults.push({ field: 'file', text: 'Choose a file, or say that there is nothing to report' });
  return faults;
}
