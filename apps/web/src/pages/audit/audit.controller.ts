import { Get, Inject, Query } from '@nestjs/common';
import { readAudit } from '#access';
import { newId } from '#platform';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { presentAudit } from './audit.presenter.js';
import { AuditQuery } from './audit.query.js';
import { readFilter } from './read-filter.js';

/** The audit of an authority for its auditor: who did what and when, what was refused, and how far it is sealed. */
@PageController('audit')
@Requires('audit.read')
export class AuditController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  async show(@ActingNow() acting: Acting, @Query() query: AuditQuery): Promise<Page> {
    const context = acting.to('audit.read');
    const { filter, faults } = readFilter(query);
    const page = await readAudit(this.service.database, context, filter, newId);
    const council = this.service.lists.authorityName(context.authority);
    const view = presentAudit(page, { query, council });
    return { template: 'audit/audit', title: 'Audit', place: 'audit', view, faults, status: 200 };
  }
}
