import { Inject, Injectable } from '@nestjs/common';
import { findMember, inNameOf, listMembers, listProviderManagers, organisationOf } from '#access';
import type { Member, Organisation, PeopleFault } from '#access';
import type { Action } from '#domain/access';
import { dayInLondon } from '#domain/time';
import type { Day } from '#domain/time';
import { inTransaction, listProviders } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import type { Service } from '#service';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import type { Acting } from '../../http/acting.js';
import { Problem, notThere } from '../../http/problem.js';
import { SERVICE } from '../../service.token.js';
import { authorityChoice } from '../forms/authority-choice.js';
import { peopleFaultWords, presentPeople } from './people.presenter.js';

/** What a manager of people has in front of them: their organisation, read as themselves. */
export interface Desk {
  readonly context: TransactionContext;
  readonly organisation: Organisation & { readonly name: string };
  readonly today: Day;
}

/** Opens the organisation whose people somebody manages, and does what they decide there. */
@Injectable()
export class PeopleDesk {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async open(acting: Acting, action: Action = 'people.manage'): Promise<Desk> {
    const context = acting.to(action);
    const organisation = organisationOf(context);
    const providers = await inTransaction(this.service.database, context, listProviders);
    const provider = providers.find(({ id }) => id === organisation.providerId);
    const name = provider?.name ?? this.service.lists.authorityName(context.authority);
    return { context, organisation: { ...organisation, name }, today: dayInLondon(this.clock()) };
  }

  async list(acting: Acting) {
    const { context, organisation } = await this.open(acting);
    const isCouncil = organisation.kind === 'council';
    const found = await inTransaction(this.service.database, context, async (tx) => ({
      members: await listMembers(tx, organisation),
      managers: isCouncil ? await listProviderManagers(tx) : [],
      providers: await listProviders(tx),
    }));
    const managers = found.managers.map((manager) => ({
      ...manager,
      provider: found.providers.find(({ id }) => id === manager.providerId)?.name ?? '',
    }));
    const choice = authorityChoice(acting, 'people.manage', context, '/people', this.service.lists);
    return presentPeople(found.members, managers, choice, organisation, context.personId);
  }

  /** A member of the own organisation. Whoever is not there, or elsewhere, is answered for alike. */
  async member({ context, organisation }: Desk, membershipId: string): Promise<Member> {
    const member = await inTransaction(this.service.database, context, (tx) =>
      findMember(tx, organisation, membershipId),
    );
    if (!member) throw notThere();
    return member;
  }

  /** Writes as the service, in the manager's name, once what it is about was read as the manager. */
  write<Value>({ context }: Desk, work: (tx: Transaction) => Promise<Value>): Promise<Value> {
    return this.service.casework.write(inNameOf(context), ({ tx }) => work(tx));
  }
}

/** A refusal that no field of a form can put right. */
export function problemOfFault(fault: PeopleFault): Problem {
  if (fault === 'not-there') return notThere();
  return new Problem(fault === 'no-longer-manager' ? 'not-permitted' : 'not-done', peopleFaultWords[fault]);
}
