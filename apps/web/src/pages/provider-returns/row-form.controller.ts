import { Body, Get, Inject, Post, Query, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import {
  changeUnconfirmed,
  coveredRowNotOnRecord,
  heldForTheCouncil,
  isForCouncil,
  notApplied,
} from '#domain/submissions';
import type { Finding } from '#domain/submissions';
import { parseReportingMonth } from '#domain/time';
import { inTransaction, listProviders } from '#persistence';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Service } from '#service';
import { ReturnRefused, readHeldRow, returnOfRow, withEveryColumn } from '#submissions';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer, Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { notThere } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { authorityChoice } from '../forms/authority-choice.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import { monthChoices } from './months.js';
import { RowForm, cellsOf } from './row.form.js';
import type { RowCells } from './row.form.js';
import { presentRowForm } from './row-form.presenter.js';
import { withLabels } from './row-fields.js';
import { receivedFrom, sendOnce } from './send-once.js';
import { RowQuery } from './sent-returns.query.js';

/** Every column at its longest. */
const FORM_BYTES = 512 * 1024;

/** What the sender cannot put right in the form: a row of which this is said is sent all the same, and held. */
const notForTheSender = new Set(
  [changeUnconfirmed, coveredRowNotOnRecord, heldForTheCouncil, notApplied].map(({ code }) => code),
);

/** One episode with its interview, typed in: the fourth way in, with the checks of the others. */
@PageController('provider-returns/new')
@Requires('return.upload')
export class RowFormController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Query() { month, submission, row }: RowQuery, @ActingNow() acting: Acting): Promise<Page> {
    if (submission === undefined || row === undefined) return this.page(acting, { key: newId(), month, cells: {} });
    const context = acting.to('return.sent.read');
    const sent =
      context.actor === 'provider' ? await readHeldRow(this.service.database, context, submission, row) : null;
    if (!sent) throw notThere();
    const shown = { key: newId(), month: sent.period ?? undefined, cells: sent.cells, isMending: true };
    return { ...this.page(acting, shown, faultsOf(sent.findings)), status: 200 };
  }

  /** Tries the row out first: what its sender can put right is told beside the field, and nothing is kept. */
  @Post()
  @RouteConfig({ bodyLimit: FORM_BYTES })
  async send(
    @Query() _: OrganisationQuery,
    @Body() form: RowForm,
    @ActingNow() acting: Acting,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const context = acting.to('return.upload');
    const [{ key, month = '' }, cells] = [form, cellsOf(form)];
    const typed = { key, month, cells };
    if (parseReportingMonth(month) === null)
      return this.page(acting, typed, [{ field: 'month', text: 'Choose the month that the return is for' }]);
    const wish = {
      key,
      providerCode: await this.codeOf(context),
      period: month,
      bytes: returnOfRow(withEveryColumn(cells), month),
    };
    const faults = form.sendHeld === 'yes' ? [] : await this.tryOut(context, wish);
    if (faults.length > 0) return this.page(acting, typed, faults);
    const sent = await sendOnce(this.service, context, wish, reply);
    if (sent.kind === 'taken') return seeOther(sent.address);
    return this.page(acting, typed, [{ field: 'month', text: sent.why }]);
  }

  private async tryOut(
    context: TransactionContext,
    wish: Parameters<typeof receivedFrom>[1],
  ): Promise<readonly FormFault[]> {
    try {
      const { findings } = await this.service.returns.rehearse(receivedFrom(context, wish));
      return faultsOf(findings);
    } catch (error) {
      if (!(error instanceof ReturnRefused)) throw error;
      return [{ field: 'month', text: error.message }];
    }
  }

  private page(
    acting: Acting,
    typed: {
      readonly key: string;
      readonly month: string | undefined;
      readonly cells: RowCells;
      readonly isMending?: boolean;
    },
    faults: readonly FormFault[] = [],
  ): Page {
    const context = acting.to('return.upload');
    const { lists } = this.service;
    const { key, month, cells, isMending = false } = typed;
    const choice = authorityChoice(acting, 'return.upload', context, '/provider-returns/new', lists);
    const months = monthChoices(this.clock(), month);
    const hasErrors = faults.some(({ field }) => field !== 'month');
    const view = presentRowForm({ choice, months, key, cells, hasErrors, isMending, lists });
    return { template: 'provider-returns/new', title: 'Type in an episode', place: 'sent-returns', view, faults };
  }

  private async codeOf(context: TransactionContext): Promise<string> {
    const providers = await inTransaction(this.service.database, context, listProviders);
    return providers.find(({ id }) => id === context.providerId)?.code ?? '';
  }
}

/** The errors that the sender can put right, each at its field. */
function faultsOf(findings: readonly Finding[]): readonly FormFault[] {
  return findings
    .filter(({ severity, code }) => severity === 'error' && !isForCouncil(code) && !notForTheSender.has(code))
    .map(({ column, message }) => ({ field: column ?? 'provider_ref', text: withLabels(message) }));
}
