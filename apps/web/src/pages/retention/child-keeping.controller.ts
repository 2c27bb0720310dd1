import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { purgeChild, recordDeath } from '#casework';
import type { ChildKeeping, PurgeRefusal } from '#casework';
import { dayInLondon, instantOf } from '#domain/time';
import type { Day } from '#domain/time';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { ChildPages, notThere } from '../children/child-pages.js';
import { faultOfReason, isBlankDay, readTypedDay } from './form-view.js';
import type { FormFault } from './form-view.js';
import { KeepingPages } from './keeping-pages.js';
import { becauseWords, keepingWords } from './keeping-words.js';
import { DayFields, ReasonForm } from './retention.form.js';
import { deathForm, deletionForm } from './retention-forms.js';
import { presentChildKeeping } from './retention.presenter.js';

const HTML = 'text/html; charset=utf-8';

const refusalWords: Readonly<Record<Exclude<PurgeRefusal, 'no-such-child'>, string>> = {
  'not-due': 'This record cannot be deleted: its time of keeping is not over, or something stops it',
  'held-file':
    'This record cannot be deleted: a provider’s file that speaks of this child also speaks of one under a legal hold',
  'returns-not-applied':
    'A provider return is being taken in, and it may speak of this child. Try again in a few minutes',
};

/** How long one child’s records are kept, and deleting them once that is over. */
@Controller('retention/children/:id')
@Requires('retention.manage')
@ApiExcludeController()
export class ChildKeepingController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(KeepingPages) private readonly pages: KeepingPages,
    @Inject(ChildPages) private readonly children: ChildPages,
  ) {}

  @Get()
  @Header('content-type', HTML)
  async show(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const context = acting.to('retention.manage');
    const visit = { childId: id, page: 'keeping', request, reply } as const;
    return this.children.show(await this.pages.open(context, id), visit, (child) => ({
      ...{ template: 'retention/child', title: 'Keeping one record', place: 'retention' },
      view: presentChildKeeping(child, this.pages.council(context)),
    }));
  }

  @Get('death')
  @Header('content-type', HTML)
  async askForDeath(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const child = await this.pages.child(acting.to('retention.manage'), id);
    const { diedOn } = child.facts;
    const known = diedOn && { day: `${diedOn.day}`, month: `${diedOn.month}`, year: `${diedOn.year}` };
    return this.pages.form(deathForm(on(child), known ?? {}, []), request, reply);
  }

  @Post('death')
  @HttpCode(200)
  @Header('content-type', HTML)
  async recordDeath(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Body() form: DayFields,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const context = acting.to('retention.manage');
    const child = await this.pages.child(context, id);
    const diedOn = readTypedDay(form);
    const fault = isBlankDay(form) ? null : faultOfDeath(child, diedOn);
    if (fault) return this.pages.form(deathForm(on(child), form, [fault]), request, reply);
    if (!(await recordDeath(this.service.casework, context, id, diedOn))) throw notThere();
    reply.redirect(on(child).address, 303);
    return undefined;
  }

  @Get('deletion')
  @Header('content-type', HTML)
  async askForDeletion(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const child = await this.pages.child(acting.to('retention.manage'), id);
    return this.pages.form(deletionForm(on(child), '', faultsOfDeletion(child)), request, reply);
  }

  /** Shows what goes and what stays. Nothing is deleted before this page is confirmed. */
  @Post('deletion/check')
  @HttpCode(200)
  @Header('content-type', HTML)
  async check(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Body() { reason }: ReasonForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const context = acting.to('retention.manage');
    const child = await this.pages.child(context, id);
    const faults = faultsOfDeletion(child, reason);
    if (faults.length > 0) return this.pages.form(deletionForm(on(child), reason, faults), request, reply);
    const view = {
      ...{ name: child.name, address: on(child).address, reason: reason.trim() },
      ...{ state: keepingWords(child.keeping), because: dueRule(child) },
    };
    return this.pages.show('retention/check', 'Check before deleting', view, request, reply);
  }

  @Post('deletion')
  @HttpCode(200)
  @Header('content-type', HTML)
  async delete(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Body() { reason }: ReasonForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const context = acting.to('retention.manage');
    const child = await this.pages.child(context, id);
    const faults = faultsOfDeletion(child, reason);
    const refusal = faults.length > 0 ? null : await purgeChild(this.service.casework, context, id, reason.trim());
    if (refusal === 'no-such-child') throw notThere();
    if (refusal) faults.push({ field: 'reason', text: refusalWords[refusal] });
    if (faults.length > 0) return this.pages.form(deletionForm(on(child), reason, faults), request, reply);
    reply.redirect('/retention#deleted', 303);
    return undefined;
  }
}

function on({ childId, name }: ChildKeeping) {
  return { caption: name, address: `/retention/children/${childId}` };
}

function dueRule({ keeping }: ChildKeeping): string {
  return keeping.kind === 'due' ? becauseWords(keeping.because) : '';
}

/** Whether it may be deleted at all, and, once one was asked for, what is wrong with the reason. */
function faultsOfDeletion({ keeping }: ChildKeeping, reason?: string): FormFault[] {
  if (keeping.kind !== 'due') return [{ field: 'reason', text: refusalWords['not-due'] }];
  return reason === undefined ? [] : [faultOfReason(reason)].flatMap((fault) => fault ?? []);
}

function faultOfDeath({ facts }: ChildKeeping, diedOn: Day | null): FormFault | null {
  const today = dayInLondon(instantOf(new Date())).toString();
  if (diedOn === null) return { field: 'day', text: 'Enter the day of death, such as 23 11 2026' };
  if (diedOn.toString() > today) return { field: 'day', text: 'The day of death must be today or before' };
  if (diedOn.toString() < facts.dateOfBirth.toString())
    return { field: 'day', text: 'The day of death must not be before the birth' };
  return null;
}
