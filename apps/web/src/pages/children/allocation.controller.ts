import { Body, Controller, Get, Header, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { allocateChild, readAllocation } from '#casework';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { titleOf } from '../../http/form-faults.js';
import { Requires } from '../../http/requires.js';
import { seeOther } from '../../http/see-other.js';
import { SERVICE } from '../../service.token.js';
import { presentAllocation } from './allocation.presenter.js';
import { ChildPages, addressOf, changed } from './child-pages.js';
import { AllocationForm } from './children.forms.js';
import { dayFrom } from './day-words.js';
import { allocationFaults } from './refusal-words.js';

/** The lead worker and the team of a child. */
@Controller('children/:id/allocation')
@Requires('child.allocate')
@ApiExcludeController()
export class AllocationController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(ChildPages) private readonly pages: ChildPages,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  show(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.render(acting, { childId, page: 'allocation', request, reply }, null, null);
  }

  @Post()
  @Header('content-type', 'text/html; charset=utf-8')
  async allocate(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Body() form: AllocationForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const from = dayFrom({ day: form.fromDay, month: form.fromMonth, year: form.fromYear });
    const wish = { team: form.team, worker: form.worker, from };
    const outcome = changed(await allocateChild(this.service.casework, acting.to('child.allocate'), childId, wish));
    if (outcome === 'reason-needed') {
      return seeOther(reply, addressOf(childId, 'allocation'));
    }
    if (outcome.value.kind === 'refused') {
      reply.status(422);
      const visit = { childId, page: 'allocation', request, reply } as const;
      return this.render(acting, visit, form, outcome.value.because);
    }
    // Whoever gives a child to another team may have lost sight of it.
    return seeOther(reply, outcome.value.value.keepsSight ? `/children/${childId}?done=allocated` : '/children');
  }

  private async render(
    acting: Acting,
    visit: Parameters<ChildPages['show']>[1],
    typed: AllocationForm | null,
    refusal: keyof typeof allocationFaults | null,
  ): Promise<string> {
    const opened = await readAllocation(this.service.database, acting.to('child.allocate'), visit.childId);
    return this.pages.show(opened, visit, (choices) => {
      const view = presentAllocation(choices, typed, refusal === null ? null : allocationFaults[refusal]);
      const title = titleOf('Lead worker and team', view);
      return { template: 'children/allocation', title, place: 'children', view };
    });
  }
}
