import { Controller, Get, Header, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readAudit } from '#access';
import { newId } from '#platform';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { presentAudit } from './audit.presenter.js';
import { AuditQuery } from './audit.query.js';
import { readFilter } from './read-filter.js';

/** The audit of an authority for its auditor: who did what and when, what was refused, and how far it is sealed. */
@Controller('audit')
@Requires('audit.read')
@ApiExcludeController()
export class AuditController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(PageRenderer) private readonly pages: PageRenderer,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async show(
    @ActingNow() acting: Acting,
    @Query() query: AuditQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const context = acting.to('audit.read');
    const { filter, errors } = readFilter(query);
    const page = await readAudit(this.service.database, context, filter, newId);
    const council = this.service.lists.authorityName(context.authority);
    const view = presentAudit(page, { query, errors, council });
    return this.pages.render({ template: 'audit/audit', title: 'Audit', place: 'audit', view }, request, reply);
  }
}
