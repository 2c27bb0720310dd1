import { Body, Get, Inject, Post, Query } from '@nestjs/common';
import { invitePerson } from '#access';
import { newId } from '#platform';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import type { Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import { PeopleDesk, problemOfFault } from './people-desk.js';
import type { Desk } from './people-desk.js';
import { InvitationForm, readInvitationForm } from './people.form.js';
import { peopleFaultWords, presentRoleFields } from './people.presenter.js';

/** The people of an organisation, and inviting more of them. */
@PageController('people')
@Requires('people.manage')
export class PeopleController {
  constructor(@Inject(PeopleDesk) private readonly desks: PeopleDesk) {}

  @Get()
  async show(@Query() _: OrganisationQuery, @ActingNow() acting: Acting): Promise<Page> {
    const view = await this.desks.list(acting);
    return { template: 'people/people', title: 'People', place: 'people', view };
  }

  @Get('invite')
  async askWhom(@Query() _: OrganisationQuery, @ActingNow() acting: Acting): Promise<Page> {
    return invitePage(await this.desks.open(acting), {}, []);
  }

  /** Answers with the one-time address itself and not with a redirect: it is shown once and kept nowhere. */
  @Post('invite')
  async invite(
    @Query() _: OrganisationQuery,
    @ActingNow() acting: Acting,
    @Body() form: InvitationForm,
  ): Promise<Page> {
    const desk = await this.desks.open(acting);
    const read = readInvitationForm(form, desk.organisation.kind, desk.today);
    if (read.kind === 'faulty') return invitePage(desk, form, read.faults);
    const invited = await this.desks.write(desk, (tx) => invitePerson(tx, desk.organisation, read.value, newId));
    if (invited.kind === 'refused') {
      if (invited.fault !== 'already-member') throw problemOfFault(invited.fault);
      return invitePage(desk, form, [{ field: 'signInName', text: peopleFaultWords[invited.fault] }]);
    }
    const view = {
      ...{ name: read.value.name, signInName: read.value.signInName, path: `/invitation/${invited.secret}` },
      back: `/people?authority=${desk.context.authority}`,
    };
    return { template: 'people/invited', title: 'Invited', place: 'people', view };
  }
}

function invitePage(
  { context, organisation }: Desk,
  typed: Partial<InvitationForm>,
  faults: readonly FormFault[],
): Page {
  const view = {
    ...presentRoleFields(organisation.kind, typed),
    ...{ organisation: organisation.name, action: `/people/invite?authority=${context.authority}` },
  };
  return { template: 'people/invite', title: 'Invite somebody', place: 'people', view, faults };
}
