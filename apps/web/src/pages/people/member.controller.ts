import { Body, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { changeRole, removeMember } from '#access';
import type { Member } from '#access';
import { newId } from '#platform';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer, Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { confirmPage } from '../forms/confirm-page.js';
import { Form } from '../forms/form.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import { PeopleDesk, problemOfFault } from './people-desk.js';
import type { Desk } from './people-desk.js';
import { RoleForm, readRoleForm } from './people.form.js';
import { presentRoleFields, showRole, typedOf } from './people.presenter.js';

/** One member of an organisation: another role or team, or no access any more. */
@PageController('people/:id')
@Requires('people.manage')
export class MemberController {
  constructor(@Inject(PeopleDesk) private readonly desks: PeopleDesk) {}

  @Get()
  async show(@Query() _: OrganisationQuery, @ActingNow() acting: Acting, @Param('id') id: string): Promise<Page> {
    const desk = await this.desks.open(acting);
    const member = await this.desks.member(desk, id);
    return memberPage(desk, member, typedOf(member), []);
  }

  @Post()
  async change(
    @Query() _: OrganisationQuery,
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Body() form: RoleForm,
  ): Promise<Answer> {
    const desk = await this.desks.open(acting);
    const member = await this.desks.member(desk, id);
    const read = readRoleForm(form, desk.organisation.kind, desk.today);
    if (read.kind === 'faulty') return memberPage(desk, member, form, read.faults);
    const fault = await this.desks.write(desk, (tx) => changeRole(tx, desk.organisation, id, read.value, newId));
    if (fault !== null) throw problemOfFault(fault);
    return seeOther(`/people?authority=${desk.context.authority}`);
  }

  @Get('remove')
  async askToRemove(
    @Query() _: OrganisationQuery,
    @ActingNow() acting: Acting,
    @Param('id') id: string,
  ): Promise<Page> {
    const desk = await this.desks.open(acting);
    const { name, acceptance } = await this.desks.member(desk, id);
    const { authority } = desk.context;
    return confirmPage({
      ...{ title: 'Remove somebody', place: 'people', caption: desk.organisation.name },
      ...{ heading: `Remove ${name}`, button: 'Remove' },
      lines: [
        acceptance === 'accepted'
          ? 'Their access here ends at once. What they did stays on record.'
          : 'They have not accepted their invitation. It cannot be used any more from then on.',
        ...(desk.organisation.kind === 'provider' ? [KEYS_END] : []),
      ],
      ...{ action: `/people/${id}/remove?authority=${authority}`, back: `/people?authority=${authority}` },
    });
  }

  @Post('remove')
  async remove(
    @Query() _: OrganisationQuery,
    @Body() __: Form,
    @ActingNow() acting: Acting,
    @Param('id') id: string,
  ): Promise<Answer> {
    const desk = await this.desks.open(acting);
    await this.desks.member(desk, id);
    const fault = await this.desks.write(desk, (tx) => removeMember(tx, desk.organisation, id, newId));
    if (fault !== null) throw problemOfFault(fault);
    return seeOther(`/people?authority=${desk.context.authority}`);
  }
}

const KEYS_END = 'Keys that they issued are taken back with it. Where a machine uses one, issue another first.';

function memberPage(
  { context, organisation }: Desk,
  member: Member,
  typed: Partial<RoleForm>,
  faults: readonly FormFault[],
): Page {
  const { authority, personId } = context;
  const address = `/people/${member.membershipId}`;
  const view = {
    ...presentRoleFields(organisation.kind, typed),
    ...{ organisation: organisation.name, personName: member.name, signInNameOf: member.signInName },
    ...{ roleNow: showRole(member), isOwn: member.personId === personId },
    isNotAccepted: member.acceptance !== 'accepted',
    ...{ action: `${address}?authority=${authority}`, remove: `${address}/remove?authority=${authority}` },
    back: `/people?authority=${authority}`,
  };
  return { template: 'people/member', title: 'Change access', place: 'people', view, faults };
}
