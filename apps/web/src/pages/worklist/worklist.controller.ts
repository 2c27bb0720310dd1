import { Get, Inject, Query } from '@nestjs/common';
import { countNewNotices } from '#access';
import { readOpenChases, readWorklist } from '#casework';
import { countOwnFailed } from '#messages';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { presentChases } from './chases.presenter.js';
import { presentNewNotices } from '../notices/notices.presenter.js';
import { presentOwnFailed } from '../outbox/outbox.presenter.js';
import { presentWorklist } from './worklist.presenter.js';
import { WorklistQuery } from './worklist.query.js';

@PageController('worklist')
@Requires('worklist.read')
export class WorklistController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  async show(@ActingNow() acting: Acting, @Query() query: WorklistQuery): Promise<Page> {
    const context = acting.to('worklist.read');
    const worklist = await readWorklist(this.service.database, context, null);
    const view = presentWorklist(worklist, {
      council: this.service.lists.authorityName(context.authority),
      showsSettled: query.show === 'settled',
      filter: { waits: query.waits || null, group: query.group || null },
      mayLink: acting.find('notification.link') !== null,
    });
    const mayChase = acting.find('return.expected.read');
    const chases = mayChase ? presentChases(await readOpenChases(this.service.database, mayChase)) : [];
    const mayBeTold = acting.find('child.views.read');
    const newNotices = mayBeTold ? presentNewNotices(await countNewNotices(this.service.database, mayBeTold)) : null;
    const mayManage = acting.find('outbox.manage');
    const ownFailed = mayManage ? presentOwnFailed(await countOwnFailed(this.service.database, mayManage)) : null;
    const outbox = ownFailed === null ? null : { text: ownFailed, href: `/outbox?authority=${context.authority}` };
    const whole = { ...view, chases, newNotices, outbox, authority: context.authority };
    return { template: 'worklist/worklist', title: 'Worklist', place: 'worklist', view: whole };
  }
}
