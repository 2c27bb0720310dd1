import { Body, Get, Inject, Param, Post } from '@nestjs/common';
import { isHoldInForce, liftHold, placeHold } from '#casework';
import { dayInLondon } from '#domain/time';
import type { Day } from '#domain/time';
import type { TransactionContext } from '#persistence';
import type { Service } from '#service';
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
import { isDay, isLater, readTypedDay } from '../forms/day-field.js';
import { faultsOfReason, formPage } from './form-view.js';
import { KeepingRecords } from './keeping-records.js';
import { HoldForm, KeepingParams, ReasonForm, dayTypedIn } from './retention.form.js';
import { holdForm, liftForm } from './retention-forms.js';

const nothing = { reason: '' };

/** Placing and lifting legal holds, on one record or on everything of the council. */
@PageController('retention')
@Requires('retention.manage')
export class HoldsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(KeepingRecords) private readonly records: KeepingRecords,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('hold')
  askForCouncil(@ActingNow() acting: Acting): Page {
    return formPage(holdForm(this.onCouncil(acting.to('retention.manage')), nothing));
  }

  @Post('hold')
  placeOnCouncil(@ActingNow() acting: Acting, @Body() form: HoldForm): Promise<Answer> {
    const context = acting.to('retention.manage');
    return this.place(context, null, this.onCouncil(context), form);
  }

  @Get('children/:id/hold')
  async askForChild(@ActingNow() acting: Acting, @Param('id') id: string): Promise<Page> {
    const on = await this.onChild(acting.to('retention.manage'), id);
    return formPage(holdForm(on, nothing));
  }

  @Post('children/:id/hold')
  async placeOnChild(@ActingNow() acting: Acting, @Param('id') id: string, @Body() form: HoldForm): Promise<Answer> {
    const context = acting.to('retention.manage');
    return this.place(context, id, await this.onChild(context, id), form);
  }

  @Get('holds/:id/lift')
  async askToLift(@ActingNow() acting: Acting, @Param() { id }: KeepingParams): Promise<Page> {
    const context = acting.to('retention.manage');
    if (!(await isHoldInForce(this.service.casework, context, id))) throw notThere();
    return formPage(liftForm(this.underHold(context, id), ''));
  }

  @Post('holds/:id/lift')
  async lift(
    @ActingNow() acting: Acting,
    @Param() { id }: KeepingParams,
    @Body() { reason }: ReasonForm,
  ): Promise<Answer> {
    const context = acting.to('retention.manage');
    const faults = faultsOfReason(reason);
    if (faults.length > 0) return formPage(liftForm(this.underHold(context, id), reason), faults);
    if (!(await liftHold(this.service.casework, context, id, reason.trim()))) throw notThere();
    return seeOther('/retention#holds');
  }

  private async place(
    context: TransactionContext,
    childId: string | null,
    on: Parameters<typeof holdForm>[0],
    form: HoldForm,
  ): Promise<Answer> {
    const typed = { ...dayTypedIn(form), reason: form.reason };
    const validFrom = readTypedDay(typed);
    const faults = faultsOf(form, validFrom, dayInLondon(this.clock()));
    if (faults.length > 0 || !isDay(validFrom)) return formPage(holdForm(on, typed), faults);
    const hold = { childId, reason: form.reason.trim(), validFrom };
    if (!(await placeHold(this.service.casework, context, hold))) throw notThere();
    return seeOther(on.back);
  }

  private underHold(context: TransactionContext, id: string) {
    return { caption: this.records.council(context), action: `/retention/holds/${id}/lift` };
  }

  private onCouncil(context: TransactionContext) {
    return { caption: this.records.council(context), isCouncil: true, action: '/retention/hold', back: '/retention' };
  }

  private async onChild(context: TransactionContext, childId: string) {
    const { name } = await this.records.child(context, childId);
    const address = `/retention/children/${childId}`;
    return { caption: name, isCouncil: false, action: `${address}/hold`, back: address };
  }
}

/** A hold is in force as soon as it is on record, so its day is never ahead. */
function faultsOf({ reason }: HoldForm, from: Day | null | 'not-a-day', today: Day): readonly FormFault[] {
  const isAhead = isDay(from) && isLater(from, today);
  return [
    ...(isDay(from) ? [] : [{ field: 'onDay', text: 'Enter the day from which it was asked for, such as 23 11 2026' }]),
    ...(isAhead ? [{ field: 'onDay', text: 'The day must be today or before' }] : []),
    ...faultsOfReason(reason),
  ];
}
