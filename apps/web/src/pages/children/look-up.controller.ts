import { Body, Controller, Get, Header, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { searchChildren } from '#casework';
import { decideLookUp } from '#domain/access';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { titleOf } from '../../http/form-faults.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { LookUpForm } from './children.forms.js';
import { dayFrom } from './day-words.js';
import { noLookUp, presentFound, presentLookUp } from './look-up.presenter.js';
import { lookUpFaults } from './refusal-words.js';

/** Looking a child up. The words come in a form and are answered at once: an address would keep them. */
@Controller('children')
@Requires('child.search')
@ApiExcludeController()
export class LookUpController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(PageRenderer) private readonly pages: PageRenderer,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  show(
    @ActingNow() acting: Acting,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    acting.to('child.search');
    return this.render(acting, { ...presentLookUp(noLookUp, null), found: null }, request, reply);
  }

  @Post()
  @HttpCode(200)
  @Header('content-type', 'text/html; charset=utf-8')
  async search(
    @ActingNow() acting: Acting,
    @Body() form: LookUpForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const context = acting.to('child.search');
    const { councilChildId, familyName } = form;
    const birth = { day: form.birthDay, month: form.birthMonth, year: form.birthYear };
    const decision = decideLookUp({ councilChildId, familyName, dateOfBirth: dayFrom(birth) });
    if (decision.kind === 'refused') {
      reply.status(422);
      const view = { ...presentLookUp(form, lookUpFaults[decision.because]), found: null };
      return this.render(acting, view, request, reply);
    }
    const found = await searchChildren(this.service.database, context, decision.value, this.service.lookUpKey);
    return this.render(acting, { ...presentLookUp(form, null), found: presentFound(found) }, request, reply);
  }

  private render(
    acting: Acting,
    view: ReturnType<typeof presentLookUp> & { readonly found: object | null },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const mayBreakGlass = acting.find('child.break_glass') !== null;
    return this.pages.render(
      {
        ...{ template: 'children/look-up', place: 'children' },
        title: titleOf('Look a child up', view),
        view: { ...view, mayBreakGlass },
      },
      request,
      reply,
    );
  }
}
