import { Body, Controller, Get, Header, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsString } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notificationSources } from '#domain/notifications';
import type { NotificationSource } from '#domain/notifications';
import type { Service } from '#service';
import { ReturnRefused } from '#submissions';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { Requires } from '../../http/requires.js';
import { seeOther } from '../../http/see-other.js';
import { SERVICE } from '../../service.token.js';
import { notThere } from '../children/child-pages.js';
import { titleWith } from '../forms/form-fault.js';
import { presentList, presentUpload } from './notifications.presenter.js';

export class UploadForm {
  @IsString()
  _csrf: string;

  @IsIn(notificationSources)
  source: NotificationSource;
}

/** A list of 20 MB, and the form around it. */
const LIST_BYTES = 21 * 1024 * 1024;

/** Taking in a list of what the police or the council itself was notified of, and what became of it. */
@Controller('notifications')
@Requires('notification.import')
@ApiExcludeController()
export class NotificationsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(PageRenderer) private readonly pages: PageRenderer,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  show(
    @ActingNow() acting: Acting,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.render(acting, { source: 'police', fault: null }, request, reply);
  }

  @Post()
  @RouteConfig({ bodyLimit: LIST_BYTES, takesFile: true })
  @Header('content-type', 'text/html; charset=utf-8')
  async upload(
    @ActingNow() acting: Acting,
    @Body() { source }: UploadForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { authority, actorName, personId, requestId } = acting.to('notification.import');
    const bytes = request.file ?? null;
    if (bytes === null) {
      reply.status(422);
      return this.render(acting, { source, fault: 'Choose a file that is not empty' }, request, reply);
    }
    try {
      const received = { authority, source, bytes, at: null, actorName, personId, requestId };
      const { list } = await this.service.notifications.receive(received);
      return seeOther(reply, `/notifications/${list}`);
    } catch (error) {
      if (!(error instanceof ReturnRefused)) throw error;
      reply.status(422);
      return this.render(acting, { source, fault: error.message }, request, reply);
    }
  }

  @Get(':id')
  @Header('content-type', 'text/html; charset=utf-8')
  async result(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const result = await this.service.notifications.find(acting.to('notification.import'), id);
    if (result === null) throw notThere();
    const page = { template: 'notifications/list', title: 'List of notifications', place: 'notifications' } as const;
    return this.pages.render({ ...page, view: presentList(result) }, request, reply);
  }

  private async render(
    acting: Acting,
    typed: { readonly source: NotificationSource; readonly fault: string | null },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const lists = await this.service.notifications.recent(acting.to('notification.import'));
    const view = presentUpload(lists, typed);
    const title = titleWith('Notifications', view.faults);
    return this.pages.render({ template: 'notifications/upload', title, place: 'notifications', view }, request, reply);
  }
}
