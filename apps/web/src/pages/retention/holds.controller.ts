import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isHoldInForce, liftHold, placeHold } from '#casework';
import { dayInLondon, instantOf } from '#domain/time';
import type { Day } from '#domain/time';
import type { TransactionContext } from '#persistence';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { notThere } from '../children/child-pages.js';
import { faultOfReason, readTypedDay } from './form-view.js';
import type { FormFault } from './form-view.js';
import { KeepingPages } from './keeping-pages.js';
import { HoldForm, KeepingParams, ReasonForm } from './retention.form.js';
import { holdForm, liftForm } from './retention-forms.js';

const HTML = 'text/html; charset=utf-8';
const nothing = { day: '', month: '', year: '', reason: '' };

/** Placing and lifting legal holds, on one record or on everything of the council. */
@Controller('retention')
@Requires('retention.manage')
@ApiExcludeController()
export class HoldsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(KeepingPages) private readonly pages: KeepingPages,
  ) {}

  @Get('hold')
  @Header('content-type', HTML)
  askForCouncil(
    @ActingNow() acting: Acting,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.pages.form(holdForm(this.onCouncil(acting.to('retention.manage')), nothing, []), request, reply);
  }

  @Post('hold')
  @HttpCode(200)
  @Header('content-type', HTML)
  placeOnCouncil(
    @ActingNow() acting: Acting,
    @Body() form: HoldForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const context = acting.to('retention.manage');
    return this.place(context, null, this.onCouncil(context), form, request, reply);
  }

  @Get('children/:id/hold')
  @Header('content-type', HTML)
  async askForChild(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const on = await this.onChild(acting.to('retention.manage'), id);
    return this.pages.form(holdForm(on, nothing, []), request, reply);
  }

  @Post('children/:id/hold')
  @HttpCode(200)
  @Header('content-type', HTML)
  async placeOnChild(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Body() form: HoldForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const context = acting.to('retention.manage');
    return this.place(context, id, await this.onChild(context, id), form, request, reply);
  }

  @Get('holds/:id/lift')
  @Header('content-type', HTML)
  async askToLift(
    @ActingNow() acting: Acting,
    @Param() { id }: KeepingParams,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const context = acting.to('retention.manage');
    if (!(await isHoldInForce(this.service.casework, context, id))) throw notThere();
    const caption = this.pages.council(context);
    return this.pages.form(liftForm({ caption, action: `/retention/holds/${id}/lift` }, '', []), request, reply);
  }

  @Post('holds/:id/lift')
  @HttpCode(200)
  @Header('content-type', HTML)
  async lift(
    @ActingNow() acting: Acting,
    @Param() { id }: KeepingParams,
    @Body() form: ReasonForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const context = acting.to('retention.manage');
    const fault = faultOfReason(form.reason);
    if (fault) {
      const on = { caption: this.pages.council(context), action: `/retention/holds/${id}/lift` };
      return this.pages.form(liftForm(on, form.reason, [fault]), request, reply);
    }
    if (!(await liftHold(this.service.casework, context, id, form.reason.trim()))) throw notThere();
    reply.redirect('/retention#holds', 303);
    return undefined;
  }

  private async place(
    context: TransactionContext,
    childId: string | null,
    on: Parameters<typeof holdForm>[0],
    form: HoldForm,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string | undefined> {
    const validFrom = readTypedDay(form);
    const faults = faultsOf(form, validFrom);
    if (faults.length > 0 || validFrom === null) return this.pages.form(holdForm(on, form, faults), request, reply);
    const hold = { childId, reason: form.reason.trim(), validFrom };
    if (!(await placeHold(this.service.casework, context, hold))) throw notThere();
    reply.redirect(on.back, 303);
    return undefined;
  }

  private onCouncil(context: TransactionContext) {
    return { caption: this.pages.council(context), isCouncil: true, action: '/retention/hold', back: '/retention' };
  }

  private async onChild(context: TransactionContext, childId: string) {
    const { name } = await this.pages.child(context, childId);
    const address = `/retention/children/${childId}`;
    return { caption: name, isCouncil: false, action: `${address}/hold`, back: address };
  }
}

/** A hold is in force as soon as it is on record, so its day is never ahead. */
function faultsOf({ reason }: HoldForm, from: Day | null): readonly FormFault[] {
  const today = dayInLondon(instantOf(new Date())).toString();
  return [
    ...(from === null ? [{ field: 'day', text: 'Enter the day from which it was asked for, such as 23 11 2026' }] : []),
    ...(from !== null && from.toString() > today ? [{ field: 'day', text: 'The day must be today or before' }] : []),
    ...[faultOfReason(reason)].flatMap((fault) => fault ?? []),
  ];
}
