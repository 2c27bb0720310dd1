import { Body, Get, Inject, Post } from '@nestjs/common';
import { readKeepingOverview, setRetention } from '#casework';
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
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { isDay, isLater, readTypedDay } from '../forms/day-field.js';
import { faultsOfReason, formPage } from './form-view.js';
import { KeepingRecords } from './keeping-records.js';
import { RetentionForm, dayTypedIn } from './retention.form.js';
import { ruleForm } from './retention-forms.js';
import { presentOverview } from './retention.presenter.js';

const MOST_YEARS = 150;

@PageController('retention')
@Requires('retention.manage')
export class RetentionController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(KeepingRecords) private readonly records: KeepingRecords,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async show(@ActingNow() acting: Acting): Promise<Page> {
    const context = acting.to('retention.manage');
    const overview = await readKeepingOverview(this.service.database, context);
    const view = presentOverview(overview, this.records.council(context));
    return { template: 'retention/retention', title: 'Keeping records', place: 'retention', view };
  }

  @Get('rules')
  askRule(@ActingNow() acting: Acting): Page {
    const nothing = { careStatus: 'home', anchor: 'birth', years: '', reason: '' };
    const council = this.records.council(acting.to('retention.manage'));
    return formPage(ruleForm(council, nothing));
  }

  @Post('rules')
  async setRule(@ActingNow() acting: Acting, @Body() form: RetentionForm): Promise<Answer> {
    const context = acting.to('retention.manage');
    const { careStatus, anchor, reason } = form;
    const typed = { ...dayTypedIn(form), careStatus, anchor, reason, years: form.years };
    const [validFrom, years] = [readTypedDay(typed), Number(form.years.trim())];
    const faults = faultsOf(form, validFrom, years, dayInLondon(this.clock()));
    if (faults.length > 0 || !isDay(validFrom)) return formPage(ruleForm(this.records.council(context), typed), faults);
    await setRetention(this.service.casework, context, { careStatus, anchor, years, validFrom }, reason.trim());
    return seeOther('/retention');
  }
}

/** A setting holds from today or later: what was in force before is not edited. */
function faultsOf(
  { reason }: RetentionForm,
  from: Day | null | 'not-a-day',
  years: number,
  today: Day,
): readonly FormFault[] {
  const isYears = Number.isInteger(years) && years >= 1 && years <= MOST_YEARS;
  const isPast = isDay(from) && isLater(today, from);
  return [
    ...(isYears ? [] : [{ field: 'years', text: `Enter a whole number of years from 1 to ${MOST_YEARS}` }]),
    ...(isDay(from) ? [] : [{ field: 'onDay', text: 'Enter the day from which it holds, such as 23 11 2026' }]),
    ...(isPast ? [{ field: 'onDay', text: 'The day must be today or later' }] : []),
    ...faultsOfReason(reason),
  ];
}
