import { Body, Controller, Get, Header, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { breakGlass } from '#casework';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { presentFaults, titleOf } from '../../http/form-faults.js';
import type { FieldFault } from '../../http/form-faults.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { Requires } from '../../http/requires.js';
import { seeOther } from '../../http/see-other.js';
import { SERVICE } from '../../service.token.js';
import { reasonFaults } from '../children/refusal-words.js';
import { BreakGlassForm, BreakGlassReasonForm } from './break-glass.forms.js';

interface Typed {
  /** What names the child; null on the way from a record's own address, which is the same page whatever the id. */
  readonly child: string | null;
  readonly reason: string;
}

interface Visit {
  readonly acting: Acting;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/**
 * Opening a record in an emergency. The page is the same for every child, real or not; only a reason that is taken, and
 * is on record for good, shows whether there is one.
 */
@Controller()
@Requires('child.break_glass')
@ApiExcludeController()
export class BreakGlassController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(PageRenderer) private readonly pages: PageRenderer,
  ) {}

  @Get('break-glass')
  @Header('content-type', 'text/html; charset=utf-8')
  show(
    @ActingNow() acting: Acting,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.render({ acting, request, reply }, { child: '', reason: '' }, null);
  }

  @Post('break-glass')
  @Header('content-type', 'text/html; charset=utf-8')
  open(
    @ActingNow() acting: Acting,
    @Body() form: BreakGlassForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const child = form.child ?? '';
    return this.break({ acting, request, reply }, { child, reason: form.reason }, child);
  }

  @Get('children/:id/break-glass')
  @Header('content-type', 'text/html; charset=utf-8')
  showForChild(
    @ActingNow() acting: Acting,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.render({ acting, request, reply }, { child: null, reason: '' }, null);
  }

  @Post('children/:id/break-glass')
  @Header('content-type', 'text/html; charset=utf-8')
  openForChild(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Body() form: BreakGlassReasonForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.break({ acting, request, reply }, { child: null, reason: form.reason }, childId);
  }

  private async break(visit: Visit, typed: Typed, sought: string): Promise<string> {
    const { acting, reply } = visit;
    if (sought.trim() === '') return this.render(visit, typed, { field: 'child', text: 'Enter a council child ID' });
    const breaker = {
      context: acting.to('child.break_glass'),
      reading: acting.to('child.read'),
      key: this.service.lookUpKey,
    };
    const decision = await breakGlass(this.service.casework, breaker, sought, typed.reason);
    if (decision.kind === 'refused') return this.render(visit, typed, reasonFaults[decision.because]);
    if (decision.value.kind === 'no-record') return this.renderNone(visit, typed);
    return seeOther(reply, `/children/${decision.value.childId}`);
  }

  private render(visit: Visit, typed: Typed, fault: FieldFault<'child' | 'reason'> | null): Promise<string> {
    if (fault !== null) visit.reply.status(422);
    return this.fill(visit, typed, fault, false);
  }

  private renderNone(visit: Visit, typed: Typed): Promise<string> {
    visit.reply.status(404);
    return this.fill(visit, typed, null, true);
  }

  private fill(
    { request, reply }: Visit,
    { child, reason }: Typed,
    fault: FieldFault<'child' | 'reason'> | null,
    isNone: boolean,
  ): Promise<string> {
    const faults = presentFaults(['child', 'reason'], fault);
    return this.pages.render(
      {
        ...{ template: 'break-glass/break-glass', place: 'elsewhere' },
        title: titleOf('Open a record in an emergency', faults),
        view: { ...faults, asksChild: child !== null, child: child ?? '', reason, isNone },
      },
      request,
      reply,
    );
  }
}
