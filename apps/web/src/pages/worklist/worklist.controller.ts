import { Controller, Get, Header, Inject, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignedInPerson } from '#access';
import { readWorklist } from '#casework';
import type { Service } from '#service';
import { councilContext } from '../../http/acting-for.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { SessionGuard, SignedIn } from '../../http/session.guard.js';
import { SERVICE } from '../../service.token.js';
import { presentWorklist } from './worklist.presenter.js';
import { WorklistQuery } from './worklist.query.js';

@Controller('worklist')
@UseGuards(SessionGuard)
@ApiExcludeController()
export class WorklistController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(PageRenderer) private readonly pages: PageRenderer,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async show(
    @SignedIn() person: SignedInPerson,
    @Query() query: WorklistQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const context = councilContext(person, request.id);
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
