import { Body, Get, Inject, Post } from '@nestjs/common';
import { askAboutEpisode, readEpisodeToAsk } from '#casework';
import type { EpisodeOfChild } from '#casework';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import type { Answer } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { answerChange, openedPage } from '../children/child-pages.js';
import { EpisodeInPath } from '../children/episode-in-path.js';
import { QuestionForm, askingFaults, readQuestionForm } from './question.forms.js';
import { presentEpisodeToAsk } from './questions.presenter.js';

/** Asking the provider of an episode, from the child's record. */
@PageController('children/:id/episodes/:episodeId/question')
@Requires('question.ask')
export class EpisodeQuestionController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  show(@ActingNow() acting: Acting, @EpisodeInPath() where: EpisodeOfChild): Promise<Answer> {
    return this.page(acting, where, {});
  }

  @Post()
  async ask(
    @ActingNow() acting: Acting,
    @EpisodeInPath() where: EpisodeOfChild,
    @Body() form: QuestionForm,
  ): Promise<Answer> {
    const context = acting.to('question.ask');
    const read = readQuestionForm(form);
    if (read.kind === 'faulty') return this.page(acting, where, form, read.faults);
    return answerChange(
      await askAboutEpisode(this.service.casework, context, where, read.value),
      { ...where, page: 'record' },
      (because) => this.page(acting, where, form, [askingFaults[because]]),
      (id) => `/questions/${id}?authority=${context.authority}`,
    );
  }

  private async page(
    acting: Acting,
    where: EpisodeOfChild,
    form: Partial<QuestionForm>,
    faults: readonly FormFault[] = [],
  ): Promise<Answer> {
    const opened = await readEpisodeToAsk(this.service.database, acting.to('question.ask'), where);
    return openedPage(opened, where.childId, 'record', (episode) => ({
      ...{ template: 'questions/ask', title: 'Ask the provider', place: 'children', faults },
      view: presentEpisodeToAsk(episode, form),
    }));
  }
}
