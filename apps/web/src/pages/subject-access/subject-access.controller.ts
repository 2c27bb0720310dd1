import { Get, Header, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { packFileName, readSubjectAccessPack, renderPackHtml, renderPackJson } from '#exports';
import type { SubjectAccessPack } from '#exports';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { notThere } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { SubjectAccessParams } from './subject-access.form.js';

/** Everything that is held on one child, to be looked through and then given out. */
@PageController('children/:id/subject-access')
@Requires('subject_access.read')
export class SubjectAccessController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  /** What the pack holds, and the way to it. */
  @Get()
  async show(@ActingNow() acting: Acting, @Param() { id }: SubjectAccessParams): Promise<Page> {
    const { marked, sections } = await this.pack(acting, id);
    const view = {
      ...{ name: nameOf(sections), marked, address: `/children/${id}/subject-access` },
      sections: sections.map(({ title, records }) => ({ title, count: records.length })),
    };
    const title = 'Subject access pack';
    return { template: 'subject-access/subject-access', title, place: 'elsewhere', view };
  }

  @Get('html')
  @Header('content-type', 'text/html; charset=utf-8')
  async html(
    @ActingNow() acting: Acting,
    @Param() { id }: SubjectAccessParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const pack = await this.pack(acting, id);
    reply.header('content-disposition', `attachment; filename="${packFileName(pack, 'html')}"`);
    return renderPackHtml(pack);
  }

  @Get('json')
  @Header('content-type', 'application/json; charset=utf-8')
  async json(
    @ActingNow() acting: Acting,
    @Param() { id }: SubjectAccessParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const pack = await this.pack(acting, id);
    reply.header('content-disposition', `attachment; filename="${packFileName(pack, 'json')}"`);
    return renderPackJson(pack);
  }

  private async pack(acting: Acting, childId: string): Promise<SubjectAccessPack> {
    const { database, lists } = this.service;
    const pack = await readSubjectAccessPack(database, lists, acting.to('subject_access.read'), childId);
    if (!pack) throw notThere();
    return pack;
  }
}

/** Whom the pack is about: the council's child ID and the names, as they stand in it. */
function nameOf(sections: SubjectAccessPack['sections']): string {
  const identity = sections.find(({ id }) => id === 'child-identity')?.records.flatMap(({ entries }) => entries) ?? [];
  const named = ['Given name', 'Family name', 'The council’s child ID'];
  return identity.flatMap(({ label, value }) => (named.includes(label) ? [value] : [])).join(', ');
}
