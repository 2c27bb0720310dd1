import { Body, Controller, Get, Header, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { invitePerson } from '#access';
import { newId } from '#platform';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { Requires } from '../../http/requires.js';
import { titleWith } from '../forms/form-fault.js';
import type { FormFault } from '../forms/form-fault.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import { PeopleDesk, problemOfFault } from './people-desk.js';
import type { Desk } from './people-desk.js';
import { InvitationForm, readInvitationForm } from './people.form.js';
import { peopleFaultWords, presentRoleFields } from './people.presenter.js';

/** The people of an organisation, and inviting more of them. */
@Controller('people')
@Requires('people.manage')
@ApiExcludeController()
export class PeopleController {
  constructor(
    @Inject(PeopleDesk) private readonly desks: PeopleDesk,
    @Inject(PageRenderer) private readonly pages: PageRenderer,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async show(
    @ActingNow() acting: Acting,
    @Query() _: OrganisationQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const view = await this.desks.list(acting);
    return this.pages.render({ template: 'people/people', title: 'People', place: 'people', view }, request, reply);
  }

  @Get('invite')
  @Header('content-type', 'text/html; charset=utf-8')
  async askWhom(
    @ActingNow() acting: Acting,
    @Query() _: OrganisationQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.form(await this.desks.open(acting), {}, [], request, reply);
  }

  /** Answers with the one-time address itself and not with a redirect: it is shown once and kept nowhere. */
  @Post('invite')
  @HttpCode(200)
  @Header('content-type', 'text/html; charset=utf-8')
  async invite(
    @ActingNow() acting: Acting,
    @Query() _: OrganisationQuery,
    @Body() form: InvitationForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const desk = await this.desks.open(acting);
    const read = readInvitationForm(form, desk.organisation.kind, desk.today);
    if (read.kind === 'faulty') return this.form(desk, form, read.faults, request, reply);
    const invited = await this.desks.write(desk, (tx) => invitePerson(tx, desk.organisation, read.value, newId));
    if (invited.kind === 'refused') {
      if (invited.fault !== 'already-member') throw problemOfFault(invited.fault);
      const fault = { field: 'signInName', text: peopleFaultWords[invited.fault] };
      return this.form(desk, form, [fault], request, reply);
    }
    const view = {
      ...{ name: read.value.name, signInName: read.value.signInName, path: `/invitation/${invited.secret}` },
      back: `/people?authority=${desk.context.authority}`,
    };
    return this.pages.render({ template: 'people/invited', title: 'Invited', place: 'people', view }, request, reply);
  }

  private form(
    desk: Desk,
    typed: Partial<InvitationForm>,
    faults: readonly FormFault[],
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const { context, organisation } = desk;
    if (faults.length > 0) reply.status(400);
    const view = {
      ...presentRoleFields(organisation.kind, typed, faults),
      ...{ organisation: organisation.name, action: `/people/invite?authority=${context.authority}` },
    };
    const title = titleWith('Invite somebody', faults);
    return this.pages.render({ template: 'people/invite', title, place: 'people', view }, request, reply);
  }
}
