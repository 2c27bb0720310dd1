import { Body, Controller, Get, Header, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readNotificationToSettle, readReconciliation, settleNotification } from '#casework';
import type { SettleRefusal, SettleWish } from '#casework';
import { instantOf, parseReportingMonth, reportingMonthOf } from '#domain/time';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { Requires } from '../../http/requires.js';
import { seeOther } from '../../http/see-other.js';
import { SERVICE } from '../../service.token.js';
import { notThere } from '../children/child-pages.js';
import { LinkForm, ReconciliationQuery } from './reconciliation.forms.js';
import { presentNotification, presentReconciliation } from './reconciliation.presenter.js';

const refusalWords: Readonly<Record<SettleRefusal, string>> = {
  'no-such-episode': 'Choose one of the episodes below; the other is not there any more.',
  'nothing-to-change': 'This is so already; nothing was changed.',
};

/** What was notified, referred and returned in a month, side by side; and settling to which episode a notification belongs. */
@Controller('reconciliation')
@Requires('reconciliation.read')
@ApiExcludeController()
export class ReconciliationController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(PageRenderer) private readonly pages: PageRenderer,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async show(
    @ActingNow() acting: Acting,
    @Query() query: ReconciliationQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const context = acting.to('reconciliation.read');
    const now = reportingMonthOf(instantOf(new Date()));
    const month = (query.month === undefined ? null : parseReportingMonth(query.month)) ?? now;
    const read = await readReconciliation(this.service.database, context, month);
    const mayLink = acting.find('notification.link') !== null;
    const council = this.service.lists.authorityName(context.authority);
    const view = presentReconciliation(read, council, month, now, mayLink);
    const page = {
      template: 'reconciliation/reconciliation',
      title: 'Reconciliation',
      place: 'reconciliation',
    } as const;
    return this.pages.render({ ...page, view }, request, reply);
  }

  @Get('notifications/:id')
  @Requires('notification.link')
  @Header('content-type', 'text/html; charset=utf-8')
  open(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.render(acting, id, '', request, reply);
  }

  @Post('notifications/:id/link')
  @Requires('notification.link')
  @Header('content-type', 'text/html; charset=utf-8')
  link(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Body() form: LinkForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.settle(acting, id, { kind: 'link', episodeId: form.episodeId ?? '' }, request, reply);
  }

  @Post('notifications/:id/unlink')
  @Requires('notification.link')
  @Header('content-type', 'text/html; charset=utf-8')
  unlink(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Body() _form: LinkForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.settle(acting, id, { kind: 'unlink' }, request, reply);
  }

  @Post('notifications/:id/undo')
  @Requires('notification.link')
  @Header('content-type', 'text/html; charset=utf-8')
  undo(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Body() _form: LinkForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.settle(acting, id, { kind: 'undo' }, request, reply);
  }

  private async settle(
    acting: Acting,
    id: string,
    wish: SettleWish,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const settled = await settleNotification(this.service.casework, acting.to('notification.link'), id, wish);
    if (settled === null) throw notThere();
    if (settled.kind === 'granted') return seeOther(reply, `/reconciliation/notifications/${id}`);
    reply.status(422);
    return this.render(acting, id, refusalWords[settled.because], request, reply);
  }

  private async render(
    acting: Acting,
    id: string,
    refusal: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const read = await readNotificationToSettle(this.service.database, acting.to('notification.link'), id);
    if (read === null) throw notThere();
    const page = { template: 'reconciliation/notification', title: 'Notification', place: 'reconciliation' } as const;
    return this.pages.render({ ...page, view: presentNotification(read, refusal) }, request, reply);
  }
}
