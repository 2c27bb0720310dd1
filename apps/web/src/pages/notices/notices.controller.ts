import { Get, Inject, Param, Post } from '@nestjs/common';
import { noteSeen, readNotices } from '#access';
import { newId } from '#platform';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { seeOther } from '../../http/page.js';
import type { Page, Redirection } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { notThere } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { NoticeParams } from './notice.params.js';
import { presentNotices } from './notices.presenter.js';

/** What a lead worker is told: who outside the team opened the records of their children. */
@PageController('notices')
@Requires('child.views.read')
export class NoticesController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  async show(@ActingNow() acting: Acting): Promise<Page> {
    const notices = await readNotices(this.service.database, acting.to('child.views.read'), newId);
    const view = presentNotices(notices);
    return { template: 'notices/notices', title: 'Notices', place: 'notices', view };
  }

  @Post(':id/seen')
  async noteSeen(@ActingNow() acting: Acting, @Param() { id }: NoticeParams): Promise<Redirection> {
    const context = acting.to('child.views.read');
    const isKnown = await this.service.casework.write(context, ({ tx }) => noteSeen(tx, id, newId));
    if (!isKnown) throw notThere();
    return seeOther('/notices');
  }
}
