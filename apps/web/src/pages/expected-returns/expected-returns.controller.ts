import { Get, Inject, Query } from '@nestjs/common';
import { countOpenQuestions, readExpectedReturns } from '#casework';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { authorityChoice } from '../forms/authority-choice.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import { presentExpectedReturns } from './expected-returns.presenter.js';

/** Who has sent the returns that the contracts ask for, and who has not. */
@PageController('returns')
@Requires('return.expected.read')
export class ExpectedReturnsController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  async show(@Query() _: OrganisationQuery, @ActingNow() acting: Acting): Promise<Page> {
    const context = acting.to('return.expected.read');
    const found = await readExpectedReturns(this.service.database, context, { month: null, at: null });
    const choice = authorityChoice(acting, 'return.expected.read', context, '/returns', this.service.lists);
    const asked = context.actor === 'provider' ? await this.countAsked(acting) : 0;
    const maySeeSent = acting.find('return.sent.read') !== null;
    const view = presentExpectedReturns(found, choice, { asked, maySeeSent });
    return { template: 'expected-returns/expected-returns', title: 'Provider returns', place: 'returns', view };
  }

  /** How many questions of the council a provider has before it. */
  private async countAsked(acting: Acting): Promise<number> {
    const context = acting.find('question.read');
    return context === null ? 0 : countOpenQuestions(this.service.database, context);
  }
}
