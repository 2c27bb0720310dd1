import { Controller, Get, Header, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readWorklist } from '#casework';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { presentWorklist } from './worklist.presenter.js';
import { WorklistQuery } from './worklist.query.js';

@Controller('worklist')
@Requires('worklist.read')
@ApiExcludeController()
export class WorklistController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(PageRenderer) private readonly pages: PageRenderer,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async show(
    @ActingNow() acting: Acting,
    @Query() query: WorklistQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const context = acting.to('worklist.read');
    const worklist = await readWorklist(this.service.database, context, null);
    const view = presentWorklist(
      worklist,
      this.service.lists.authorityName(context.authority),
      query.show === 'settled',
    );
    return this.pages.render(
      { template: 'worklist/worklist', title: 'Worklist', place: 'worklist', view },
      request,
      reply,
    );
  }
}
