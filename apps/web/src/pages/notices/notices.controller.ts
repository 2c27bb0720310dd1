import { Controller, Get, Header, Inject, Param, Post, Redirect, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { noteSeen, readNotices } from '#access';
import { newId } from '#platform';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { Problem } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { NoticeParams } from './notice.params.js';
import { presentNotices } from './notices.presenter.js';

/** What a lead worker is told: who outside the team opened the records of their children. */
@Controller('notices')
@Requires('child.views.read')
@ApiExcludeController()
export class NoticesController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(PageRenderer) private readonly pages: PageRenderer,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async show(
    @ActingNow() acting: Acting,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const notices = await readNotices(this.service.database, acting.to('child.views.read'), newId);
    const view = presentNotices(notices);
    return this.pages.render({ template: 'notices/notices', title: 'Notices', place: 'notices', view }, request, reply);
  }

  @Post(':id/seen')
  @Redirect('/notices', 303)
  async noteSeen(@ActingNow() acting: Acting, @Param() { id }: NoticeParams): Promise<void> {
    const context = acting.to('child.views.read');
    const isKnown = await this.service.casework.write(context, ({ tx }) => noteSeen(tx, id, newId));
    if (!isKnown) throw new Problem('not-found', 'There is no such notice, or it is not one that you may see.');
  }
}
