import { Body, Controller, Get, Header, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { endAgreement, onBehalfOf, recordAgreement } from '#access';
import type { SharingAgreement } from '#domain/providers';
import { dayInLondon, instantOf } from '#domain/time';
import type { Day } from '#domain/time';
import { inTransaction, listAgreements, listProviders } from '#persistence';
import type { ProviderName, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { PageRenderer } from '../../http/page-renderer.js';
import type { Page } from '../../http/page-renderer.js';
import { Problem } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { authorityChoice } from '../forms/authority-choice.js';
import { titleWith } from '../forms/form-fault.js';
import type { FormFault } from '../forms/form-fault.js';
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
@Controller('agreements')
@Requires('agreement.manage')
@ApiExcludeController()
export class AgreementsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
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
    const { context, providers, agreements, today } = await this.open(acting);
    const choice = authorityChoice(acting, 'agreement.manage', context, '/agreements', this.service.lists);
    const view = presentAgreements(providers, agreements, choice, today);
    return this.page('agreements/agreements', 'Sharing agreements', view, request, reply);
  }

  @Get('new')
  @Header('content-type', 'text/html; charset=utf-8')
  async askForNew(
    @ActingNow() acting: Acting,
    @Query() _: OrganisationQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.newForm(await this.open(acting), {}, [], request, reply);
  }

  @Post('new')
  async record(
    @ActingNow() acting: Acting,
    @Query() _: OrganisationQuery,
    @Body() form: AgreementForm,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const desk = await this.open(acting);
    const ids = desk.providers.map(({ id }) => id);
    const read = readAgreementForm(form, ids, desk.today);
    if (read.kind === 'faulty') {
      send(reply, await this.newForm(desk, form, read.faults, request, reply));
      return;
    }
    await this.service.casework.write(onBehalfOf(desk.context), ({ tx }) => recordAgreement(tx, read.value, newId));
    await reply.redirect(`/agreements?authority=${desk.context.authority}`, 303);
  }

  @Get(':id/end')
  @Header('content-type', 'text/html; charset=utf-8')
  async askForEnd(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Query() _: OrganisationQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const desk = await this.open(acting);
    return this.endForm(desk, agreementOf(desk, id), {}, [], request, reply);
  }

  @Post(':id/end')
  async end(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Query() _: OrganisationQuery,
    @Body() form: EndForm,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const desk = await this.open(acting);
    const agreement = agreementOf(desk, id);
    const read = readEndForm(form, agreement, desk.today);
    if (read.kind === 'faulty') {
      send(reply, await this.endForm(desk, agreement, form, read.faults, request, reply));
      return;
    }
    await this.service.casework.write(onBehalfOf(desk.context), ({ tx }) =>
      endAgreement(tx, agreement, read.value, newId),
    );
    await reply.redirect(`/agreements?authority=${desk.context.authority}`, 303);
  }

  private async open(acting: Acting): Promise<Desk> {
    const context = acting.to('agreement.manage');
    const today = dayInLondon(instantOf(new Date()));
    return inTransaction(this.service.database, context, async (tx) => ({
      ...{ context, today, providers: await listProviders(tx), agreements: await listAgreements(tx) },
    }));
  }

  private newForm(
    { context, providers }: Desk,
    typed: TypedAgreement,
    faults: readonly FormFault[],
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    if (faults.length > 0) reply.status(400);
    const view = {
      ...presentAgreementForm(providers, typed, faults),
      ...this.around(context),
      action: `/agreements/new?authority=${context.authority}`,
    };
    return this.page('agreements/new', titleWith('Record a sharing agreement', faults), view, request, reply);
  }

  private endForm(
    { context, providers }: Desk,
    agreement: SharingAgreement,
    typed: TypedAgreement,
    faults: readonly FormFault[],
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    if (faults.length > 0) reply.status(400);
    const view = {
      ...{ faults, to: endField('When does it end?', typed, faults), ...this.around(context) },
      provider: providers.find(({ id }) => id === agreement.providerId)?.name ?? '',
      action: `/agreements/${agreement.id}/end?authority=${context.authority}`,
    };
    return this.page('agreements/end', titleWith('End a sharing agreement', faults), view, request, reply);
  }

  private around({ authority }: TransactionContext) {
    return { council: this.service.lists.authorityName(authority), back: `/agreements?authority=${authority}` };
  }

  private page(
    template: Page['template'],
    title: string,
    view: object,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    return this.pages.render({ template, title, place: 'agreements', view }, request, reply);
  }
}

function agreementOf({ agreements }: Desk, id: string): SharingAgreement {
  const found = agreements.find((each) => each.id === id);
  if (!found) throw new Problem('not-found', 'There is no such agreement.');
  return found;
}

function send(reply: FastifyReply, page: string): void {
  reply.type('text/html; charset=utf-8').send(page);
}
