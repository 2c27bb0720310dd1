import { Body, Controller, Get, Header, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { admitToChild, liftRestriction, readRestriction, removeFromChild, restrictChild } from '#casework';
import type { Opened } from '#casework';
import type { AccessRefusal, Decision } from '#domain/access';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FieldFault } from '../../http/form-faults.js';
import { titleOf } from '../../http/form-faults.js';
import { Requires } from '../../http/requires.js';
import { seeOther } from '../../http/see-other.js';
import { SERVICE } from '../../service.token.js';
import { ChildPages, addressOf, changed } from './child-pages.js';
import type { Done } from './child.presenter.js';
import { AdmissionForm, LiftingForm, RemovalForm } from './children.forms.js';
import { accessFaults, removalFaults } from './refusal-words.js';
import type { AccessField } from './refusal-words.js';
import { nothingTyped, presentRestriction } from './restriction.presenter.js';
import type { RestrictionTyped } from './restriction.presenter.js';

interface Asked {
  readonly acting: Acting;
  readonly childId: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Who may see a restricted record: restricting, lifting, and the access list. */
@Controller('children/:id/restriction')
@Requires('child.restrict')
@ApiExcludeController()
export class RestrictionController {
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
    return this.render({ acting, childId, request, reply }, nothingTyped, null);
  }

  @Post()
  @Header('content-type', 'text/html; charset=utf-8')
  async restrict(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Body() form: AdmissionForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const opened = await restrictChild(this.service.casework, acting.to('child.restrict'), childId, form);
    return this.answer({ acting, childId, request, reply }, opened, 'restricted', form);
  }

  @Post('lift')
  @Header('content-type', 'text/html; charset=utf-8')
  async lift(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Body() form: LiftingForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const opened = await liftRestriction(this.service.casework, acting.to('child.restrict'), childId, form.reason);
    return this.answer({ acting, childId, request, reply }, opened, 'lifted', {
      personId: '',
      liftReason: form.reason,
    });
  }

  @Post('people')
  @Header('content-type', 'text/html; charset=utf-8')
  async admit(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Body() form: AdmissionForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const opened = await admitToChild(this.service.casework, acting.to('child.restrict'), childId, form);
    return this.answer({ acting, childId, request, reply }, opened, 'admitted', form);
  }

  @Post('people/remove')
  @Header('content-type', 'text/html; charset=utf-8')
  async remove(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Body() form: RemovalForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { casework } = this.service;
    const opened = await removeFromChild(casework, acting.to('child.restrict'), childId, form.personId);
    const asked = { acting, childId, request, reply };
    const hasLeft = opened.kind === 'opened' && opened.value.kind === 'granted' && !opened.value.value.keepsSight;
    if (!hasLeft) return this.answer(asked, opened, 'removed', {});
    return seeOther(reply, '/children');
  }

  private answer(
    asked: Asked,
    opened: Opened<Decision<unknown, AccessRefusal>>,
    done: Done,
    typed: Partial<RestrictionTyped>,
  ): Promise<string> {
    const { childId, reply } = asked;
    const outcome = changed(opened);
    if (outcome !== 'reason-needed' && outcome.value.kind === 'refused') {
      const faults = done === 'removed' ? removalFaults : accessFaults;
      reply.status(422);
      return this.render(asked, { ...nothingTyped, ...typed }, faults[outcome.value.because]);
    }
    const next = outcome === 'reason-needed' ? addressOf(childId, 'restriction') : `/children/${childId}?done=${done}`;
    return Promise.resolve(seeOther(reply, next));
  }

  private async render(
    { acting, childId, request, reply }: Asked,
    typed: RestrictionTyped,
    fault: FieldFault<AccessField> | null,
  ): Promise<string> {
    const opened = await readRestriction(this.service.database, acting.to('child.restrict'), childId);
    return this.pages.show(opened, { childId, page: 'restriction', request, reply }, (restriction) => {
      const view = presentRestriction(restriction, typed, fault);
      return {
        ...{ template: 'children/restriction', place: 'children', view },
        title: titleOf('Restriction and access list', view),
      };
    });
  }
}
