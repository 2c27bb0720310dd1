import { Body, Controller, Get, Header, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readKeepingOverview, setRetention } from '#casework';
import { dayInLondon, instantOf } from '#domain/time';
import type { Day } from '#domain/time';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { faultOfReason, readTypedDay } from './form-view.js';
import type { FormFault } from './form-view.js';
import { KeepingPages } from './keeping-pages.js';
import { RetentionForm } from './retention.form.js';
import { ruleForm } from './retention-forms.js';
import { presentOverview } from './retention.presenter.js';

const MOST_YEARS = 150;

@Controller('retention')
@Requires('retention.manage')
@ApiExcludeController()
export class RetentionController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(KeepingPages) private readonly pages: KeepingPages,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async show(
    @ActingNow() acting: Acting,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const context = acting.to('retention.manage');
    const overview = await readKeepingOverview(this.service.database, context);
    const view = presentOverview(overview, this.pages.council(context));
    return this.pages.show('retention/retention', 'Keeping records', view, request, reply);
  }

  @Get('rules')
  @Header('content-type', 'text/html; charset=utf-8')
  askRule(
    @ActingNow() acting: Acting,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const nothing = { careStatus: 'home', anchor: 'birth', years: '', reason: '' };
    const council = this.pages.council(acting.to('retention.manage'));
    return this.pages.form(ruleForm(council, nothing, []), request, reply);
  }

  @Post('rules')
  @HttpCode(200)
  @Header('content-type', 'text/html; charset=utf-8')
  async setRule(
    @ActingNow() acting: Acting,
    @Body() form: RetentionForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const context = acting.to('retention.manage');
    const [validFrom, years] = [readTypedDay(form), Number(form.years.trim())];
    const faults = faultsOf(form, validFrom, years);
    if (faults.length > 0 || validFrom === null)
      return this.pages.form(ruleForm(this.pages.council(context), form, faults), request, reply);
    const { careStatus, anchor, reason } = form;
    await setRetention(this.service.casework, context, { careStatus, anchor, years, validFrom }, reason.trim());
    reply.redirect('/retention', 303);
    return undefined;
  }
}

/** A setting holds from today or later: what was in force before is not edited. */
function faultsOf({ reason }: RetentionForm, validFrom: Day | null, years: number): readonly FormFault[] {
  const today = dayInLondon(instantOf(new Date()));
  const isYears = Number.isInteger(years) && years >= 1 && years <= MOST_YEARS;
  return [
    ...(isYears ? [] : [{ field: 'years', text: `Enter a whole number of years from 1 to ${MOST_YEARS}` }]),
    ...(validFrom === null ? [{ field: 'day', text: 'Enter the day from which it holds, such as 23 11 2026' }] : []),
    ...(validFrom !== null && validFrom.toString() < today.toString()
      ? [{ field: 'day', text: 'The day must be today or later' }]
      : []),
    ...[faultOfReason(reason)].flatMap((fault) => fault ?? []),
  ];
}
