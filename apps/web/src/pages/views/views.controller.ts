import { Get, Inject, Param, Query } from '@nestjs/common';
import { readChildViews } from '#casework';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { Answer } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { openedPage } from '../children/child-pages.js';
import { presentViews } from './views.presenter.js';
import { ViewsQuery } from './views.query.js';

/** Who viewed the record of a child: on the child's own page, for good. */
@PageController('children/:id/views')
@Requires('child.views.read')
export class ViewsController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  async show(@ActingNow() acting: Acting, @Param('id') childId: string, @Query() query: ViewsQuery): Promise<Answer> {
    const context = acting.to('child.views.read');
    const opened = await readChildViews(this.service.database, context, childId, query.after ?? null);
    return openedPage(opened, childId, 'views', (views) => ({
      ...{ template: 'views/views', title: 'Who viewed a record', place: 'elsewhere' },
      view: presentViews(views, query),
    }));
  }
}
