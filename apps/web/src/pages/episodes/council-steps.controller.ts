import { Body, Get, Inject, Post } from '@nestjs/common';
import { readCouncilSteps, recordCouncilStep, takeBackCouncilStep } from '#casework';
import type { CouncilStepsForm, EpisodeOfChild } from '#casework';
import { councilSteps } from '#domain/deadlines';
import type { CouncilStep } from '#domain/deadlines';
import { showInstant, showMoment } from '#domain/time';
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
import { momentBlock } from '../forms/block.js';
import { choices } from '../forms/choices.js';
import { readTypedMoment } from '../forms/moment-field.js';
import type { ReadForm } from '../forms/read-form.js';
import { councilStepWords } from './council-step-words.js';
import { CouncilStepForm, TakeBackForm, typedTaken } from './council-steps.form.js';

/** Why a step was not recorded, at the field where it can be put right. */
const stepFaults = {
  'step-in-future': { field: 'takenDay', text: 'This lies in the future; check the day and the time' },
  'step-before-missing': {
    field: 'takenDay',
    text: 'This lies before the child went missing; check the day and the time',
  },
  'step-before-form': { field: 'takenDay', text: 'No interview form had been returned by then' },
  'step-recorded-already': { field: 'step', text: 'This is on record already' },
  'step-not-recorded': { field: 'step', text: 'This is not on record any more; nothing was taken back' },
  'episode-over': { field: 'step', text: 'The episode was recorded in error' },
} as const;

/** What the council did itself about an episode: what its own clocks wait for. */
@PageController('children/:id/episodes/:episodeId/steps')
@Requires('episode.step.record')
export class CouncilStepsController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  show(@ActingNow() acting: Acting, @EpisodeInPath() where: EpisodeOfChild): Promise<Answer> {
    return this.page(acting, where, {});
  }

  @Post()
  async record(
    @ActingNow() acting: Acting,
    @EpisodeInPath() where: EpisodeOfChild,
    @Body() form: CouncilStepForm,
  ): Promise<Answer> {
    const context = acting.to('episode.step.record');
    const read = readStep(form, stepsFor(acting));
    if (read.kind === 'faulty') return this.page(acting, where, form, read.faults);
    return answerChange(
      await recordCouncilStep(this.service.casework, context, where, read.value),
      { ...where, page: 'record' },
      (because) => this.page(acting, where, form, [stepFaults[because]]),
      () => `/children/${where.childId}?done=council-step`,
    );
  }

  /** Takes back what was recorded in error. */
  @Post('taken-back')
  async takeBack(
    @ActingNow() acting: Acting,
    @EpisodeInPath() where: EpisodeOfChild,
    @Body() { stepId }: TakeBackForm,
  ): Promise<Answer> {
    const theirs = stepsFor(acting);
    const taken = await takeBackCouncilStep(
      this.service.casework,
      acting.to('episode.step.record'),
      where,
      (steps) => steps.find(({ id, step }) => id === stepId && theirs.includes(step)) ?? null,
    );
    const here = { ...where, page: 'record' } as const;
    const refused = () => this.page(acting, where, {}, [stepFaults['step-not-recorded']]);
    return answerChange(taken, here, refused, () => `/children/${where.childId}?done=council-step-taken-back`);
  }

  private async page(
    acting: Acting,
    where: EpisodeOfChild,
    form: Partial<CouncilStepForm>,
    faults: readonly FormFault[] = [],
  ): Promise<Answer> {
    const opened = await readCouncilSteps(this.service.database, acting.to('episode.step.record'), where);
    return openedPage(opened, where.childId, 'record', (shown) => ({
      ...{ template: 'episodes/council-steps', title: 'What the council did', place: 'children', faults },
      view: presentSteps(shown, form, stepsFor(acting), `/children/${where.childId}/episodes/${where.episodeId}/steps`),
    }));
  }
}

/** What a person may put down: that a form was checked is for those who check them. */
function stepsFor(acting: Acting): readonly CouncilStep[] {
  return acting.find('episode.quality_check.record') === null
    ? councilSteps.filter((step) => step !== 'quality_check_made')
    : councilSteps;
}

function presentSteps(
  shown: CouncilStepsForm,
  form: Partial<CouncilStepForm>,
  offered: readonly CouncilStep[],
  address: string,
) {
  const words = { label: 'When was that?', hint: 'For example, 28 3 2025, 7:15' };
  return {
    heading: presentHeading(shown),
    facts: [
      { label: 'Missing from', value: showMoment(shown.episode.missingAt) },
      { label: 'Returned', value: showReturn(shown.episode) },
    ],
    steps: shown.steps.map(({ id, step, takenAt, by, recordedAt }) => ({
      ...{ id, address: `${address}/taken-back`, mayTakeBack: offered.includes(step) },
      line: `${councilStepWords[step]}: ${showMoment(takenAt)}`,
      from: `Recorded by ${by}, ${showInstant(recordedAt)}`,
    })),
    id: 'step',
    legend: 'What was done?',
    options: choices(
      offered.map((step) => [step, councilStepWords[step]] as const),
      form.step,
    ),
    blocks: [momentBlock('taken', words, typedTaken(form))],
  };
}

function readStep(
  form: CouncilStepForm,
  offered: readonly CouncilStep[],
): ReadForm<{ readonly step: CouncilStep; readonly takenAt: Moment }> {
  const step = offered.find((each) => each === form.step);
  const reading = readTypedMoment(typedTaken(form));
  const faults: FormFault[] = [];
  if (step === undefined) faults.push({ field: 'step', text: 'Choose what was done' });
  if (reading.kind !== 'moment')
    faults.push({ field: 'takenDay', text: reading.kind === 'fault' ? reading.text : 'Enter when that was' });
  return step === undefined || reading.kind !== 'moment'
    ? { kind: 'faulty', faults }
    : { kind: 'sound', value: { step, takenAt: reading.moment } };
}
