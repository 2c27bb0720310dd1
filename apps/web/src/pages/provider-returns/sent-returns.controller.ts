import { Get, Inject, Param, Query, Res } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import type { Service } from '#service';
import { listSentReturns } from '#submissions';
import type { RowCursor } from '#submissions';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { notThere } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { authorityChoice } from '../forms/authority-choice.js';
import { presentSentReturns } from './sent-returns.presenter.js';
import { openSentReturn } from './sent-return.page.js';
import { SentReturnQuery, SentReturnsQuery } from './sent-returns.query.js';

/** A page loads itself again so often while its rows are checked, and for so long: then a person has to ask. */
const REFRESH_SECONDS = 3;
const REFRESH_MINUTES = 30;

/** What providers sent, and what became of each row. */
@PageController('provider-returns')
@Requires('return.sent.read')
export class SentReturnsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async list(@Query() { after, show }: SentReturnsQuery, @ActingNow() acting: Acting): Promise<Page> {
    const context = acting.to('return.sent.read');
    const isHeldOnly = show === 'held';
    const found = await listSentReturns(this.service.database, context, { after: after ?? null, isHeldOnly });
    const choice = authorityChoice(acting, 'return.sent.read', context, '/provider-returns', this.service.lists);
    const maySend = acting.find('return.upload') !== null;
    const view = presentSentReturns(found, { choice, isHeldOnly, maySend, isFirst: after === undefined });
    return { template: 'provider-returns/sent-returns', title: 'Returns sent', place: 'sent-returns', view };
  }

  @Get(':id')
  async show(
    @Param('id') id: string,
    @Query() { after }: SentReturnQuery,
    @ActingNow() acting: Acting,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page> {
    if (!isUUID(id)) throw notThere();
    const { found, page } = await openSentReturn(this.service, acting, id, { after: cursorOf(after) });
    const { receivedAt, state } = found.sent;
    const age = (this.clock().epochMilliseconds - receivedAt.epochMilliseconds) / 60_000;
    if (state !== 'applied' && age < REFRESH_MINUTES) reply.header('refresh', REFRESH_SECONDS);
    return page;
  }
}

function cursorOf(after: string | undefined): RowCursor | null {
  const [rank, row] = (after ?? '').split('-');
  return row === undefined ? null : { rank: Number(rank), row: Number(row) };
}
