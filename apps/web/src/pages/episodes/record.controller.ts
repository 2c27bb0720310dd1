import { Body, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { listReferralChoices, readNotificationToSettle, recordEpisode } from '#casework';
import type { ChildWish } from '#casework';
import type { EpisodeWish } from '#domain/notifications';
import { dayInLondon } from '#domain/time';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
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
import { fieldsOfNotification } from './fields-of-notification.js';
import { NewEpisodeQuery, RecordForm, RecordedParams, fieldsOf, steps } from './record.form.js';
import type { RecordFields, Step } from './record.form.js';
import { presentStep, stepTitles } from './record.presenter.js';
import type { StepShown } from './record.presenter.js';
import { readChildPage, readEpisodePage, readReferralPage, recordFaults } from './record-wish.js';

/** Everything that was typed, as far as it can be read. */
interface Read {
  readonly child: ChildWish | null;
  readonly episode: Omit<EpisodeWish, 'referral' | 'returned_at'> | null;
  readonly referral: Pick<EpisodeWish, 'returned_at' | 'referral'> | null;
  readonly faults: Readonly<Record<Step, readonly FormFault[]>>;
}

/**
 * Recording an episode and referring it, page by page. What was typed travels in the form and is answered at once: an
 * address would keep it, and nothing is stored before it is recorded.
 */
@PageController('episodes')
@Requires('episode.record')
export class RecordController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Begins blank, or with what a notification says. */
  @Get('new')
  async start(@ActingNow() acting: Acting, @Query() { notification }: NewEpisodeQuery): Promise<Page> {
    acting.to('episode.record');
    const fields = notification === undefined ? {} : await this.fieldsOf(acting, notification);
    return stepPage({ key: newId(), step: 'child', fields, choices: [] });
  }

  @Post('new')
  async goOn(@ActingNow() acting: Acting, @Body() form: RecordForm): Promise<Answer> {
    const context = acting.to('episode.record');
    const { key, step, goto } = form;
    const fields = fieldsOf(form);
    const read = this.read(fields, context);
    if (goto !== undefined) return this.show(context, { key, step: goto, fields }, read);
    // A page before this one may have been left with a fault: the first of them comes first.
    const faulty = steps.slice(0, steps.indexOf(step) + 1).find((each) => read.faults[each].length > 0);
    if (faulty) return this.show(context, { key, step: faulty, fields }, read, read.faults[faulty]);
    const next = steps[steps.indexOf(step) + 1];
    if (next !== undefined) return this.show(context, { key, step: next, fields }, read);
    return this.record(context, { key, fields }, read);
  }

  @Get('recorded/:reference')
  done(@ActingNow() acting: Acting, @Param() { reference }: RecordedParams): Page {
    const mayReconcile = acting.find('reconciliation.read') !== null;
    const page = { template: 'episodes/recorded', title: 'Episode recorded', place: 'episodes' } as const;
    return { ...page, view: { reference, mayReconcile } };
  }

  private async fieldsOf(acting: Acting, notificationId: string): Promise<RecordFields> {
    const context = acting.find('notification.link');
    const read = context && (await readNotificationToSettle(this.service.database, context, notificationId));
    if (!read) throw notThere();
    return fieldsOfNotification(read.notification);
  }

  private async record(
    context: TransactionContext,
    { key, fields }: { readonly key: string; readonly fields: RecordFields },
    read: Read,
  ): Promise<Answer> {
    const { child, episode, referral } = read;
    if (!child || !episode || !referral) throw new Error('A form without a fault could not be read.');
    const wish = { key, child, episode: { ...episode, ...referral } };
    const recorded = await recordEpisode(this.service.casework, context, this.service.lists, wish);
    if (recorded.kind === 'recorded') return seeOther(`/episodes/recorded/${recorded.reference}`);
    const faults = recorded.because.map((because) => recordFaults[because]);
    const step = steps.find((each) => faults.some((fault) => fault.step === each)) ?? 'child';
    const own = faults.filter((fault) => fault.step === step);
    return this.show(context, { key, step, fields }, read, own);
  }

  private read(fields: RecordFields, { authority }: TransactionContext): Read {
    const { lists } = this.service;
    const [child, episode, referral] = [
      readChildPage(fields, lists),
      readEpisodePage(fields, lists, authority),
      readReferralPage(fields, lists),
    ];
    return {
      ...{ child: child.value, episode: episode.value, referral: referral.value },
      faults: { child: child.faults, episode: episode.faults, referral: referral.faults, check: [] },
    };
  }

  private async show(
    context: TransactionContext,
    shown: Omit<StepShown, 'choices'>,
    { episode }: Read,
    faults: readonly FormFault[] = [],
  ): Promise<Page> {
    const isAsking = shown.step === 'referral' || shown.step === 'check';
    if (episode === null || !isAsking) return stepPage({ ...shown, choices: [] }, faults);
    const [{ database, lists }, today] = [this.service, dayInLondon(this.clock())];
    const choices = await listReferralChoices(database, context, lists, { ...episode, referral: null }, today);
    return stepPage({ ...shown, choices }, faults);
  }
}

function stepPage(shown: StepShown, faults: readonly FormFault[] = []): Page {
  const view = presentStep(shown);
  return { template: 'episodes/step', title: stepTitles[shown.step], place: 'episodes', view, faults };
}
