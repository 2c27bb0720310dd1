import { Body, Get, Inject, Param, Post, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { IsIn } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { notificationSources } from '#domain/notifications';
import type { NotificationSource } from '#domain/notifications';
import type { Service } from '#service';
import { ReturnRefused } from '#submissions';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer, Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { notThere } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { Form } from '../forms/form.js';
import { presentList, presentUpload } from './notifications.presenter.js';

export class UploadForm extends Form {
  @IsIn(notificationSources)
  source: NotificationSource;
}

/** A list of 20 MB, and the form around it. */
const LIST_BYTES = 21 * 1024 * 1024;

/** Taking in a list of what the police or the council itself was notified of, and what became of it. */
@PageController('notifications')
@Requires('notification.import')
export class NotificationsController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  show(@ActingNow() acting: Acting): Promise<Page> {
    return this.page(acting, 'police');
  }

  @Post()
  @RouteConfig({ bodyLimit: LIST_BYTES, takesFile: true })
  async upload(
    @ActingNow() acting: Acting,
    @Body() { source }: UploadForm,
    @Req() request: FastifyRequest,
  ): Promise<Answer> {
    const { authority, actorName, personId, requestId } = acting.to('notification.import');
    const bytes = request.files?.[0]?.bytes;
    if (bytes === undefined || bytes.length === 0)
      return this.page(acting, source, [{ field: 'file', text: 'Choose a file that is not empty' }]);
    try {
      const received = { authority, source, bytes, at: null, actorName, personId, requestId };
      const { list } = await this.service.notifications.receive(received);
      return seeOther(`/notifications/${list}`);
    } catch (error) {
      if (!(error instanceof ReturnRefused)) throw error;
      return this.page(acting, source, [{ field: 'file', text: error.message }]);
    }
  }

  @Get(':id')
  async result(@ActingNow() acting: Acting, @Param('id') id: string): Promise<Page> {
    const result = await this.service.notifications.find(acting.to('notification.import'), id);
    if (result === null) throw notThere();
    const view = presentList(result);
    return { template: 'notifications/list', title: 'List of notifications', place: 'notifications', view };
  }

  private async page(acting: Acting, source: NotificationSource, faults: readonly FormFault[] = []): Promise<Page> {
    const lists = await this.service.notifications.recent(acting.to('notification.import'));
    const view = presentUpload(lists, source);
    return { template: 'notifications/upload', title: 'Notifications', place: 'notifications', view, faults };
  }
}
