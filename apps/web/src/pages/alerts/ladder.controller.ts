import { Body, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { endCover, placeCover, readLadderPage, setLadder } from '#casework';
import { checkLadder } from '#domain/alerts';
import type { Service } from '#service';
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
import { isDay, readTypedDay } from '../forms/day-field.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import { AlertParams, CoverForm, LadderForm, coverFaults, hoursFault } from './alerts.forms.js';
import { presentLadder } from './ladder.presenter.js';

const NOT_A_DAY = 'Enter a day that exists, such as 3 11 2025';

/** What a council sets of the ladder: how long each rung has, who is head of service, and who covers for whom. */
@PageController('alerts/ladder')
@Requires('ladder.manage')
export class LadderController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  show(@Query() _: OrganisationQuery, @ActingNow() acting: Acting): Promise<Page> {
    return this.page(acting, {});
  }

  @Post()
  async set(@Query() _: OrganisationQuery, @ActingNow() acting: Acting, @Body() form: LadderForm): Promise<Answer> {
    const context = acting.to('ladder.manage');
    const { hours0 = '', hours1 = '', hours2 = '', hours3 = '', head = '' } = form;
    const checked = checkLadder({
      hours: [hours0, hours1, hours2, hours3],
      headOfServiceId: head === '' ? null : head,
    });
    if (checked.kind === 'faulty')
      return this.page(
        acting,
        form,
        checked.rungs.map((rung) => ({ field: `hours${rung}`, text: hoursFault })),
      );
    if (!(await setLadder(this.service.casework, context, checked.value)))
      return this.page(acting, form, [{ field: 'head', text: 'Choose somebody from the list' }]);
    return seeOther(addressOf(context));
  }

  @Post('covers')
  async cover(@Query() _: OrganisationQuery, @ActingNow() acting: Acting, @Body() form: CoverForm): Promise<Answer> {
    const context = acting.to('ladder.manage');
    const from = readTypedDay({ day: form.fromDay, month: form.fromMonth, year: form.fromYear });
    const to = readTypedDay({ day: form.toDay, month: form.toMonth, year: form.toYear });
    if (!isDay(from) || !isDay(to)) {
      const faults = [
        ...(isDay(from) ? [] : [{ field: 'fromDay', text: NOT_A_DAY }]),
        ...(isDay(to) ? [] : [{ field: 'toDay', text: NOT_A_DAY }]),
      ];
      return this.page(acting, form, faults);
    }
    const wish = { coveredId: form.covered ?? '', coveringId: form.covering ?? '', from, to };
    const fault = await placeCover(this.service.casework, context, wish);
    return fault === null ? seeOther(addressOf(context)) : this.page(acting, form, [coverFaults[fault]]);
  }

  @Post('covers/:id/end')
  async end(@Query() _: OrganisationQuery, @Param() { id }: AlertParams, @ActingNow() acting: Acting): Promise<Answer> {
    const context = acting.to('ladder.manage');
    if (!(await endCover(this.service.casework, context, id))) throw notThere();
    return seeOther(addressOf(context));
  }

  private async page(
    acting: Acting,
    typed: Partial<LadderForm & CoverForm>,
    faults: readonly FormFault[] = [],
  ): Promise<Page> {
    const context = acting.to('ladder.manage');
    const page = await readLadderPage(this.service.database, context);
    const choice = authorityChoice(acting, 'ladder.manage', context, '/alerts/ladder', this.service.lists);
    const back = acting.find('alert.read') === null ? '' : `/alerts?authority=${context.authority}`;
    const view = { ...presentLadder(page, choice, typed), back };
    return { template: 'alerts/ladder', title: 'The ladder of alerts', place: 'alerts', view, faults };
  }
}

function addressOf({ authority }: { readonly authority: string }): string {
  return `/alerts/ladder?authority=${authority}`;
}
