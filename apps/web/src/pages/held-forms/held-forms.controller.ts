import { Controller, Get, Header, Inject, Param, ParseUUIDPipe, Post, Redirect, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { dropHeldForm, listHeldForms, markHeldFormSent } from '#access';
import type { Service } from '#service';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { Problem } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { Sessions } from '../../http/sessions.js';
import { SERVICE } from '../../service.token.js';
import { presentHeldForms } from './held-forms.presenter.js';

/** What somebody was writing when their session ended: shown to them alone, to send on or to throw away. */
@Controller('held-forms')
@Requires('account.use')
@ApiExcludeController()
export class HeldFormsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(PageRenderer) private readonly pages: PageRenderer,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async show(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const forms = await listHeldForms(this.service.database, this.secretOf(request), this.clock());
    const view = presentHeldForms(forms);
    return this.pages.render(
      { template: 'held-forms/held-forms', title: 'What you were writing', place: 'elsewhere', view },
      request,
      reply,
    );
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
  @Redirect('/held-forms', 303)
  async throwAway(@Param('id', ParseUUIDPipe) id: string, @Req() request: FastifyRequest): Promise<void> {
    if (!(await dropHeldForm(this.service.database, id, this.secretOf(request), this.clock()))) throw notThere();
  }

  private secretOf(request: FastifyRequest): string {
    return this.sessions.secretOf(request) ?? '';
  }
}

function notThere(): Problem {
  return new Problem('not-found', 'There is nothing at this address.');
}
