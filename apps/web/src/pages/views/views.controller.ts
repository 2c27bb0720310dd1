import { Controller, Get, Header, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readChildViews } from '#casework';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { ChildPages } from '../children/child-pages.js';
import { presentViews } from './views.presenter.js';
import { ViewsQuery } from './views.query.js';

/** Who viewed the record of a child: on the child's own page, for good. */
@Controller('children/:id/views')
@Requires('child.views.read')
@ApiExcludeController()
export class ViewsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(ChildPages) private readonly pages: ChildPages,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async show(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Query() query: ViewsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const context = acting.to('child.views.read');
    const opened = await readChildViews(this.service.database, context, childId, query.after ?? null);
    return this.pages.show(opened, { childId, page: 'views', request, reply }, (views) => ({
      ...{ template: 'views/views', title: 'Who viewed a record', place: 'elsewhere' },
      view: presentViews(views, query),
    }));
  }
}
