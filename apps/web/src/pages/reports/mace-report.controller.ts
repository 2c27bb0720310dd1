import { Get, Inject, Param, Query, Redirect } from '@nestjs/common';
import { reportAudiences } from '#domain/reports';
import { dayInLondon, reportingMonthOf, startOfDay } from '#domain/time';
import { obtainMaceReport } from '#reports';
import type { Service } from '#service';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import {
  actionOfAudience,
  readAudience,
  readCutOff,
  readMonth,
  takesAnyCutOff,
} from '../../http/read-report-request.js';
import type { Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { presentReportPage, showMonth } from './mace-report.presenter.js';
import { MaceReportMonth, MaceReportQuery } from '../../http/mace-report.query.js';

@PageController('reports/mace')
@Requires('report.mace.read', 'report.operational.read', 'report.board.read')
export class MaceReportController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The last complete month. */
  @Get()
  @Redirect()
  latest(): { url: string; statusCode: number } {
    const month = reportingMonthOf(this.clock()).subtract({ months: 1 });
    return { url: `/reports/mace/${month.toString()}`, statusCode: 302 };
  }

  /**
   * Counted up to the start of today, so that whoever opens it again today reads the same stored report. The board's
   * report on a month is made once.
   */
  @Get(':month')
  async show(
    @ActingNow() acting: Acting,
    @Param() params: MaceReportMonth,
    @Query() query: MaceReportQuery,
  ): Promise<Page> {
    const now = this.clock();
    const month = readMonth(params.month, now);
    const audience = readAudience(acting, query.audience);
    const stored = await obtainMaceReport(
      this.service.database,
      this.service.lists,
      acting.to(actionOfAudience(audience)),
      {
        first: month,
        last: month,
        audience,
        cutOff: readCutOff(query.cutOff) ?? startOfDay(dayInLondon(now)),
        rebuild: false,
        anyCutOff: takesAnyCutOff(audience, query.cutOff),
      },
    );
    const view = presentReportPage(stored, {
      ...{ month, present: reportingMonthOf(now), now, askedCutOff: query.cutOff },
      levels: reportAudiences.filter((level) => acting.find(actionOfAudience(level)) !== null),
    });
    const title = `MACE report, ${showMonth(month)}`;
    return { template: 'reports/mace-report', title, place: 'reports', view };
  }
}
