import { Body, Get, Inject, Post, Query } from '@nestjs/common';
import { answerReview, inNameOf, lastSignIns, listOpenQuestions } from '#access';
import type { OpenQuestion, ReviewAnswer } from '#access';
import { inTransaction } from '#persistence';
import { newId } from '#platform';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer, Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Problem } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { authorityChoice } from '../forms/authority-choice.js';
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
@PageController('access-review')
@Requires('access_review.answer')
export class AccessReviewController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(PeopleDesk) private readonly desks: PeopleDesk,
  ) {}

  @Get()
  async show(@Query() _: OrganisationQuery, @ActingNow() acting: Acting): Promise<Page> {
    const desk = await this.desks.open(acting, 'access_review.answer');
    return this.page(acting, desk, await this.questions(desk), unanswered);
  }

  @Post()
  async answer(@Query() _: OrganisationQuery, @ActingNow() acting: Acting, @Body() body: unknown): Promise<Answer> {
    const desk = await this.desks.open(acting, 'access_review.answer');
    const questions = await this.questions(desk);
    const read = readReviewForm(
      body,
      questions.filter(({ isMine }) => isMine),
    );
    if (read.kind === 'faulty') return this.page(acting, desk, questions, read);
    const reviewer = reviewerOf(desk);
    const fault = await this.desks.write(desk, (tx) =>
      answerReview(tx, desk.organisation, reviewer, read.answers, newId),
    );
    if (fault !== null) throw problemOfFault(fault);
    return seeOther(`/access-review?authority=${desk.context.authority}`);
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
  ): Promise<Page> {
    const people = questions.map(({ personId }) => personId);
    const signIns = await inTransaction(this.service.database, inNameOf(context), (tx) => lastSignIns(tx, people));
    const choice = authorityChoice(acting, 'access_review.answer', context, '/access-review', this.service.lists);
    const view = presentReview({ questions, lastSignIns: signIns, answers }, choice, organisation);
    return { template: 'access-review/review', title: 'Access review', place: 'access-review', view, faults };
  }
}

function reviewerOf({ context }: Desk): string {
  if (context.personId === null) throw new Problem('not-permitted', 'This is for people, not for machines.');
  return context.personId;
}
