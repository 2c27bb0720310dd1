import { Body, Controller, Get, Header, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { listOpeningsToReview, readOpeningToReview, reviewBreakGlass } from '#casework';
import { instantOf } from '#domain/time';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { titleOf } from '../../http/form-faults.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { Requires } from '../../http/requires.js';
import { seeOther } from '../../http/see-other.js';
import { SERVICE } from '../../service.token.js';
import { notThere } from '../children/child-pages.js';
import { reviewFaults } from '../children/refusal-words.js';
import { ReviewForm } from './break-glass.forms.js';
import { presentReview, presentReviews } from './reviews.presenter.js';

/** Emergency openings under review, by somebody else than who opened the record. */
@Controller('break-glass')
@Requires('break_glass.review')
@ApiExcludeController()
export class ReviewsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(PageRenderer) private readonly pages: PageRenderer,
  ) {}

  @Get('reviews')
  @Header('content-type', 'text/html; charset=utf-8')
  async list(
    @ActingNow() acting: Acting,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const context = acting.to('break_glass.review');
    const openings = await listOpeningsToReview(this.service.database, context, acting.find('child.read'));
    const view = presentReviews(openings, instantOf(new Date()));
    return this.pages.render(
      { template: 'break-glass/reviews', title: 'Emergency openings', place: 'break-glass', view },
      request,
      reply,
    );
  }

  @Get(':id/review')
  @Header('content-type', 'text/html; charset=utf-8')
  show(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.render(acting, id, { request, reply, typed: { finding: '', note: '' }, refusal: null });
  }

  @Post(':id/review')
  @Header('content-type', 'text/html; charset=utf-8')
  async review(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Body() form: ReviewForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const typed = { finding: form.finding ?? '', note: form.note };
    const decision = await reviewBreakGlass(this.service.casework, acting.to('break_glass.review'), id, typed);
    if (!decision) throw notThere();
    if (decision.kind === 'refused') {
      reply.status(422);
      return this.render(acting, id, { request, reply, typed, refusal: decision.because });
    }
    return seeOther(reply, '/break-glass/reviews');
  }

  private async render(
    acting: Acting,
    id: string,
    shown: {
      readonly request: FastifyRequest;
      readonly reply: FastifyReply;
      readonly typed: { readonly finding: string; readonly note: string };
      readonly refusal: keyof typeof reviewFaults | null;
    },
  ): Promise<string> {
    const context = acting.to('break_glass.review');
    const opening = await readOpeningToReview(this.service.database, context, acting.find('child.read'), id);
    if (!opening) throw notThere();
    const fault = shown.refusal === null ? null : reviewFaults[shown.refusal];
    const view = presentReview(opening, instantOf(new Date()), shown.typed, fault);
    const title = titleOf('Review an emergency opening', view);
    return this.pages.render(
      { template: 'break-glass/review', title, place: 'break-glass', view },
      shown.request,
      shown.reply,
    );
  }
}
