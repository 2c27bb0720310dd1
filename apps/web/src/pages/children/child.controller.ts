import { Body, Controller, Get, Header, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { giveReason, readChild, readChildEvidence } from '#casework';
import { instantOf } from '#domain/time';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { Requires } from '../../http/requires.js';
import { seeOther } from '../../http/see-other.js';
import { SERVICE } from '../../service.token.js';
import { ChildPages, addressOf, changed } from './child-pages.js';
import { isDone, presentChild } from './child.presenter.js';
import { ReasonForm, RecordQuery } from './children.forms.js';
import { presentEvidence } from './evidence.presenter.js';
import { reasonFaults } from './refusal-words.js';

/** A child's record, its evidence page, and the reason that a restricted record asks for. */
@Controller('children/:id')
@Requires('child.read')
@ApiExcludeController()
export class ChildController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(ChildPages) private readonly pages: ChildPages,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async show(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Query() query: RecordQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const context = acting.to('child.read');
    const opened = await readChild(this.service.database, context, childId);
    return this.pages.show(opened, { childId, page: 'record', request, reply }, (record) => ({
      ...{ template: 'children/child', title: 'Child’s record', place: 'children' },
      view: presentChild(record, {
        council: this.service.lists.authorityName(context.authority),
        now: instantOf(new Date()),
        taxonomy: this.service.lists.taxonomy,
        may: (action) => acting.find(action) !== null,
        done: isDone(query.done) ? query.done : null,
      }),
    }));
  }

  @Get('evidence')
  @Requires('child.evidence.read')
  @Header('content-type', 'text/html; charset=utf-8')
  async showEvidence(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const context = acting.to('child.evidence.read');
    const opened = await readChildEvidence(this.service.database, context, childId);
    const council = this.service.lists.authorityName(context.authority);
    return this.pages.show(opened, { childId, page: 'evidence', request, reply }, (evidence) => ({
      ...{ template: 'children/evidence', title: 'Evidence of return home interviews', place: 'children' },
      view: presentEvidence(evidence, council, acting.person.displayName),
    }));
  }

  /** Takes the reason and leads on to the page that was asked for. */
  @Post('opening')
  @Header('content-type', 'text/html; charset=utf-8')
  async open(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Body() form: ReasonForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const outcome = changed(await giveReason(this.service.casework, acting.to('child.read'), childId, form.reason));
    if (outcome !== 'reason-needed' && outcome.value.kind === 'refused') {
      const visit = { childId, page: form.page, request, reply };
      return this.pages.askReason(visit, form.reason, reasonFaults[outcome.value.because].text);
    }
    return seeOther(reply, addressOf(childId, form.page));
  }
}
