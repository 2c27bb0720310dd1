import { Body, Controller, Get, Header, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { correctReturn, readReturnForm } from '#casework';
import { showMoment } from '#domain/time';
import type { Moment } from '#domain/time';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { Requires } from '../../http/requires.js';
import { seeOther } from '../../http/see-other.js';
import { SERVICE } from '../../service.token.js';
import { ChildPages, addressOf, changed } from '../children/child-pages.js';
import { showReturn } from '../children/episode-words.js';
import { presentHeading } from '../children/heading.presenter.js';
import { reasonFaults } from '../children/refusal-words.js';
import { momentBlock } from '../forms/block.js';
import { faultOf, titleWith } from '../forms/form-fault.js';
import type { FormFault } from '../forms/form-fault.js';
import { readTypedMoment } from '../forms/moment-field.js';
import { ReturnForm, typedReturn } from './return.form.js';

const returnFaults = {
  ...reasonFaults,
  'same-return': { field: 'returned', text: 'This is what is on record already' },
  'return-before-missing': {
    field: 'returned',
    text: 'The return lies before the child went missing; check the day and the time',
  },
  'return-in-future': { field: 'returned', text: 'This lies in the future; check the day and the time' },
  'episode-over': { field: 'returned', text: 'The episode ended otherwise than by a return' },
} as const;

interface Typed {
  readonly form: Partial<ReturnForm>;
  readonly faults: readonly FormFault[];
}

/** Putting the time of a return right, with the reason. */
@Controller('children/:id/episodes/:episodeId/return')
@Requires('episode.correct')
@ApiExcludeController()
export class ReturnController {
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
    const visit = { childId, page: 'record', request, reply } as const;
    return this.render(acting, visit, episodeId, { form: {}, faults: [] });
  }

  @Post()
  @Header('content-type', 'text/html; charset=utf-8')
  async correct(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Param('episodeId') episodeId: string,
    @Body() form: ReturnForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const visit = { childId, page: 'record', request, reply } as const;
    const read = readReturned(form);
    if ('fault' in read) return this.render(acting, visit, episodeId, { form, faults: [read.fault] }, 422);
    const context = acting.to('episode.correct');
    const wish = { returnedAt: read.returnedAt, reason: form.reason };
    const outcome = changed(await correctReturn(this.service.casework, context, { childId, episodeId }, wish));
    if (outcome !== 'reason-needed' && outcome.value.kind === 'refused')
      return this.render(acting, visit, episodeId, { form, faults: [returnFaults[outcome.value.because]] }, 422);
    const next = outcome === 'reason-needed' ? addressOf(childId, 'record') : `/children/${childId}?done=return`;
    return seeOther(reply, next);
  }

  private async render(
    acting: Acting,
    visit: Parameters<ChildPages['show']>[1],
    episodeId: string,
    { form, faults }: Typed,
    status = 200,
  ): Promise<string> {
    const context = acting.to('episode.correct');
    const opened = await readReturnForm(this.service.database, context, { childId: visit.childId, episodeId });
    if (opened.kind === 'opened') visit.reply.status(status);
    return this.pages.show(opened, visit, (shown) => ({
      ...{ template: 'episodes/return', place: 'children' },
      title: titleWith('Correct the time of a return', faults),
      view: {
        ...{ faults, heading: presentHeading(shown), missing: showMoment(shown.episode.missingAt) },
        onRecord: showReturn(shown.episode),
        isNotBack: form.isNotBack === 'yes',
        reason: form.reason ?? '',
        reasonError: faultOf('reason', faults),
        blocks: [
          momentBlock(
            'returned',
            {
              label: 'When did the child come back?',
              hint: 'Back at home or in a care setting. For example, 28 3 2025, 7:15',
            },
            typedReturn(form),
            faults,
          ),
        ],
      },
    }));
  }
}

function readReturned(form: ReturnForm): { readonly returnedAt: Moment | null } | { readonly fault: FormFault } {
  const reading = readTypedMoment(typedReturn(form));
  const isNotBack = form.isNotBack === 'yes';
  const fault = (text: string) => ({ fault: { field: 'returned', text } });
  if (isNotBack)
    return reading.kind === 'blank'
      ? { returnedAt: null }
      : fault('Enter a time, or say that the child is not back, not both');
  if (reading.kind === 'moment') return { returnedAt: reading.moment };
  return fault(
    reading.kind === 'fault' ? reading.text : 'Enter when the child came back, or say that the child is not back',
  );
}
