import { Get, Inject, Param, ParseUUIDPipe, Post, Redirect } from '@nestjs/common';
import { dropHeldForm, listHeldForms, markHeldFormSent } from '#access';
import type { Service } from '#service';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { ActingNow } from '../../http/access.guard.js';
import { Acting } from '../../http/acting.js';
import { seeOther } from '../../http/page.js';
import type { Page, Redirection } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { notThere } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { presentHeldForms } from './held-forms.presenter.js';

/** What somebody was writing when their session ended: shown to them alone, to send on or to throw away. */
@PageController('held-forms')
@Requires('account.use')
export class HeldFormsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async show(@ActingNow() { person }: Acting): Promise<Page> {
    const forms = await listHeldForms(this.service.database, person.personId, this.clock());
    const view = presentHeldForms(forms);
    return { template: 'held-forms/held-forms', title: 'What you were writing', place: 'elsewhere', view };
  }

  /**
   * The fields come along in the form; 307 makes the browser send them on unchanged to where they were going. What was
   * sent stays here until its time is over, for the case that it is refused there.
   */
  @Post(':id/send')
  @Redirect('/', 307)
  async send(
    @Param('id', ParseUUIDPipe) id: string,
    @ActingNow() { person }: Acting,
  ): Promise<{ readonly url: string }> {
    const path = await markHeldFormSent(this.service.database, id, person.personId, this.clock());
    if (path === null) throw notThere();
    return { url: path };
  }

  @Post(':id/throw-away')
  async throwAway(@Param('id', ParseUUIDPipe) id: string, @ActingNow() { person }: Acting): Promise<Redirection> {
    if (!(await dropHeldForm(this.service.database, id, person.personId))) throw notThere();
    return seeOther('/held-forms');
  }
}
