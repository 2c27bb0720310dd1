import { Body, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { readNotificationToSettle, readReconciliation, settleNotification } from '#casework';
import type { SettleRefusal, SettleWish } from '#casework';
import { parseReportingMonth, reportingMonthOf } from '#domain/time';
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
import { reasonFaults } from '../children/refusal-words.js';
import { LinkForm, NoActionForm, ReconciliationQuery } from './reconciliation.forms.js';
import { presentNotification, presentReconciliation } from './reconciliation.presenter.js';

const refusalFaults: Readonly<Record<SettleRefusal, FormFault>> = {
  ...reasonFaults,
  'tied-already': { field: 'reason', text: 'It is tied to an episode; free it first, or leave it as it is' },
  'no-such-episode': { field: 'episodes', text: 'Choose one of the episodes below; the other is not there any more' },
  'nothing-to-change': { field: 'episodes', text: 'This is so already; nothing was changed' },
};

/** What was notified, referred and returned in a month, side by side; and settling to which episode a notification belongs. */
@PageController('reconciliation')
@Requires('reconciliation.read')
export class ReconciliationController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async show(@ActingNow() acting: Acting, @Query() query: ReconciliationQuery): Promise<Page> {
    const context = acting.to('reconciliation.read');
    const now = reportingMonthOf(this.clock());
    const month = (query.month === undefined ? null : parseReportingMonth(query.month)) ?? now;
    const read = await readReconciliation(this.service.database, context, month);
    const may = { link: acting.find('notification.link') !== null, refer: acting.find('episode.record') !== null };
    const council = this.service.lists.authorityName(context.authority);
    const view = presentReconciliation(read, council, month, now, may);
    return { template: 'reconciliation/reconciliation', title: 'Reconciliation', place: 'reconciliation', view };
  }

  @Get('notifications/:id')
  @Requires('notification.link')
  open(@ActingNow() acting: Acting, @Param('id') id: string): Promise<Page> {
    return this.page(acting, id);
  }

  @Post('notifications/:id/link')
  @Requires('notification.link')
  link(@ActingNow() acting: Acting, @Param('id') id: string, @Body() { episodeId }: LinkForm): Promise<Answer> {
    return this.settle(acting, id, { kind: 'link', episodeId: episodeId ?? '' });
  }

  @Post('notifications/:id/unlink')
  @Requires('notification.link')
  unlink(@ActingNow() acting: Acting, @Param('id') id: string): Promise<Answer> {
    return this.settle(acting, id, { kind: 'unlink' });
  }

  @Post('notifications/:id/undo')
  @Requires('notification.link')
  undo(@ActingNow() acting: Acting, @Param('id') id: string): Promise<Answer> {
    return this.settle(acting, id, { kind: 'undo' });
  }

  @Post('notifications/:id/no-action')
  @Requires('notification.link')
  noAction(@ActingNow() acting: Acting, @Param('id') id: string, @Body() { reason }: NoActionForm): Promise<Answer> {
    return this.settle(acting, id, { kind: 'no_action', reason: reason ?? '' });
  }

  private async settle(acting: Acting, id: string, wish: SettleWish): Promise<Answer> {
    const settled = await settleNotification(this.service.casework, acting.to('notification.link'), id, wish);
    if (settled === null) throw notThere();
    if (settled.kind === 'granted') return seeOther(`/reconciliation/notifications/${id}`);
    return this.page(acting, id, [refusalFaults[settled.because]], wish.kind === 'no_action' ? wish.reason : '');
  }

  private async page(acting: Acting, id: string, faults: readonly FormFault[] = [], reason = ''): Promise<Page> {
    const read = await readNotificationToSettle(this.service.database, acting.to('notification.link'), id);
    if (read === null) throw notThere();
    const view = presentNotification(read, reason);
    return { template: 'reconciliation/notification', title: 'Notification', place: 'reconciliation', view, faults };
  }
}
