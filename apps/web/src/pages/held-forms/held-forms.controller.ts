import { Get, Inject, Param, ParseUUIDPipe, Post, Redirect, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { dropHeldForm, listHeldForms, markHeldFormSent } from '#access';
import type { Service } from '#service';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { seeOther } from '../../http/page.js';
import type { Page, Redirection } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { notThere } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { Sessions } from '../../http/sessions.js';
import { SERVICE } from '../../service.token.js';
import { presentHeldForms } from './held-forms.presenter.js';

/** What somebody was writing when their session ended: shown to them alone, to send on or to throw away. */
@PageController('held-forms')
@Requires('account.use')
export class HeldFormsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest): Promise<Page> {
    const forms = await listHeldForms(this.service.database, this.secretOf(request), this.clock());
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
    @Req() request: FastifyRequest,
  ): Promise<{ readonly url: string }> {
    const path = await markHeldFormSent(this.service.database, id, this.secretOf(request), this.clock());
    if (path === null) throw notThere();
    return { url: path };
  }

  @Post(':id/throw-away')
  async throwAway(@Param('id', ParseUUIDPipe) id: string, @Req() request: FastifyRequest): Promise<Redirection> {
    if (!(await dropHeldForm(this.service.database, id, this.secretOf(request), this.clock()))) throw notThere();
    return seeOther('/held-forms');
  }

  private secretOf(request: FastifyRequest): string {
    return this.sessions.secretOf(request) ?? '';
  }
}
