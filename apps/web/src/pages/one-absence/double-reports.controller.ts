import { Get, Inject, Query } from '@nestjs/common';
import { readDoubleReports } from '#casework';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { presentDoubleReports } from './double-reports.presenter.js';
import { DoubleReportsQuery } from './one-absence.forms.js';

/** The episodes that may be one absence, told of twice: for a person to settle. */
@PageController('double-reports')
@Requires('episode.merge')
export class DoubleReportsController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  async show(@ActingNow() acting: Acting, @Query() query: DoubleReportsQuery): Promise<Page> {
    const context = acting.to('episode.merge');
    const read = await readDoubleReports(this.service.database, context, query.after ?? null);
    const council = this.service.lists.authorityName(context.authority);
    return {
      ...{ template: 'one-absence/double-reports', title: 'Double reports', place: 'double-reports' },
      view: presentDoubleReports(read, council, query),
    };
  }
}
