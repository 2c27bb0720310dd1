import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { issueKeyOnRecord, listKeys, revokeKeyOnRecord } from '#access';
import type { Deployment, ListedKey } from '#access';
import { instantOf } from '#domain/time';
import { inTransaction, listAuthorities } from '#persistence';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { Problem } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { authorityChoice } from '../forms/authority-choice.js';
import { ConfirmForm } from '../forms/confirm.form.js';
import { titleWith } from '../forms/form-fault.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import { KeyForm, readKeyForm } from './key.form.js';
import { freshWish, presentKeys } from './keys.presenter.js';
import type { KeyWishView } from './keys.presenter.js';

const TOO_MANY = 'Two keys are in force already. Take one of them back first';

/** Keys of providers' machines: a provider issues its own and takes them back; its councils see them and take them back. */
@Controller('keys')
@Requires('key.manage')
@ApiExcludeController()
export class KeysController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(PageRenderer) private readonly pages: PageRenderer,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  show(
    @ActingNow() acting: Acting,
    @Query() _: OrganisationQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.list(acting, freshWish, request, reply);
  }

  /** Answers with the secret itself and not with a redirect: it is shown once and kept nowhere. */
  @Post()
  @HttpCode(200)
  @Header('content-type', 'text/html; charset=utf-8')
  async issue(
    @ActingNow() acting: Acting,
    @Query() _: OrganisationQuery,
    @Body() form: KeyForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const context = acting.to('key.manage');
    const { providerId } = context;
    if (providerId === null) throw new Problem('not-done', 'A provider issues its own keys.');
    const { scopes, days, faults } = readKeyForm(form);
    const wish = { scopes, days: form.days ?? '', faults };
    if (faults.length > 0) return this.list(acting, wish, request, reply);
    const deployment = await this.deployment();
    const issued = await issueKeyOnRecord(deployment, context, { providerId, scopes, days }, newId);
    if (issued.kind === 'too-many')
      return this.list(acting, { ...wish, faults: [{ field: 'keys', text: TOO_MANY }] }, request, reply);
    const view = { secret: issued.secret, days, back: `/keys?authority=${context.authority}` };
    return this.pages.render({ template: 'keys/key-issued', title: 'A new key', place: 'keys', view }, request, reply);
  }

  @Get(':id/revoke')
  @Header('content-type', 'text/html; charset=utf-8')
  async askToRevoke(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Query() _: OrganisationQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const context = acting.to('key.manage');
    const key = await this.keyInForce(context, id);
    const view = {
      ...{ caption: key.providerName, heading: `Take back the key hw_${key.prefix}…`, button: 'Take the key back' },
      lines: ['Whatever still uses it is refused from the next request on. It cannot be given back; issue a new one.'],
      ...{ action: `/keys/${key.keyId}/revoke?authority=${context.authority}` },
      back: `/keys?authority=${context.authority}`,
    };
    return this.pages.render(
      { template: 'confirm/confirm', title: 'Take back a key', place: 'keys', view },
      request,
      reply,
    );
  }

  @Post(':id/revoke')
  async revoke(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Query() _: OrganisationQuery,
    @Body() __: ConfirmForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const context = acting.to('key.manage');
    const key = await this.keyInForce(context, id);
    if (!(await revokeKeyOnRecord(await this.deployment(), context, key, newId))) throw noSuchKey();
    await reply.redirect(`/keys?authority=${context.authority}`, 303);
  }

  private async list(acting: Acting, wish: KeyWishView, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const context = acting.to('key.manage');
    const keys = await this.keysOf(context);
    const choice = authorityChoice(acting, 'key.manage', context, '/keys', this.service.lists);
    const view = presentKeys(keys, choice, context.providerId !== null, instantOf(new Date()), wish);
    if (wish.faults.length > 0) reply.status(400);
    const title = titleWith('Keys', wish.faults);
    return this.pages.render({ template: 'keys/keys', title, place: 'keys', view }, request, reply);
  }

  private keysOf(context: TransactionContext): Promise<readonly ListedKey[]> {
    return inTransaction(this.service.database, context, listKeys);
  }

  private async keyInForce(context: TransactionContext, id: string): Promise<ListedKey> {
    const key = (await this.keysOf(context)).find(({ keyId, revokedAt }) => keyId === id && revokedAt === null);
    if (!key) throw noSuchKey();
    return key;
  }

  private async deployment(): Promise<Deployment> {
    const { casework, database } = this.service;
    return { writer: casework, authorities: await listAuthorities((sql) => database.query(sql)) };
  }
}

function noSuchKey(): Problem {
  return new Problem('not-found', 'There is no such key in force.');
}
