import { Body, Get, Inject, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  CONTACT_CODE_MINUTES,
  confirmContact,
  dropContact,
  readOwnContact,
  recordDeploymentEvent,
  wantContact,
} from '#access';
import type { Contact } from '#access';
import type { SentChannel } from '#domain/messages';
import { composeConfirmation } from '#messages';
import { newId } from '#platform';
import type { Service } from '#service';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { ActingNow, originOf } from '../../http/access.guard.js';
import { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer, Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { Sessions } from '../../http/sessions.js';
import { SERVICE } from '../../service.token.js';
import { Form } from '../forms/form.js';
import { ContactCodeForm, ContactForm, readContactForm } from './contact.form.js';
import { presentContact } from './contact.presenter.js';

const HERE = '/account/contact';
const NOT_SENT = 'The message with the code could not be sent. Check the address, and try again in some minutes';
const TOO_SOON = 'A code was sent less than a minute ago. Wait a minute, then ask for another';
const WRONG_CODE = 'The code is not right, or too old, or was tried too often. Ask for another one if need be';

/** Where the own messages go: an address that its person has shown to be theirs. */
@PageController('account/contact')
@Requires('account.use')
export class ContactController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  show(@Req() request: FastifyRequest): Promise<Page> {
    return this.page(request, {}, []);
  }

  @Post()
  async want(@Req() request: FastifyRequest, @Body() form: ContactForm): Promise<Answer> {
    const read = readContactForm(form, this.channels());
    if (read.kind === 'faulty') return this.page(request, form, read.faults);
    const { database } = this.service;
    const code = await wantContact(database, this.secretOf(request), read.value, this.clock());
    if (code === null) return this.page(request, form, [{ field: 'address', text: TOO_SOON }]);
    const isSent = await this.send(read.value, code);
    return isSent ? seeOther(HERE) : this.page(request, form, [{ field: 'address', text: NOT_SENT }]);
  }

  @Post('code')
  async confirm(
    @Req() request: FastifyRequest,
    @ActingNow() acting: Acting,
    @Body() form: ContactCodeForm,
  ): Promise<Answer> {
    const code = form.code?.replaceAll(' ', '') ?? '';
    const isRight = await confirmContact(this.service.database, this.secretOf(request), code, this.clock());
    if (!isRight) return this.page(request, {}, [{ field: 'code', text: WRONG_CODE }]);
    await this.note(request, acting, 'contact-confirmed');
    return seeOther(HERE);
  }

  @Post('drop')
  async drop(@Body() _: Form, @Req() request: FastifyRequest, @ActingNow() acting: Acting): Promise<Answer> {
    await dropContact(this.service.database, this.secretOf(request), this.clock());
    await this.note(request, acting, 'contact-dropped');
    return seeOther(HERE);
  }

  private async page(
    request: FastifyRequest,
    typed: Partial<ContactForm>,
    faults: readonly FormFault[],
  ): Promise<Page> {
    const own = await readOwnContact(this.service.database, this.secretOf(request), this.clock());
    const view = presentContact(own, this.channels(), typed);
    return { template: 'account/contact', title: 'Where you are written to', place: 'elsewhere', view, faults };
  }

  private async send({ channel, address }: Contact, code: string): Promise<boolean> {
    const sender = this.service.way.senders.find((each) => each.channel === channel);
    const words = composeConfirmation(code, CONTACT_CODE_MINUTES);
    const outcome = await sender?.send({ reference: newId(), to: address, ...words }, false);
    return outcome?.kind === 'accepted';
  }

  private async note(request: FastifyRequest, { person }: Acting, reason: string): Promise<void> {
    const { personId } = person;
    const event = { action: 'AccountChange', outcome: 'done', actor: personId, personId, reason } as const;
    await recordDeploymentEvent(this.service.database, { ...event, ...originOf(request) }, this.clock(), newId);
  }

  private channels(): readonly SentChannel[] {
    return this.service.way.senders.map(({ channel }) => channel);
  }

  private secretOf(request: FastifyRequest): string {
    return this.sessions.secretOf(request) ?? '';
  }
}
