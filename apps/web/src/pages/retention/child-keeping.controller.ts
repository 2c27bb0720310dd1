import { Body, Get, Inject, Param, Post } from '@nestjs/common';
import { purgeChild, recordDeath } from '#casework';
import type { ChildKeeping, PurgeRefusal } from '#casework';
import { dayInLondon } from '#domain/time';
import type { Day } from '#domain/time';
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
import { openedPage } from '../children/child-pages.js';
import { isLater, readTypedDay, typedDayOf } from '../forms/day-field.js';
import { faultsOfReason, formPage } from './form-view.js';
import { KeepingRecords } from './keeping-records.js';
import { becauseWords, keepingWords } from './keeping-words.js';
import { DayForm, ReasonForm, dayTypedIn } from './retention.form.js';
import { deathForm, deletionForm } from './retention-forms.js';
import { presentChildKeeping } from './retention.presenter.js';

const refusalWords: Readonly<Record<Exclude<PurgeRefusal, 'no-such-child'>, string>> = {
  'not-due': 'This record cannot be deleted: its time of keeping is not over, or something stops it',
  'held-file':
    'This record cannot be deleted: a provider’s file that speaks of this child also speaks of one under a legal hold',
  'returns-not-applied':
    'A provider return is being taken in, and it may speak of this child. Try again in a few minutes',
};

/** How long one child’s records are kept, and deleting them once that is over. */
@PageController('retention/children/:id')
@Requires('retention.manage')
export class ChildKeepingController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(KeepingRecords) private readonly records: KeepingRecords,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async show(@ActingNow() acting: Acting, @Param('id') id: string): Promise<Answer> {
    const context = acting.to('retention.manage');
    return openedPage(await this.records.open(context, id), id, 'keeping', (child) => ({
      ...{ template: 'retention/child', title: 'Keeping one record', place: 'retention' },
      view: presentChildKeeping(child, this.records.council(context)),
    }));
  }

  @Get('death')
  async askForDeath(@ActingNow() acting: Acting, @Param('id') id: string): Promise<Page> {
    const child = await this.records.child(acting.to('retention.manage'), id);
    return formPage(deathForm(on(child), typedDayOf(child.facts.diedOn)));
  }

  @Post('death')
  async recordDeath(@ActingNow() acting: Acting, @Param('id') id: string, @Body() form: DayForm): Promise<Answer> {
    const context = acting.to('retention.manage');
    const child = await this.records.child(context, id);
    const typed = dayTypedIn(form);
    const diedOn = readTypedDay(typed);
    const faults = diedOn === null ? [] : faultsOfDeath(child, diedOn, dayInLondon(this.clock()));
    if (diedOn === 'not-a-day' || faults.length > 0) return formPage(deathForm(on(child), typed), faults);
    if (!(await recordDeath(this.service.casework, context, id, diedOn))) throw notThere();
    return seeOther(on(child).address);
  }

  @Get('deletion')
  async askForDeletion(@ActingNow() acting: Acting, @Param('id') id: string): Promise<Page> {
    const child = await this.records.child(acting.to('retention.manage'), id);
    return formPage(deletionForm(on(child), ''), faultsOfDeletion(child));
  }

  /** Shows what goes and what stays. Nothing is deleted before this page is confirmed. */
  @Post('deletion/check')
  async check(@ActingNow() acting: Acting, @Param('id') id: string, @Body() { reason }: ReasonForm): Promise<Page> {
    const context = acting.to('retention.manage');
    const child = await this.records.child(context, id);
    const faults = faultsOfDeletion(child, reason);
    if (faults.length > 0) return formPage(deletionForm(on(child), reason), faults);
    const view = {
      ...{ name: child.name, address: on(child).address, reason: reason.trim() },
      ...{ state: keepingWords(child.keeping), because: dueRule(child) },
    };
    return { template: 'retention/check', title: 'Check before deleting', place: 'retention', view };
  }

  @Post('deletion')
  async delete(@ActingNow() acting: Acting, @Param('id') id: string, @Body() { reason }: ReasonForm): Promise<Answer> {
    const context = acting.to('retention.manage');
    const child = await this.records.child(context, id);
    const faults = faultsOfDeletion(child, reason);
    const refusal = faults.length > 0 ? null : await purgeChild(this.service.casework, context, id, reason.trim());
    if (refusal === 'no-such-child') throw notThere();
    const told = refusal === null ? faults : [{ field: 'reason', text: refusalWords[refusal] }];
    return told.length > 0 ? formPage(deletionForm(on(child), reason), told) : seeOther('/retention#deleted');
  }
}

function on({ childId, name }: ChildKeeping) {
  return { caption: name, address: `/retention/children/${childId}` };
}

function dueRule({ keeping }: ChildKeeping): string {
  return keeping.kind === 'due' ? becauseWords(keeping.because) : '';
}

/** Whether it may be deleted at all, and, once one was asked for, what is wrong with the reason. */
function faultsOfDeletion({ keeping }: ChildKeeping, reason?: string): readonly FormFault[] {
  if (keeping.kind !== 'due') return [{ field: 'reason', text: refusalWords['not-due'] }];
  return reason === undefined ? [] : faultsOfReason(reason);
}

function faultsOfDeath({ facts }: ChildKeeping, diedOn: Day | 'not-a-day', today: Day): readonly FormFault[] {
  const fault = (text: string) => [{ field: 'onDay', text }];
  if (diedOn === 'not-a-day') return fault('Enter the day of death, such as 23 11 2026');
  if (isLater(diedOn, today)) return fault('The day of death must be today or before');
  return isLater(facts.dateOfBirth, diedOn) ? fault('The day of death must not be before the birth') : [];
}
