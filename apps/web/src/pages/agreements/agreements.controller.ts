import { Body, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { endAgreement, inNameOf, recordAgreement } from '#access';
import type { SharingAgreement } from '#domain/providers';
import { dayInLondon } from '#domain/time';
import type { Day } from '#domain/time';
import { inTransaction, listAgreements, listProviders } from '#persistence';
import type { ProviderName, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Service } from '#service';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer, Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { notThere } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { authorityChoice } from '../forms/authority-choice.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import { AgreementForm, EndForm, readAgreementForm, readEndForm } from './agreement.form.js';
import type { TypedAgreement } from './agreement.form.js';
import { endField, presentAgreementForm, presentAgreements } from './agreements.presenter.js';

interface Desk {
  readonly context: TransactionContext;
  readonly providers: readonly ProviderName[];
  readonly agreements: readonly SharingAgreement[];
  readonly today: Day;
}

/** The agreements without which a provider sees nothing: recorded once signed, ended, never edited. */
@PageController('agreements')
@Requires('agreement.manage')
export class AgreementsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Query() _: OrganisationQuery, @ActingNow() acting: Acting): Promise<Page> {
    const { context, providers, agreements, today } = await this.open(acting);
    const choice = authorityChoice(acting, 'agreement.manage', context, '/agreements', this.service.lists);
    const view = presentAgreements(providers, agreements, choice, today);
    return { template: 'agreements/agreements', title: 'Sharing agreements', place: 'agreements', view };
  }

  @Get('new')
  async askForNew(@Query() _: OrganisationQuery, @ActingNow() acting: Acting): Promise<Page> {
    return this.newPage(await this.open(acting), {}, []);
  }

  @Post('new')
  async record(
    @Query() _: OrganisationQuery,
    @ActingNow() acting: Acting,
    @Body() form: AgreementForm,
  ): Promise<Answer> {
    const desk = await this.open(acting);
    const ids = desk.providers.map(({ id }) => id);
    const read = readAgreementForm(form, ids, desk.today);
    if (read.kind === 'faulty') return this.newPage(desk, form, read.faults);
    await this.service.casework.write(inNameOf(desk.context), ({ tx }) => recordAgreement(tx, read.value, newId));
    return seeOther(`/agreements?authority=${desk.context.authority}`);
  }

  @Get(':id/end')
  async askForEnd(@Query() _: OrganisationQuery, @ActingNow() acting: Acting, @Param('id') id: string): Promise<Page> {
    const desk = await this.open(acting);
    return this.endPage(desk, agreementOf(desk, id), {}, []);
  }

  @Post(':id/end')
  async end(
    @Query() _: OrganisationQuery,
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Body() form: EndForm,
  ): Promise<Answer> {
    const desk = await this.open(acting);
    const agreement = agreementOf(desk, id);
    const read = readEndForm(form, agreement, desk.today);
    if (read.kind === 'faulty') return this.endPage(desk, agreement, form, read.faults);
    await this.service.casework.write(inNameOf(desk.context), ({ tx }) =>
      endAgreement(tx, agreement, read.value, newId),
    );
    return seeOther(`/agreements?authority=${desk.context.authority}`);
  }

  private async open(acting: Acting): Promise<Desk> {
    const context = acting.to('agreement.manage');
    const today = dayInLondon(this.clock());
    return inTransaction(this.service.database, context, async (tx) => ({
      ...{ context, today, providers: await listProviders(tx), agreements: await listAgreements(tx) },
    }));
  }

  private newPage({ context, providers }: Desk, typed: TypedAgreement, faults: readonly FormFault[]): Page {
    const view = {
      ...presentAgreementForm(providers, typed),
      ...this.around(context),
      action: `/agreements/new?authority=${context.authority}`,
    };
    return { template: 'agreements/new', title: 'Record a sharing agreement', place: 'agreements', view, faults };
  }

  private endPage(
    { context, providers }: Desk,
    agreement: SharingAgreement,
    typed: TypedAgreement,
    faults: readonly FormFault[],
  ): Page {
    const view = {
      ...{ to: endField('When does it end?', typed), ...this.around(context) },
      provider: providers.find(({ id }) => id === agreement.providerId)?.name ?? '',
      action: `/agreements/${agreement.id}/end?authority=${context.authority}`,
    };
    return { template: 'agreements/end', title: 'End a sharing agreement', place: 'agreements', view, faults };
  }

  private around({ authority }: TransactionContext) {
    return { council: this.service.lists.authorityName(authority), back: `/agreements?authority=${authority}` };
  }
}

function agreementOf({ agreements }: Desk, id: string): SharingAgreement {
  const found = agreements.find((each) => each.id === id);
  if (!found) throw notThere();
  return found;
}
