import { Body, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { giveReason, readChild, readChildEvidence } from '#casework';
import type { Service } from '#service';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { Answer } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { addressOf, answerChange, openedPage, reasonPage } from './child-pages.js';
import { isDone, presentChild } from './child.presenter.js';
import { ReasonForm, RecordQuery } from './children.forms.js';
import { presentEvidence } from './evidence.presenter.js';
import { reasonFaults } from './refusal-words.js';

/** A child's record, its evidence page, and the reason that a restricted record asks for. */
@PageController('children/:id')
@Requires('child.read')
export class ChildController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async show(@ActingNow() acting: Acting, @Param('id') childId: string, @Query() query: RecordQuery): Promise<Answer> {
    const context = acting.to('child.read');
    const opened = await readChild(this.service.database, context, childId);
    return openedPage(opened, childId, 'record', (record) => ({
      ...{ template: 'children/child', title: 'Child’s record', place: 'children' },
      view: presentChild(record, {
        council: this.service.lists.authorityName(context.authority),
        authority: context.authority,
        now: this.clock(),
        taxonomy: this.service.lists.taxonomy,
        may: (action) => acting.find(action) !== null,
        done: isDone(query.done) ? query.done : null,
      }),
    }));
  }

  @Get('evidence')
  @Requires('child.evidence.read')
  async showEvidence(@ActingNow() acting: Acting, @Param('id') childId: string): Promise<Answer> {
    const context = acting.to('child.evidence.read');
    const opened = await readChildEvidence(this.service.database, context, childId);
    const council = this.service.lists.authorityName(context.authority);
    return openedPage(opened, childId, 'evidence', (evidence) => ({
      ...{ template: 'children/evidence', title: 'Evidence of return home interviews', place: 'children' },
      view: presentEvidence(evidence, council, acting.person.displayName),
    }));
  }

  /** Takes the reason and leads on to the page that was asked for. */
  @Post('opening')
  async open(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Body() { page, reason }: ReasonForm,
  ): Promise<Answer> {
    return answerChange(
      await giveReason(this.service.casework, acting.to('child.read'), childId, reason),
      { childId, page },
      (because) => reasonPage(childId, page, reason, [reasonFaults[because]]),
      () => addressOf(childId, page),
    );
  }
}
