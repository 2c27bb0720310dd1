import { Body, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { applyAlias, decideWords, endAlias, isAliasInForce, readUnmatchedWords, readWaitingGroup } from '#casework';
import type { WaitingGroup } from '#casework';
import { dayInLondon } from '#domain/time';
import type { ProviderName, TransactionContext } from '#persistence';
import type { Service } from '#service';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer, Page, Redirection } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { notThere } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { authorityChoice } from '../forms/authority-choice.js';
import { confirmPage } from '../forms/confirm-page.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import { WordsForm, WordsParams, faultOf, readWordsForm } from './words.form.js';
import type { TypedWords } from './words.form.js';
import { presentUnmatchedWords, presentWordsForm } from './words.presenter.js';

const TITLE = 'Unmatched words';

interface Desk {
  readonly context: TransactionContext;
  readonly group: WaitingGroup;
  readonly providers: readonly ProviderName[];
}

/** Words of providers for which no factor is known: what they mean is decided here, and can be taken back. */
@PageController('unmatched-words')
@Requires('factor_alias.manage')
export class UnmatchedWordsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Query() _: OrganisationQuery, @ActingNow() acting: Acting): Promise<Page> {
    const context = acting.to('factor_alias.manage');
    const found = await readUnmatchedWords(this.service.database, context);
    const choice = authorityChoice(acting, 'factor_alias.manage', context, '/unmatched-words', this.service.lists);
    const view = presentUnmatchedWords(found, choice, this.service.lists.taxonomy);
    return { template: 'unmatched-words/unmatched-words', title: TITLE, place: 'unmatched-words', view };
  }

  @Get('aliases/:id/end')
  async askForEnd(
    @Query() _: OrganisationQuery,
    @ActingNow() acting: Acting,
    @Param() { id }: WordsParams,
  ): Promise<Page> {
    const context = acting.to('factor_alias.manage');
    if (!(await isAliasInForce(this.service.database, context, id))) throw notThere();
    const { authority } = context;
    return confirmPage({
      ...{ title: 'End what words mean', place: 'unmatched-words', heading: 'End what these words mean' },
      caption: this.service.lists.authorityName(authority),
      lines: [
        'From now on the words wait again when a provider sends them.',
        'Factors that they were turned into until now stay, and so do reports.',
      ],
      ...{ button: 'End it', action: `/unmatched-words/aliases/${id}/end?authority=${authority}` },
      back: back(authority),
    });
  }

  @Post('aliases/:id/end')
  async end(@ActingNow() acting: Acting, @Param() { id }: WordsParams): Promise<Redirection> {
    const context = acting.to('factor_alias.manage');
    if (!(await endAlias(this.service.casework, context, id))) throw notThere();
    return seeOther(back(context.authority));
  }

  @Post('aliases/:id/apply')
  async apply(@ActingNow() acting: Acting, @Param() { id }: WordsParams): Promise<Redirection> {
    const context = acting.to('factor_alias.manage');
    if ((await applyAlias(this.service.casework, context, id)) === null) throw notThere();
    return seeOther(back(context.authority));
  }

  @Get(':id')
  async ask(@Query() _: OrganisationQuery, @ActingNow() acting: Acting, @Param() { id }: WordsParams): Promise<Page> {
    return this.formPage(await this.open(acting, id), {}, []);
  }

  @Post(':id')
  async decide(
    @Query() _: OrganisationQuery,
    @ActingNow() acting: Acting,
    @Param() { id }: WordsParams,
    @Body() form: WordsForm,
  ): Promise<Answer> {
    const desk = await this.open(acting, id);
    const read = readWordsForm(form, desk.group);
    if (read.kind === 'faulty') return this.formPage(desk, form, read.faults);
    const about = { taxonomy: this.service.lists.taxonomy, wordsId: id };
    const refusal = await decideWords(this.service.casework, desk.context, about, read.value);
    if (refusal === 'no-such-words') throw notThere();
    return refusal === null ? seeOther(back(desk.context.authority)) : this.formPage(desk, form, [faultOf(refusal)]);
  }

  private async open(acting: Acting, id: string): Promise<Desk> {
    const context = acting.to('factor_alias.manage');
    const found = await readWaitingGroup(this.service.database, context, id);
    if (!found) throw notThere();
    return { context, ...found };
  }

  private formPage({ context, group, providers }: Desk, typed: TypedWords, faults: readonly FormFault[]): Page {
    const [{ taxonomy }, today] = [this.service.lists, dayInLondon(this.clock())];
    const view = {
      ...presentWordsForm(group, providers, { taxonomy, today }, typed),
      council: this.service.lists.authorityName(context.authority),
      action: `/unmatched-words/${group.id}?authority=${context.authority}`,
      back: back(context.authority),
    };
    return { template: 'unmatched-words/decide', title: 'What words mean', place: 'unmatched-words', view, faults };
  }
}

function back(authority: string): string {
  return `/unmatched-words?authority=${authority}`;
}
