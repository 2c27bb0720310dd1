import { Body, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { issueKeyOnRecord, listKeys, revokeKeyOnRecord } from '#access';
import type { Deployment, ListedKey } from '#access';
import { inTransaction, listAuthorities } from '#persistence';
import type { TransactionContext } from '#persistence';
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
import { Problem, notThere } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { authorityChoice } from '../forms/authority-choice.js';
import { confirmPage } from '../forms/confirm-page.js';
import { Form } from '../forms/form.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import { KeyForm, readKeyForm } from './key.form.js';
import { freshWish, presentKeys } from './keys.presenter.js';
import type { KeyWishView } from './keys.presenter.js';

const TOO_MANY = 'Two keys are in force already. Take one of them back first';

/** Keys of providers' machines: a provider issues its own and takes them back; its councils see them and take them back. */
@PageController('keys')
@Requires('key.manage')
export class KeysController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  show(@Query() _: OrganisationQuery, @ActingNow() acting: Acting): Promise<Page> {
    return this.list(acting, freshWish, []);
  }

  /** Answers with the secret itself and not with a redirect: it is shown once and kept nowhere. */
  @Post()
  async issue(@Query() _: OrganisationQuery, @ActingNow() acting: Acting, @Body() form: KeyForm): Promise<Page> {
    const context = acting.to('key.manage');
    const { providerId } = context;
    if (providerId === null) throw new Problem('not-done', 'A provider issues its own keys.');
    const { scopes, days, faults } = readKeyForm(form);
    const wish = { scopes, days: form.days ?? '' };
    if (faults.length > 0) return this.list(acting, wish, faults);
    const deployment = await this.deployment();
    const issued = await issueKeyOnRecord(deployment, context, { providerId, scopes, days }, newId);
    if (issued.kind === 'too-many') return this.list(acting, wish, [{ field: 'keys', text: TOO_MANY }]);
    const view = { secret: issued.secret, days, back: `/keys?authority=${context.authority}` };
    return { template: 'keys/key-issued', title: 'A new key', place: 'keys', view };
  }

  @Get(':id/revoke')
  async askToRevoke(
    @Query() _: OrganisationQuery,
    @ActingNow() acting: Acting,
    @Param('id') id: string,
  ): Promise<Page> {
    const context = acting.to('key.manage');
    const key = await this.keyInForce(context, id);
    return confirmPage({
      ...{ title: 'Take back a key', place: 'keys', caption: key.providerName },
      ...{ heading: `Take back the key hw_${key.prefix}…`, button: 'Take the key back' },
      lines: ['Whatever still uses it is refused from the next request on. It cannot be given back; issue a new one.'],
      action: `/keys/${key.keyId}/revoke?authority=${context.authority}`,
      back: `/keys?authority=${context.authority}`,
    });
  }

  @Post(':id/revoke')
  async revoke(
    @Query() _: OrganisationQuery,
    @Body() __: Form,
    @ActingNow() acting: Acting,
    @Param('id') id: string,
  ): Promise<Answer> {
    const context = acting.to('key.manage');
    const key = await this.keyInForce(context, id);
    if (!(await revokeKeyOnRecord(await this.deployment(), context, key, newId))) throw notThere();
    return seeOther(`/keys?authority=${context.authority}`);
  }

  private async list(acting: Acting, wish: KeyWishView, faults: readonly FormFault[]): Promise<Page> {
    const context = acting.to('key.manage');
    const keys = await this.keysOf(context);
    const choice = authorityChoice(acting, 'key.manage', context, '/keys', this.service.lists);
    const view = presentKeys(keys, choice, context.providerId !== null, this.clock(), wish);
    return { template: 'keys/keys', title: 'Keys', place: 'keys', view, faults };
  }

  private keysOf(context: TransactionContext): Promise<readonly ListedKey[]> {
    return inTransaction(this.service.database, context, listKeys);
  }

  private async keyInForce(context: TransactionContext, id: string): Promise<ListedKey> {
    const key = (await this.keysOf(context)).find(({ keyId, revokedAt }) => keyId === id && revokedAt === null);
    if (!key) throw notThere();
    return key;
  }

  private async deployment(): Promise<Deployment> {
    const { casework, database } = this.service;
    return { writer: casework, authorities: await listAuthorities((sql) => database.query(sql)) };
  }
}
