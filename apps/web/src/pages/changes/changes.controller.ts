import { Controller, Get, Header, Headers, Inject, Query, Req, StreamableFile } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { Problem } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { Sessions } from '../../http/sessions.js';
import { ChangesQuery } from './changes.query.js';
import { ChangeStreams } from './change-streams.js';
import type { Sight } from './change-streams.js';

const EVENTS = 'text/event-stream';
const actions = { worklist: 'worklist.read', alerts: 'alert.read' } as const satisfies Record<Sight['kind'], string>;
const kinds = ['worklist', 'alerts'] as const;

/** Tells the script of a page that its list has changed: which kind of list, and nothing else. */
@Controller('changes')
@ApiExcludeController()
export class ChangesController {
  constructor(
    @Inject(ChangeStreams) private readonly streams: ChangeStreams,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {}

  @Get()
  @Requires('worklist.read', 'alert.read')
  @RouteConfig({ isUnasked: true })
  // Otherwise nginx keeps the words until there are enough of them.
  @Header('x-accel-buffering', 'no')
  async listen(
    @Query() { age }: ChangesQuery,
    @Headers('accept') accept: string | undefined,
    @ActingNow() acting: Acting,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    // Whoever does not ask for it by name would wait for an end that does not come.
    if (accept?.includes(EVENTS) !== true) throw new Problem('not-acceptable', `This comes as ${EVENTS} only.`);
    const secret = this.sessions.secretOf(request);
    if (secret === null) throw new Problem('not-signed-in', 'Sign in first.');
    const sights = kinds.flatMap((kind): readonly Sight[] => {
      const context = acting.find(actions[kind]);
      return context === null ? [] : [{ kind, context }];
    });
    const stream = await this.streams.open({ person: acting.person, secret, sights }, Number(age ?? 0));
    return new StreamableFile(stream, { type: `${EVENTS}; charset=utf-8` });
  }
}
