import { Body, Get, Inject, Post, Query } from '@nestjs/common';
import { handOverShift, readHandover, takeOver } from '#casework';
import type { Service } from '#service';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer, Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { authorityChoice } from '../forms/authority-choice.js';
import { choices } from '../forms/choices.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import { showRoles } from './alert-words.js';
import { HandoverForm } from './alerts.forms.js';
import { presentLines } from './alerts.presenter.js';

/** The end of a shift: what is open is listed, and the next person is asked to take it over. */
@PageController('alerts/handover')
@Requires('alert.acknowledge')
export class HandoverController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Get()
  show(@Query() _: OrganisationQuery, @ActingNow() acting: Acting): Promise<Page> {
    return this.page(acting, '');
  }

  @Post()
  async handOver(
    @Query() _: OrganisationQuery,
    @ActingNow() acting: Acting,
    @Body() { to = '' }: HandoverForm,
  ): Promise<Answer> {
    const context = acting.to('alert.acknowledge');
    const outcome = await handOverShift(this.service.casework, context, to);
    if (outcome.kind === 'refused') return this.page(acting, to, [{ field: 'to', text: 'Choose the next person' }]);
    if (outcome.asked === 0)
      return this.page(acting, to, [
        { field: 'to', text: 'This person may see none of the children concerned. Choose another' },
      ]);
    return seeOther(`/alerts/handover?authority=${context.authority}`);
  }

  @Post('taking')
  async take(@Query() _: OrganisationQuery, @ActingNow() acting: Acting): Promise<Answer> {
    const context = acting.to('alert.acknowledge');
    await takeOver(this.service.casework, context);
    return seeOther(`/alerts?authority=${context.authority}`);
  }

  private async page(acting: Acting, to: string, faults: readonly FormFault[] = []): Promise<Page> {
    const context = acting.to('alert.acknowledge');
    const { alerts, people } = await readHandover(this.service.database, context);
    const { authority } = context;
    const now = this.now();
    const lines = (isAsked: boolean) =>
      presentLines(
        alerts.filter((alert) => alert.isAsked === isAsked),
        now,
        authority,
      );
    const view = {
      choice: authorityChoice(acting, 'alert.acknowledge', context, '/alerts/handover', this.service.lists),
      ...{ asked: lines(true), own: lines(false), back: `/alerts?authority=${authority}` },
      ...{
        action: `/alerts/handover?authority=${authority}`,
        taking: `/alerts/handover/taking?authority=${authority}`,
      },
      people: choices(
        people.map(({ personId, name, roles }) => [personId, `${name} (${showRoles(roles)})`]),
        to,
      ),
    };
    return { template: 'alerts/handover', title: 'Hand over a shift', place: 'alerts', view, faults };
  }
}
