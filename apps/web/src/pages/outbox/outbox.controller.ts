import { Body, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { readOutbox, sendAgain, setMessages } from '#messages';
import type { Service } from '#service';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { ActingNow } from '../../http/access.guard.js';
import { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer, Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { notThere } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { authorityChoice } from '../forms/authority-choice.js';
import { Form } from '../forms/form.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import { OutboxSettingForm, readOutboxSetting } from './outbox.form.js';
import { presentOutbox, presentOutboxSetting } from './outbox.presenter.js';

const NOT_OURS = 'Choose a commissioner or an administrator of the council';

/** What has not left the service or came back, who looks after it, and when nobody is written to. */
@PageController('outbox')
@Requires('outbox.manage')
export class OutboxController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Query() _: OrganisationQuery, @ActingNow() acting: Acting): Promise<Page> {
    const context = acting.to('outbox.manage');
    const { casework, lists, way } = this.service;
    const choice = authorityChoice(acting, 'outbox.manage', context, '/outbox', lists);
    const senders = way.senders.map(({ channel }) => channel);
    const seen = { senders, personId: context.personId, now: this.clock() };
    const view = presentOutbox(await readOutbox(casework, context), choice, seen);
    return { template: 'outbox/outbox', title: 'Outbox', place: 'outbox', view };
  }

  @Post(':id/send-again')
  async sendAgain(
    @Query() _: OrganisationQuery,
    @Body() __: Form,
    @ActingNow() acting: Acting,
    @Param('id') id: string,
  ): Promise<Answer> {
    const context = acting.to('outbox.manage');
    if (!(await sendAgain(this.service.casework, context, id))) throw notThere();
    return seeOther(`/outbox?authority=${context.authority}`);
  }

  @Get('settings')
  askSettings(@Query() _: OrganisationQuery, @ActingNow() acting: Acting): Promise<Page> {
    return this.settingsPage(acting, {}, []);
  }

  @Post('settings')
  async set(
    @Query() _: OrganisationQuery,
    @ActingNow() acting: Acting,
    @Body() form: OutboxSettingForm,
  ): Promise<Answer> {
    const context = acting.to('outbox.manage');
    const read = readOutboxSetting(form);
    if (read.kind === 'faulty') return this.settingsPage(acting, form, read.faults);
    const isSet = await setMessages(this.service.casework, context, read.value);
    if (!isSet) return this.settingsPage(acting, form, [{ field: 'owner', text: NOT_OURS }]);
    return seeOther(`/outbox?authority=${context.authority}`);
  }

  private async settingsPage(
    acting: Acting,
    typed: Partial<OutboxSettingForm>,
    faults: readonly FormFault[],
  ): Promise<Page> {
    const context = acting.to('outbox.manage');
    const choice = authorityChoice(acting, 'outbox.manage', context, '/outbox/settings', this.service.lists);
    const view = presentOutboxSetting(await readOutbox(this.service.casework, context), choice, typed);
    return {
      template: 'outbox/settings',
      title: 'Quiet hours and who looks after the outbox',
      place: 'outbox',
      view,
      faults,
    };
  }
}
