import { Body, Get, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ALERTS_SHOWN, acknowledgeAlert, readAlertCursor, readAlertLife, readAlerts } from '#casework';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { notThere } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { isUnasked } from '../../http/sessions.js';
import { SERVICE } from '../../service.token.js';
import { answerChange, openedPage } from '../children/child-pages.js';
import { authorityChoice } from '../forms/authority-choice.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import { AlertParams, AlertsQuery, PromiseForm, readPromiseForm, takingFaults } from './alerts.forms.js';
import { presentAlert, presentAlerts } from './alerts.presenter.js';

/** More than this nobody has open at a time. */
const MOST_OWN = 200;

/** What somebody has to be told of: the open alerts, the life of each, and taking one on. */
@PageController('alerts')
@Requires('alert.read')
export class AlertsController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  @Requires('alert.read', 'ladder.manage')
  async show(
    @Query() { after }: AlertsQuery,
    @ActingNow() acting: Acting,
    @Req() request: FastifyRequest,
  ): Promise<Answer> {
    const context = acting.find('alert.read');
    // Whoever sets the ladder and is told of nothing has nothing to read here.
    if (context === null) return seeOther(`/alerts/ladder?authority=${acting.to('ladder.manage').authority}`);
    const { casework, lists } = this.service;
    const from = after === undefined ? null : readAlertCursor(after);
    const by = { isUnasked: isUnasked(request) };
    const mine = await readAlerts(casework, context, { ...by, whose: 'mine', after: null, most: MOST_OWN });
    const others = await readAlerts(casework, context, { ...by, whose: 'others', after: from, most: ALERTS_SHOWN });
    const view = presentAlerts(mine, others, {
      choice: authorityChoice(acting, 'alert.read', context, '/alerts', lists),
      mayTake: acting.find('alert.acknowledge') !== null,
      maySet: acting.find('ladder.manage') !== null,
    });
    return { template: 'alerts/alerts', title: 'Alerts', place: 'alerts', view };
  }

  @Get(':id')
  open(@Query() _: OrganisationQuery, @Param() { id }: AlertParams, @ActingNow() acting: Acting): Promise<Answer> {
    return this.page(acting, id, {});
  }

  @Post(':id/acknowledgement')
  @Requires('alert.acknowledge')
  async acknowledge(
    @Query() _: OrganisationQuery,
    @Param() { id }: AlertParams,
    @ActingNow() acting: Acting,
    @Body() form: PromiseForm,
  ): Promise<Answer> {
    const context = acting.to('alert.acknowledge');
    const read = readPromiseForm(form);
    if (read.kind === 'faulty') return this.page(acting, id, form, read.faults);
    const { childId, opened } = await acknowledgeAlert(this.service.casework, context, id, read.value);
    return answerChange(
      opened,
      { childId: childId ?? '', page: 'record' },
      (because) => this.page(acting, id, form, [takingFaults[because]]),
      () => `/alerts/${id}?authority=${context.authority}`,
    );
  }

  private async page(
    acting: Acting,
    id: string,
    typed: Partial<PromiseForm>,
    faults: readonly FormFault[] = [],
  ): Promise<Answer> {
    const context = acting.to('alert.read');
    const { childId, opened } = await readAlertLife(this.service.casework, context, id);
    return openedPage(opened, childId ?? '', 'record', (life) => {
      if (life === null) throw notThere();
      const view = presentAlert(life, {
        council: this.service.lists.authorityName(context.authority),
        authority: context.authority,
        mayTake: acting.find('alert.acknowledge') !== null,
        mayOpenRecord: acting.find('child.read') !== null,
        typed,
      });
      return { template: 'alerts/alert', title: 'Alert', place: 'alerts', view, faults };
    });
  }
}
