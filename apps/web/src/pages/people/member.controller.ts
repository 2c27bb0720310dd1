import { Body, Controller, Get, Header, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { changeRole, removeMember } from '#access';
import type { Member } from '#access';
import { newId } from '#platform';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { Requires } from '../../http/requires.js';
import { ConfirmForm } from '../forms/confirm.form.js';
import { titleWith } from '../forms/form-fault.js';
import type { FormFault } from '../forms/form-fault.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import { PeopleDesk, problemOfFault } from './people-desk.js';
import type { Desk } from './people-desk.js';
import { RoleForm, readRoleForm } from './people.form.js';
import { presentRoleFields, showRole, typedOf } from './people.presenter.js';

/** One member of an organisation: another role or team, or no access any more. */
@Controller('people/:id')
@Requires('people.manage')
@ApiExcludeController()
export class MemberController {
  constructor(
    @Inject(PeopleDesk) private readonly desks: PeopleDesk,
    @Inject(PageRenderer) private readonly pages: PageRenderer,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async show(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Query() _: OrganisationQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const desk = await this.desks.open(acting);
    const member = await this.desks.member(desk, id);
    return this.form(desk, member, typedOf(member), [], request, reply);
  }

  @Post()
  async change(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Query() _: OrganisationQuery,
    @Body() form: RoleForm,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const desk = await this.desks.open(acting);
    const member = await this.desks.member(desk, id);
    const read = readRoleForm(form, desk.organisation.kind, desk.today);
    if (read.kind === 'faulty') {
      const page = await this.form(desk, member, form, read.faults, request, reply);
      return void reply.type('text/html; charset=utf-8').send(page);
    }
    const fault = await this.desks.write(desk, (tx) => changeRole(tx, desk.organisation, id, read.value, newId));
    if (fault !== null) throw problemOfFault(fault);
    await reply.redirect(`/people?authority=${desk.context.authority}`, 303);
  }

  @Get('remove')
  @Header('content-type', 'text/html; charset=utf-8')
  async askToRemove(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Query() _: OrganisationQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const desk = await this.desks.open(acting);
    const { name, acceptance } = await this.desks.member(desk, id);
    const { authority } = desk.context;
    const view = {
      ...{ caption: desk.organisation.name, heading: `Remove ${name}`, button: 'Remove' },
      lines: [
        acceptance === 'accepted'
          ? 'Their access here ends at once. What they did stays on record.'
          : 'They have not accepted their invitation. It cannot be used any more from then on.',
      ],
      ...{ action: `/people/${id}/remove?authority=${authority}`, back: `/people?authority=${authority}` },
    };
    return this.pages.render(
      { template: 'confirm/confirm', title: 'Remove somebody', place: 'people', view },
      request,
      reply,
    );
  }

  @Post('remove')
  async remove(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Query() _: OrganisationQuery,
    @Body() __: ConfirmForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const desk = await this.desks.open(acting);
    await this.desks.member(desk, id);
    const fault = await this.desks.write(desk, (tx) => removeMember(tx, desk.organisation, id, newId));
    if (fault !== null) throw problemOfFault(fault);
    await reply.redirect(`/people?authority=${desk.context.authority}`, 303);
  }

  private form(
    desk: Desk,
    member: Member,
    typed: Partial<RoleForm>,
    faults: readonly FormFault[],
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const { authority, personId } = desk.context;
    if (faults.length > 0) reply.status(400);
    const view = {
      ...presentRoleFields(desk.organisation.kind, typed, faults),
      ...{ organisation: desk.organisation.name, personName: member.name, signInNameOf: member.signInName },
      ...{ roleNow: showRole(member), isOwn: member.personId === personId },
      isNotAccepted: member.acceptance !== 'accepted',
      action: `/people/${member.membershipId}?authority=${authority}`,
      remove: `/people/${member.membershipId}/remove?authority=${authority}`,
      back: `/people?authority=${authority}`,
    };
    const title = titleWith('Change access', faults);
    return this.pages.render({ template: 'people/member', title, place: 'people', view }, request, reply);
  }
}
