import { Body, Get, Inject, Param, Post, Query } from '@nestjs/common';
import {
  answerQuestion,
  askAboutRow,
  askAgain,
  closeQuestion,
  listHeldRows,
  listOpenQuestions,
  readQuestion,
  readQuestionCursor,
  readRowToAsk,
} from '#casework';
import type { QuestionChange } from '#casework';
import type { TransactionContext } from '#persistence';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer, Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { notThere } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { answerChange, openedPage } from '../children/child-pages.js';
import { authorityChoice } from '../forms/authority-choice.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import {
  AnswerForm,
  ClosingForm,
  HeldRowsQuery,
  QuestionForm,
  QuestionParams,
  QuestionsQuery,
  RowParams,
  answerFaults,
  askingFaults,
  closingFaults,
  placeOf,
  readQuestionForm,
  rowOf,
} from './question.forms.js';
import { presentHeldRows, presentQuestion, presentQuestions, presentRowToAsk } from './questions.presenter.js';
import type { QuestionShown } from './questions.presenter.js';

type Typed = QuestionShown['typed'];

/** What the council asks providers about rows and episodes: the open questions, each with its thread. */
@PageController('questions')
@Requires('question.read')
export class QuestionsController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  async show(@Query() { after }: QuestionsQuery, @ActingNow() acting: Acting): Promise<Page> {
    const context = acting.to('question.read');
    const page = await listOpenQuestions(
      this.service.database,
      context,
      after === undefined ? null : readQuestionCursor(after),
    );
    const choice = authorityChoice(acting, 'question.read', context, '/questions', this.service.lists);
    const who = { mayAsk: acting.find('question.ask') !== null, isOfProvider: context.actor === 'provider' };
    const view = presentQuestions(page, choice, who);
    return { template: 'questions/questions', title: 'Questions to providers', place: 'questions', view };
  }

  @Get('held')
  @Requires('question.ask')
  async showHeld(@Query() { after }: HeldRowsQuery, @ActingNow() acting: Acting): Promise<Page> {
    const context = acting.to('question.ask');
    const page = await listHeldRows(this.service.database, context, placeOf(after));
    const choice = authorityChoice(acting, 'question.ask', context, '/questions/held', this.service.lists);
    const view = presentHeldRows(page, choice);
    return { template: 'questions/held', title: 'Rows that are held', place: 'questions', view };
  }

  @Get('rows/:id/:row')
  @Requires('question.ask')
  showRow(@Query() _: OrganisationQuery, @Param() params: RowParams, @ActingNow() acting: Acting): Promise<Answer> {
    return this.rowPage(acting.to('question.ask'), params, {});
  }

  @Post('rows/:id/:row')
  @Requires('question.ask')
  async askAboutRow(
    @Query() _: OrganisationQuery,
    @Param() params: RowParams,
    @ActingNow() acting: Acting,
    @Body() form: QuestionForm,
  ): Promise<Answer> {
    const context = acting.to('question.ask');
    const read = readQuestionForm(form);
    if (read.kind === 'faulty') return this.rowPage(context, params, form, read.faults);
    const place = { submissionId: params.id, row: rowOf(params) };
    const decision = await askAboutRow(this.service.casework, context, place, read.value);
    if (decision === null) throw notThere();
    return decision.kind === 'refused'
      ? this.rowPage(context, params, form, [askingFaults[decision.because]])
      : seeOther(addressOf(decision.value, context));
  }

  @Get(':id')
  open(@Query() _: OrganisationQuery, @Param() { id }: QuestionParams, @ActingNow() acting: Acting): Promise<Answer> {
    return this.page(acting, id, {});
  }

  @Post(':id/answers')
  @Requires('question.answer')
  async answer(
    @Query() _: OrganisationQuery,
    @Param() { id }: QuestionParams,
    @ActingNow() acting: Acting,
    @Body() form: AnswerForm,
  ): Promise<Answer> {
    const context = acting.to('question.answer');
    const wish = { id, words: form.answer ?? '' };
    const changed = await answerQuestion(this.service.casework, context, wish);
    return this.changed(context, changed, (because) => this.page(acting, id, form, [answerFaults[because]]));
  }

  @Post(':id/asking')
  @Requires('question.ask')
  async askAgain(
    @Query() _: OrganisationQuery,
    @Param() { id }: QuestionParams,
    @ActingNow() acting: Acting,
    @Body() form: QuestionForm,
  ): Promise<Answer> {
    const context = acting.to('question.ask');
    const read = readQuestionForm(form);
    if (read.kind === 'faulty') return this.page(acting, id, form, read.faults);
    const changed = await askAgain(this.service.casework, context, { id, wish: read.value });
    return this.changed(context, changed, (because) => this.page(acting, id, form, [askingFaults[because]]));
  }

  @Post(':id/closing')
  @Requires('question.ask')
  async close(
    @Query() _: OrganisationQuery,
    @Param() { id }: QuestionParams,
    @ActingNow() acting: Acting,
    @Body() form: ClosingForm,
  ): Promise<Answer> {
    const context = acting.to('question.ask');
    const wish = { id, words: form.closing ?? '' };
    const changed = await closeQuestion(this.service.casework, context, wish);
    return this.changed(context, changed, (because) => this.page(acting, id, form, [closingFaults[because]]));
  }

  private changed<Refusal extends string>(
    context: TransactionContext,
    { childId, opened }: QuestionChange<Refusal>,
    refused: (because: Refusal) => Promise<Answer>,
  ): Promise<Answer> {
    return answerChange(opened, { childId: childId ?? '', page: 'record' }, refused, (id) => addressOf(id, context));
  }

  private async page(acting: Acting, id: string, typed: Typed, faults: readonly FormFault[] = []): Promise<Answer> {
    const context = acting.to('question.read');
    const { childId, opened } = await readQuestion(this.service.database, context, id);
    return openedPage(opened, childId ?? '', 'record', (shown) => ({
      ...{ template: 'questions/question', title: 'Question to a provider', place: 'questions', faults },
      view: presentQuestion(shown, {
        council: this.service.lists.authorityName(context.authority),
        authority: context.authority,
        mayAsk: acting.find('question.ask') !== null,
        mayAnswer: acting.find('question.answer') !== null,
        mayOpenRecord: acting.find('child.read') !== null,
        typed,
      }),
    }));
  }

  private async rowPage(
    context: TransactionContext,
    params: RowParams,
    typed: Typed,
    faults: readonly FormFault[] = [],
  ): Promise<Answer> {
    const found = await readRowToAsk(this.service.database, context, { submissionId: params.id, row: rowOf(params) });
    if (found === null) throw notThere();
    if (found.kind === 'applied') return seeOther(`/children/${found.childId}/episodes/${found.episodeId}/question`);
    const view = presentRowToAsk(found.row, context.authority, typed);
    return { template: 'questions/ask', title: 'Ask the provider', place: 'questions', view, faults };
  }
}

function addressOf(id: string, { authority }: TransactionContext): string {
  return `/questions/${id}?authority=${authority}`;
}
