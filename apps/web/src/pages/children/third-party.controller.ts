import { Body, Controller, Get, Header, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addThirdPartyInformation, readThirdPartyForm } from '#casework';
import { showMoment } from '#domain/time';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { presentFaults, titleOf } from '../../http/form-faults.js';
import { Requires } from '../../http/requires.js';
import { seeOther } from '../../http/see-other.js';
import { SERVICE } from '../../service.token.js';
import { ChildPages, addressOf, changed } from './child-pages.js';
import { InformationForm } from './children.forms.js';
import { presentHeading } from './heading.presenter.js';
import { informationFaults } from './refusal-words.js';

/** Adding what a third party said of an episode. It is written here and never shown here. */
@Controller('children/:id/third-party/:episodeId')
@Requires('child.third_party.add')
@ApiExcludeController()
export class ThirdPartyController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(ChildPages) private readonly pages: ChildPages,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  show(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Param('episodeId') episodeId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.render(acting, { childId, page: 'record', request, reply }, { episodeId, typed: '' }, null);
  }

  @Post()
  @Header('content-type', 'text/html; charset=utf-8')
  async add(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Param('episodeId') episodeId: string,
    @Body() form: InformationForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const context = acting.to('child.third_party.add');
    const where = { childId, episodeId };
    const outcome = changed(await addThirdPartyInformation(this.service.casework, context, where, form.information));
    if (outcome !== 'reason-needed' && outcome.value.kind === 'refused') {
      reply.status(422);
      const visit = { childId, page: 'record', request, reply } as const;
      return this.render(acting, visit, { episodeId, typed: form.information }, outcome.value.because);
    }
    const next = outcome === 'reason-needed' ? addressOf(childId, 'record') : `/children/${childId}?done=third-party`;
    return seeOther(reply, next);
  }

  private async render(
    acting: Acting,
    visit: Parameters<ChildPages['show']>[1],
    { episodeId, typed }: { readonly episodeId: string; readonly typed: string },
    refusal: keyof typeof informationFaults | null,
  ): Promise<string> {
    const context = acting.to('child.third_party.add');
    const opened = await readThirdPartyForm(this.service.database, context, visit.childId, episodeId);
    return this.pages.show(opened, visit, (form) => {
      const faults = presentFaults(['information'], refusal === null ? null : informationFaults[refusal]);
      return {
        ...{ template: 'children/third-party', place: 'children' },
        title: titleOf('What a third party said', faults),
        view: {
          ...faults,
          heading: presentHeading(form),
          missing: showMoment(form.missingAt),
          isOfProvider: context.actor === 'provider',
          information: typed,
        },
      };
    });
  }
}
