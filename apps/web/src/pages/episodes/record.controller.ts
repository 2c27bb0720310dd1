import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { listReferralChoices, recordEpisode } from '#casework';
import type { ChildWish, ReferralChoice } from '#casework';
import type { EpisodeWish } from '#domain/notifications';
import { dayInLondon, instantOf } from '#domain/time';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { Requires } from '../../http/requires.js';
import { seeOther } from '../../http/see-other.js';
import { SERVICE } from '../../service.token.js';
import { titleWith } from '../forms/form-fault.js';
import type { FormFault } from '../forms/form-fault.js';
import { RecordForm, RecordedParams, fieldsOf, steps } from './record.form.js';
import type { RecordFields, Step } from './record.form.js';
import { presentStep, stepTitles } from './record.presenter.js';
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
@Controller('episodes')
@Requires('episode.record')
@ApiExcludeController()
export class RecordController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(PageRenderer) private readonly pages: PageRenderer,
  ) {}

  @Get('new')
  @Header('content-type', 'text/html; charset=utf-8')
  start(
    @ActingNow() acting: Acting,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    acting.to('episode.record');
    return this.render({ key: newId(), step: 'child', fields: {}, faults: [], choices: [] }, request, reply);
  }

  @Post('new')
  @HttpCode(200)
  @Header('content-type', 'text/html; charset=utf-8')
  async goOn(
    @ActingNow() acting: Acting,
    @Body() form: RecordForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const context = acting.to('episode.record');
    const { key, step, goto } = form;
    const fields = fieldsOf(form);
    const read = this.read(fields, context);
    if (goto !== undefined) return this.show(context, { key, step: goto, fields, faults: [] }, read, request, reply);
    // A page before this one may have been left with a fault: the first of them comes first.
    const faulty = steps.slice(0, steps.indexOf(step) + 1).find((each) => read.faults[each].length > 0);
    if (faulty) {
      reply.status(422);
      return this.show(context, { key, step: faulty, fields, faults: read.faults[faulty] }, read, request, reply);
    }
    const next = steps[steps.indexOf(step) + 1];
    if (next !== undefined) return this.show(context, { key, step: next, fields, faults: [] }, read, request, reply);
    return this.record(context, { key, fields }, read, request, reply);
  }

  @Get('recorded/:reference')
  @Header('content-type', 'text/html; charset=utf-8')
  done(
    @ActingNow() acting: Acting,
    @Param() { reference }: RecordedParams,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const mayReconcile = acting.find('reconciliation.read') !== null;
    const page = { template: 'episodes/recorded', title: 'Episode recorded', place: 'episodes' } as const;
    return this.pages.render({ ...page, view: { reference, mayReconcile } }, request, reply);
  }

  private async record(
    context: TransactionContext,
    { key, fields }: { readonly key: string; readonly fields: RecordFields },
    { child, episode, referral, ...read }: Read,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    if (!child || !episode || !referral) throw new Error('A form without a fault could not be read.');
    const wish = { key, child, episode: { ...episode, ...referral } };
    const recorded = await recordEpisode(this.service.casework, context, this.service.lists, wish);
    if (recorded.kind === 'recorded') return seeOther(reply, `/episodes/recorded/${recorded.reference}`);
    const faults = recorded.because.map((because) => recordFaults[because]);
    const step = steps.find((each) => faults.some((fault) => fault.step === each)) ?? 'child';
    reply.status(422);
    const own = faults.filter((fault) => fault.step === step);
    return this.show(
      context,
      { key, step, fields, faults: own },
      { child, episode, referral, ...read },
      request,
      reply,
    );
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
    shown: {
      readonly key: string;
      readonly step: Step;
      readonly fields: RecordFields;
      readonly faults: readonly FormFault[];
    },
    { episode }: Read,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const isAsking = episode !== null && (shown.step === 'referral' || shown.step === 'check');
    const choices: readonly ReferralChoice[] = isAsking
      ? await listReferralChoices(
          this.service.database,
          context,
          this.service.lists,
          { ...episode, referral: null },
          dayInLondon(instantOf(new Date())),
        )
      : [];
    return this.render({ ...shown, choices }, request, reply);
  }

  private render(
    shown: Parameters<typeof presentStep>[0],
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const title = titleWith(stepTitles[shown.step], shown.faults);
    const view = presentStep(shown);
    return this.pages.render({ template: 'episodes/step', title, place: 'episodes', view }, request, reply);
  }
}
