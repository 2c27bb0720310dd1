import { Body, Get, Inject, Post } from '@nestjs/common';
import { correctReturn, readReturnForm } from '#casework';
import type { EpisodeOfChild, ReturnForm as OpenedReturn } from '#casework';
import { showMoment } from '#domain/time';
import type { Moment } from '#domain/time';
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
import { showReturn } from '../children/episode-words.js';
import { presentHeading } from '../children/heading.presenter.js';
import { reasonFaults } from '../children/refusal-words.js';
import { momentBlock } from '../forms/block.js';
import { readTypedMoment } from '../forms/moment-field.js';
import type { ReadForm } from '../forms/read-form.js';
import { ReturnForm, typedReturn } from './return.form.js';

/** Why a return was not put right, at the field where it can be. */
export const returnFaults = {
  ...reasonFaults,
  'same-return': { field: 'returnedDay', text: 'This is what is on record already' },
  'return-before-missing': {
    field: 'returnedDay',
    text: 'The return lies before the child went missing; check the day and the time',
  },
  'return-in-future': { field: 'returnedDay', text: 'This lies in the future; check the day and the time' },
  'episode-over': { field: 'returnedDay', text: 'The episode ended otherwise than by a return' },
} as const;

/** Putting the time of a return right, with the reason. */
@PageController('children/:id/episodes/:episodeId/return')
@Requires('episode.correct')
export class ReturnController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  show(@ActingNow() acting: Acting, @EpisodeInPath() where: EpisodeOfChild): Promise<Answer> {
    return this.page(acting, where, {});
  }

  @Post()
  async correct(
    @ActingNow() acting: Acting,
    @EpisodeInPath() where: EpisodeOfChild,
    @Body() form: ReturnForm,
  ): Promise<Answer> {
    const context = acting.to('episode.correct');
    const read = readReturned(form);
    if (read.kind === 'faulty') return this.page(acting, where, form, read.faults);
    const wish = { ...read.value, reason: form.reason ?? '' };
    return answerChange(
      await correctReturn(this.service.casework, context, where, wish),
      { ...where, page: 'record' },
      (because) => this.page(acting, where, form, [returnFaults[because]]),
      () => `/children/${where.childId}?done=return`,
    );
  }

  private async page(
    acting: Acting,
    where: EpisodeOfChild,
    form: Partial<ReturnForm>,
    faults: readonly FormFault[] = [],
  ): Promise<Answer> {
    const opened = await readReturnForm(this.service.database, acting.to('episode.correct'), where);
    return openedPage(opened, where.childId, 'record', (shown) => ({
      ...{ template: 'episodes/return', title: 'Correct the time of a return', place: 'children', faults },
      view: presentReturn(shown, form),
    }));
  }
}

function presentReturn(shown: OpenedReturn, form: Partial<ReturnForm>) {
  const words = {
    label: 'When did the child come back?',
    hint: 'Back at home or in a care setting. For example, 28 3 2025, 7:15',
  };
  return {
    heading: presentHeading(shown),
    facts: [
      { label: 'Missing from', value: showMoment(shown.episode.missingAt) },
      { label: 'Return on record', value: showReturn(shown.episode) },
    ],
    isNotBack: form.isNotBack === 'yes',
    reason: form.reason ?? '',
    blocks: [momentBlock('returned', words, typedReturn(form))],
  };
}

function readReturned(form: ReturnForm): ReadForm<{ readonly returnedAt: Moment | null }> {
  const reading = readTypedMoment(typedReturn(form));
  const faulty = (text: string) => ({ kind: 'faulty', faults: [{ field: 'returnedDay', text }] }) as const;
  if (form.isNotBack === 'yes')
    return reading.kind === 'blank'
      ? { kind: 'sound', value: { returnedAt: null } }
      : faulty('Enter a time, or say that the child is not back, not both');
  if (reading.kind === 'moment') return { kind: 'sound', value: { returnedAt: reading.moment } };
  return faulty(
    reading.kind === 'fault' ? reading.text : 'Enter when the child came back, or say that the child is not back',
  );
}
