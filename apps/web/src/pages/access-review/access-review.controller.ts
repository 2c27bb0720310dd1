import { Controller, Get, Header, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerReview, inNameOf, lastSignIns, listOpenQuestions } from '#access';
import type { OpenQuestion, ReviewAnswer } from '#access';
import { inTransaction } from '#persistence';
import { newId } from '#platform';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { Problem } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { authorityChoice } from '../forms/authority-choice.js';
import { titleWith } from '../forms/form-fault.js';
import type { FormFault } from '../forms/form-fault.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import { PeopleDesk, problemOfFault } from '../people/people-desk.js';
import type { Desk } from '../people/people-desk.js';
import { readReviewForm } from './review.form.js';
import { presentReview } from './review.presenter.js';

interface Answered {
  readonly answers: ReadonlyMap<string, ReviewAnswer>;
  readonly faults: readonly FormFault[];
}
const unanswered: Answered = { answers: new Map(), faults: [] };

/** The quarterly review: each organisation says of each of its people whether they still need their access. */
@Controller('access-review')
@Requires('access_review.answer')
@ApiExcludeController()
export class AccessReviewController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(PeopleDesk) private readonly desks: PeopleDesk,
    @Inject(PageRenderer) private readonly pages: PageRenderer,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async show(
    @ActingNow() acting: Acting,
    @Query() _: OrganisationQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const desk = await this.desks.open(acting, 'access_review.answer');
    return this.page(acting, desk, await this.questions(desk), unanswered, request, reply);
  }

  @Post()
  async answer(
    @ActingNow() acting: Acting,
    @Query() _: OrganisationQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const desk = await this.desks.open(acting, 'access_review.answer');
    const questions = await this.questions(desk);
    const read = readReviewForm(
      request.body,
      questions.filter(({ isMine }) => isMine),
    );
    if (read.kind === 'faulty') {
      const page = await this.page(acting, desk, questions, read, request, reply);
      reply.type('text/html; charset=utf-8').send(page);
      return;
    }
    const reviewer = reviewerOf(desk);
    const fault = await this.desks.write(desk, (tx) =>
      answerReview(tx, desk.organisation, reviewer, read.answers, newId),
    );
    if (fault !== null) throw problemOfFault(fault);
    await reply.redirect(`/access-review?authority=${desk.context.authority}`, 303);
  }

  private questions(desk: Desk): Promise<readonly OpenQuestion[]> {
    return inTransaction(this.service.database, desk.context, (tx) =>
      listOpenQuestions(tx, desk.organisation, reviewerOf(desk)),
    );
  }

  private async page(
    acting: Acting,
    { context, organisation }: Desk,
    questions: readonly OpenQuestion[],
    { answers, faults }: Answered,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    if (faults.length > 0) reply.status(400);
    const people = questions.map(({ personId }) => personId);
    const signIns = await inTransaction(this.service.database, inNameOf(context), (tx) => lastSignIns(tx, people));
    const choice = authorityChoice(acting, 'access_review.answer', context, '/access-review', this.service.lists);
    const view = presentReview({ questions, lastSignIns: signIns, answers, faults }, choice, organisation);
    const title = titleWith('Access review', faults);
    return this.pages.render({ template: 'access-review/review', title, place: 'access-review', view }, request, reply);
  }
}

function reviewerOf({ context }: Desk): string {
  if (context.personId === null) throw new Problem('not-permitted', 'This is for people, not for machines.');
  return context.personId;
}
