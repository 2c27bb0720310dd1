import { Body, Inject, Param, Post, Query } from '@nestjs/common';
import type { TransactionContext } from '#persistence';
import type { Service } from '#service';
import type { AnswerFault, ReturnAnswer, SubmissionResult } from '#submissions';
import { wordsOfAnswerFault } from '../../api/answer-words.js';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer, Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { notThere } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { openSentReturn } from '../provider-returns/sent-return.page.js';
import { addressOf } from '../provider-returns/send-once.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import { ChangesForm, SubmissionParams, WarningForm } from './confirmations.form.js';
import { reasonField } from './confirmations.presenter.js';
import type { TypedWarning } from './confirmations.presenter.js';

const nothing: ReturnAnswer = { rows: [], withdraw: [], findings: [] };

/** What a sender confirms of its own return: changes of what it sent before, and warnings that are right as they stand. */
@PageController('provider-returns')
@Requires('return.confirm')
export class ConfirmationPagesController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Post(':id/confirm-changes')
  async confirmChanges(
    @Query() _: OrganisationQuery,
    @ActingNow() acting: Acting,
    @Param() { id }: SubmissionParams,
    @Body() { row, answer }: ChangesForm,
  ): Promise<Answer> {
    const context = acting.to('return.confirm');
    const rows = row === undefined ? waitingRows(await this.find(context, id)) : [Number(row)];
    if (rows.length === 0) return seeOther(placeOf(context, id));
    const wish = answer === 'confirm' ? { ...nothing, rows } : { ...nothing, withdraw: rows };
    const answered = await this.service.returns.answer(context, id, wish);
    if (answered.kind === 'no-such-submission') throw notThere();
    const faults = answered.kind === 'refused' ? [refusal(answered.faults)] : answered.shownAnew.map(shownAnew);
    if (faults.length === 0) return seeOther(placeOf(context, id));
    return this.page(acting, id, null, faults);
  }

  @Post(':id/confirm-warnings')
  async confirmWarning(
    @Query() _: OrganisationQuery,
    @ActingNow() acting: Acting,
    @Param() { id }: SubmissionParams,
    @Body() { row, code, column, reason = '' }: WarningForm,
  ): Promise<Answer> {
    const context = acting.to('return.confirm');
    const wish = { ...nothing, findings: [{ row: Number(row), code, column, reason }] };
    const answered = await this.service.returns.answer(context, id, wish);
    if (answered.kind === 'no-such-submission') throw notThere();
    if (answered.kind === 'done') return seeOther(placeOf(context, id));
    const typed = { row, code, column, reason };
    const faults = answered.faults.map((fault) => warningFault(fault, typed));
    return this.page(acting, id, typed, faults);
  }

  private async find(context: TransactionContext, id: string): Promise<SubmissionResult> {
    const found = await this.service.returns.find(context, id, 'sender');
    if (!found) throw notThere();
    return found;
  }

  private async page(
    acting: Acting,
    id: string,
    typed: TypedWarning | null,
    faults: readonly FormFault[],
  ): Promise<Page> {
    return (await openSentReturn(this.service, acting, id, { after: null, typed, faults })).page;
  }
}

const TOO_EARLY: FormFault = {
  field: 'progress-text',
  text: 'The return is still being taken in; look again in a minute',
};
const GONE: FormFault = { field: 'counts', text: 'This change no longer waits; look at what has become of it below' };

/** The rows come from the page, so a refusal says that it was out of date. */
function refusal(faults: readonly AnswerFault[]): FormFault {
  return faults.some(({ kind }) => kind === 'not-applied-yet') ? TOO_EARLY : GONE;
}

function shownAnew(row: number): FormFault {
  return {
    field: `change-${row}`,
    text: `Row ${row} was not changed: something else was sent of it meanwhile. Compare its values again`,
  };
}

/** A fault of the reason stands beside it; any other at the warnings, because the page no longer offers that one. */
function warningFault(fault: AnswerFault, typed: TypedWarning): FormFault {
  const isOfReason = fault.kind === 'reason-missing' || fault.kind === 'reason-too-long';
  return { field: isOfReason ? reasonField(typed) : 'counts', text: wordsOfAnswerFault(fault).replace(/\.$/, '') };
}

function waitingRows({ differences }: SubmissionResult): readonly number[] {
  return [...new Set(differences.flatMap(({ row, state }) => (state === 'waiting' ? [row] : [])))];
}

function placeOf({ authority }: TransactionContext, id: string): string {
  return addressOf(id, authority);
}
