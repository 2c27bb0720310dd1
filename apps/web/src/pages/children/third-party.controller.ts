import { Body, Get, Inject, Post } from '@nestjs/common';
import { addThirdPartyInformation, readThirdPartyForm } from '#casework';
import type { EpisodeOfChild } from '#casework';
import { showMoment } from '#domain/time';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import type { Answer } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { answerChange, openedPage } from './child-pages.js';
import { EpisodeInPath } from './episode-in-path.js';
import { InformationForm } from './children.forms.js';
import { presentHeading } from './heading.presenter.js';
import { informationFaults } from './refusal-words.js';

/** Adding what a third party said of an episode. It is written here and never shown here. */
@PageController('children/:id/third-party/:episodeId')
@Requires('child.third_party.add')
export class ThirdPartyController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  show(@ActingNow() acting: Acting, @EpisodeInPath() where: EpisodeOfChild): Promise<Answer> {
    return this.page(acting, where, '');
  }

  @Post()
  async add(
    @ActingNow() acting: Acting,
    @EpisodeInPath() where: EpisodeOfChild,
    @Body() { information }: InformationForm,
  ): Promise<Answer> {
    const context = acting.to('child.third_party.add');
    return answerChange(
      await addThirdPartyInformation(this.service.casework, context, where, information),
      { ...where, page: 'record' },
      (because) => this.page(acting, where, information, [informationFaults[because]]),
      () => `/children/${where.childId}?done=third-party`,
    );
  }

  private async page(
    acting: Acting,
    where: EpisodeOfChild,
    information: string,
    faults: readonly FormFault[] = [],
  ): Promise<Answer> {
    const context = acting.to('child.third_party.add');
    const opened = await readThirdPartyForm(this.service.database, context, where);
    return openedPage(opened, where.childId, 'record', (form) => ({
      ...{ template: 'children/third-party', title: 'What a third party said', place: 'children', faults },
      view: {
        ...{ heading: presentHeading(form), missing: showMoment(form.episode.missingAt), information },
        isOfProvider: context.actor === 'provider',
      },
    }));
  }
}
