import { Get, Inject, Query } from '@nestjs/common';
import { showInstant } from '#domain/time';
import type { Service } from '#service';
import { readConfirmedWarnings } from '#submissions';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { authorityChoice } from '../forms/authority-choice.js';
import { OrganisationQuery } from '../forms/organisation.query.js';

/** What providers say is right as it stands although it is unusual, and why: for the council. */
@PageController('confirmed-warnings')
@Requires('return.confirmed.read')
export class ConfirmedWarningsController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  async show(@Query() _: OrganisationQuery, @ActingNow() acting: Acting): Promise<Page> {
    const context = acting.to('return.confirmed.read');
    const warnings = await readConfirmedWarnings(this.service.database, context);
    const { lists } = this.service;
    const choice = authorityChoice(acting, 'return.confirmed.read', context, '/confirmed-warnings', lists);
    const view = { choice, warnings: warnings.map((each) => ({ ...each, at: showInstant(each.at) })) };
    return {
      template: 'confirmations/confirmed-warnings',
      title: 'Confirmed warnings',
      place: 'confirmed-warnings',
      view,
    };
  }
}
