import { Body, Get, Inject, Post, Query } from '@nestjs/common';
import { readReferralForm as openReferralForm, referEpisode } from '#casework';
import type { EpisodeOfChild, ReferralForm as OpenedReferral } from '#casework';
import type { Moment } from '#domain/time';
import type { Service } from '#service';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer, Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { answerChange, openedPage } from '../children/child-pages.js';
import { EpisodeInPath } from '../children/episode-in-path.js';
import { addressOfReferral } from './referral-address.js';
import { referralFaults } from './referral-faults.js';
import { ReferralForm, ReferralQuery, readReferralForm } from './referral.form.js';
import { presentCheck, presentReferral, presentReferred } from './referral.presenter.js';

/** Referring an episode that is on record and of which nobody was asked; what was answered is shown before it counts. */
@PageController('children/:id/episodes/:episodeId/referral')
@Requires('episode.record')
export class ReferralController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  show(
    @ActingNow() acting: Acting,
    @EpisodeInPath() where: EpisodeOfChild,
    @Query() { done }: ReferralQuery,
  ): Promise<Answer> {
    const already = (shown: OpenedReferral) => referredPage(shown, done === 'referred');
    return this.page(acting, where, (shown) => formPage(shown, {}), already);
  }

  @Post()
  async refer(
    @ActingNow() acting: Acting,
    @EpisodeInPath() where: EpisodeOfChild,
    @Body() form: ReferralForm,
  ): Promise<Answer> {
    const context = acting.to('episode.record');
    if (form.step === 'change') return this.page(acting, where, (shown) => formPage(shown, form));
    const read = readReferralForm(form, this.clock());
    if (read.kind === 'faulty') return this.page(acting, where, (shown) => formPage(shown, form, read.faults));
    if (form.step !== 'refer')
      return this.page(acting, where, (shown) =>
        shown.choices.some(({ providerId }) => providerId === read.value.providerId)
          ? checkPage(shown, form, read.value.referredAt)
          : formPage(shown, form, [referralFaults['not-covered']]),
      );
    return answerChange(
      await referEpisode(this.service.casework, context, where, read.value),
      { ...where, page: 'record' },
      (because) => this.page(acting, where, (shown) => formPage(shown, form, [referralFaults[because]])),
      () => `${addressOfReferral(where.childId, where.episodeId)}?done=referred`,
    );
  }

  private async page(
    acting: Acting,
    where: EpisodeOfChild,
    present: (shown: OpenedReferral) => Page,
    already: (shown: OpenedReferral) => Page = (shown) => ({ ...referredPage(shown, false), status: 422 }),
  ): Promise<Answer> {
    const opened = await openReferralForm(this.service.database, acting.to('episode.record'), where);
    // An episode stays what it is where its record is merged into another one.
    if (opened.kind === 'merged') return seeOther(addressOfReferral(opened.into, where.episodeId));
    return openedPage(opened, where.childId, 'record', (shown) =>
      shown.refusal === null ? present(shown) : already(shown),
    );
  }
}

function formPage(shown: OpenedReferral, form: Partial<ReferralForm>, faults: readonly FormFault[] = []): Page {
  const view = presentReferral(shown, form);
  return { template: 'episodes/refer', title: 'Refer an episode', place: 'children', view, faults };
}

function checkPage(shown: OpenedReferral, form: ReferralForm, referredAt: Moment): Page {
  const view = presentCheck(shown, form, referredAt);
  return { template: 'episodes/refer-check', title: 'Check before you refer the episode', place: 'children', view };
}

/** An episode that cannot be referred, or is so already: said in a sentence, also to whoever was slower. */
function referredPage(shown: OpenedReferral, isDone: boolean): Page {
  const view = presentReferred(shown, isDone && shown.referral !== null);
  return { template: 'episodes/referred', title: 'Referral of an episode', place: 'children', view };
}
