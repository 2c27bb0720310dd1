import { Get, Header, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { openRecord } from '#casework';
import type { Opened } from '#casework';
import { packFileName, readSubjectAccessPack, renderPackHtml, renderPackJson } from '#exports';
import type { SubjectAccessPack } from '#exports';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { Answer } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { openedOr, openedPage } from '../children/child-pages.js';

/** Everything that is held on one child, to be looked through and then given out. */
@PageController('children/:id/subject-access')
@Requires('subject_access.read')
export class SubjectAccessController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  /** What the pack holds, and the way to it. */
  @Get()
  async show(@ActingNow() acting: Acting, @Param('id') id: string): Promise<Answer> {
    return openedPage(await this.open(acting, id), id, 'subject-access', ({ marked, sections }) => ({
      ...{ template: 'subject-access/subject-access', title: 'Subject access pack', place: 'elsewhere' },
      view: {
        ...{ name: nameOf(sections), marked, address: `/children/${id}/subject-access` },
        sections: sections.map(({ title, records }) => ({ title, count: records.length })),
      },
    }));
  }

  @Get('html')
  @Header('content-type', 'text/html; charset=utf-8')
  async html(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const pack = openedOr(await this.open(acting, id), id, 'subject-access');
    reply.header('content-disposition', `attachment; filename="${packFileName(pack, 'html')}"`);
    return renderPackHtml(pack);
  }

  @Get('json')
  @Header('content-type', 'application/json; charset=utf-8')
  async json(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const pack = openedOr(await this.open(acting, id), id, 'subject-access');
    reply.header('content-disposition', `attachment; filename="${packFileName(pack, 'json')}"`);
    return renderPackJson(pack);
  }

  private async open(acting: Acting, childId: string): Promise<Opened<SubjectAccessPack>> {
    const { database, lists } = this.service;
    const context = acting.to('subject_access.read');
    const opened = await openRecord(database, context, { childId, action: 'SubjectAccessRead' });
    if (opened.kind !== 'opened') return opened;
    const value = await readSubjectAccessPack(database, lists, context, opened.value);
    return value === null ? { kind: 'not-there' } : { kind: 'opened', value };
  }
}

/** Whom the pack is about: the council's child ID and the names, as they stand in it. */
function nameOf(sections: SubjectAccessPack['sections']): string {
  const identity = sections.find(({ id }) => id === 'child-identity')?.records.flatMap(({ entries }) => entries) ?? [];
  const named = ['Given name', 'Family name', 'The council’s child ID'];
  return identity.flatMap(({ label, value }) => (named.includes(label) ? [value] : [])).join(', ');
}
