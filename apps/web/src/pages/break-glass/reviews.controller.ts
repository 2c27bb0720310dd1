import { Body, Get, Inject, Param, Post } from '@nestjs/common';
import { listOpeningsToReview, readOpeningToReview, reviewBreakGlass } from '#casework';
import type { Service } from '#service';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer, Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { notThere } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { reviewFaults } from '../children/refusal-words.js';
import { ReviewForm } from './break-glass.forms.js';
import { presentReview, presentReviews } from './reviews.presenter.js';

/** Emergency openings under review, by somebody else than who opened the record. */
@PageController('break-glass')
@Requires('break_glass.review')
export class ReviewsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('reviews')
  async list(@ActingNow() acting: Acting): Promise<Page> {
    const context = acting.to('break_glass.review');
    const openings = await listOpeningsToReview(this.service.database, context, acting.find('child.read'));
    const view = presentReviews(openings, this.clock());
    return { template: 'break-glass/reviews', title: 'Emergency openings', place: 'break-glass', view };
  }

  @Get(':id/review')
  show(@ActingNow() acting: Acting, @Param('id') id: string): Promise<Page> {
    return this.page(acting, id, { finding: '', note: '' });
  }

  @Post(':id/review')
  async review(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Body() { finding = '', note }: ReviewForm,
  ): Promise<Answer> {
    const typed = { finding, note };
    const decision = await reviewBreakGlass(this.service.casework, acting.to('break_glass.review'), id, typed);
    if (!decision) throw notThere();
    if (decision.kind === 'refused') return this.page(acting, id, typed, [reviewFaults[decision.because]]);
    return seeOther('/break-glass/reviews');
  }

  private async page(
    acting: Acting,
    id: string,
    typed: { readonly finding: string; readonly note: string },
    faults: readonly FormFault[] = [],
  ): Promise<Page> {
    const context = acting.to('break_glass.review');
    const opening = await readOpeningToReview(this.service.database, context, acting.find('child.read'), id);
    if (!opening) throw notThere();
    const view = presentReview(opening, this.clock(), typed);
    return { template: 'break-glass/review', title: 'Review an emergency opening', place: 'break-glass', view, faults };
  }
}
