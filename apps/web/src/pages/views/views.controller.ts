import { Controller, Get, Header, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readViews } from '#access';
import { newId } from '#platform';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { Problem } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { presentViews } from './views.presenter.js';
import { ViewsParams, ViewsQuery } from './views.query.js';

/** Who viewed the record of a child: on the child's own page, for good. */
@Controller('children/:id/views')
@Requires('child.views.read')
@ApiExcludeController()
export class ViewsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(PageRenderer) private readonly pages: PageRenderer,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async show(
    @ActingNow() acting: Acting,
    @Param() { id }: ViewsParams,
    @Query() query: ViewsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const context = acting.to('child.views.read');
    const page = await readViews(this.service.database, context, id, query.after ?? null, newId);
    if (!page) throw new Problem('not-found', 'There is no such record, or it is not one that you may see.');
    const view = presentViews(page, id, query);
    return this.pages.render(
      { template: 'views/views', title: 'Who viewed a record', place: 'elsewhere', view },
      request,
      reply,
    );
  }
}
