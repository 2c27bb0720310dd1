import { Get, Inject, Param, Query, Res } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import type { Service } from '#service';
import { makeReturnTemplate, readMarkedFile } from '#submissions';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { PageController } from '../../http/page-controller.js';
import { notThere } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import { TemplateQuery } from './sent-returns.query.js';

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** What a provider takes away: the workbook of a month to be filled in, and its own file with the faults marked. */
@PageController('provider-returns')
export class DownloadController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get('template')
  @Requires('return.template.read')
  async template(
    @Query() { month }: TemplateQuery,
    @ActingNow() acting: Acting,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { database, lists } = this.service;
    const bytes = await makeReturnTemplate(database, lists, acting.to('return.template.read'), month);
    return attached(reply, { bytes, format: 'xlsx', name: `provider-return-${month}` });
  }

  @Get(':id/marked')
  @Requires('return.upload')
  async marked(
    @Param('id') id: string,
    @Query() _: OrganisationQuery,
    @ActingNow() acting: Acting,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    acting.to('return.upload');
    const context = acting.to('return.sent.read');
    const marked = isUUID(id) ? await readMarkedFile(this.service.database, context, id) : null;
    if (!marked) throw notThere();
    return attached(reply, { ...marked, name: `provider-return-${marked.period ?? 'no-month'}-marked` });
  }
}

/** A file under a name that is ours: what the sender called it may name a child. */
function attached(
  reply: FastifyReply,
  { bytes, format, name }: { readonly bytes: Uint8Array; readonly format: 'csv' | 'xlsx'; readonly name: string },
): Buffer {
  reply.type(types[format]).header('content-disposition', `attachment; filename="${name}.${format}"`);
  return Buffer.from(bytes);
}
