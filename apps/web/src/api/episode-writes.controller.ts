import { Controller, Inject, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiBody, ApiCookieAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { KeptAnswer, SentKey } from '#access';
import type { ColumnName } from '#domain/submissions';
import type { Service } from '#service';
import { asChange, columnsBesides, refuseWholeReturn } from '#submissions';
import type { SentRow } from '#submissions';
import { ActingNow } from '../http/access.guard.js';
import type { Acting } from '../http/acting.js';
import { IdempotencyKey } from '../http/idempotency-key.js';
import { JsonRow, ROW_BYTES } from '../http/json-row.js';
import { Problem } from '../http/problem.js';
import { Requires } from '../http/requires.js';
import { SERVICE } from '../service.token.js';
import { ApiRowWrite, examples, interviewColumns, offerColumns } from './episode-writes.api.js';
import { viewOf } from './episode-view.js';
import { EpisodeQuery } from './episodes.controller.js';
import { sendRow } from './send-row.js';
import type { RowRequest } from './send-row.js';
import { changeAsPerson, readChange } from './change-as-person.js';
import { recordAsPerson } from './record-as-person.js';

interface PartOfRow extends Pick<RowRequest, 'acting' | 'row' | 'sentKey'> {
  readonly id: string;
  readonly authority: string | undefined;
}

/** One episode at a time: for a provider's machine a row of its return, for people of the council what their pages do. */
@Controller('api/v1/episodes')
@ApiTags('Episodes')
@ApiBearerAuth('providerKey')
export class EpisodeWritesController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Post()
  @Requires('episode.record', 'return.send')
  @RouteConfig({ bodyLimit: ROW_BYTES, takesSession: true })
  @ApiCookieAuth('session')
  @ApiOperation({
    summary: 'Send one row of a provider return, or record an episode',
    description:
      'A machine sends the columns of the return format 1; the row is checked, applied and kept like a file of one row. ' +
      'A row with an error is held and answered with 422, its findings and where it is kept. Sent again, it updates its ' +
      'episode. A person of the council records an episode, and refers it to the `provider` named; child and date as there.',
  })
  @ApiBody({ schema: { type: 'object', additionalProperties: true }, examples: examples.row })
  @ApiRowWrite({ isChange: false })
  async record(
    @ActingNow() acting: Acting,
    @Query() { authority }: EpisodeQuery,
    @JsonRow() row: SentRow,
    @IdempotencyKey() sentKey: SentKey | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (acting.who.kind === 'person') {
      const context = acting.to('episode.record');
      return said(reply, await recordAsPerson(this.service, { context, row, sentKey }, reply));
    }
    refuseWholeReturn(row);
    const sent = { acting, authority: given(authority), row, sentKey, view: null } as const;
    return this.send({ ...sent, needsIfMatch: false, makes: ['new'] }, request, reply);
  }

  @Patch(':id')
  @Requires('episode.correct', 'episode.record', 'return.send')
  @RouteConfig({ bodyLimit: ROW_BYTES, takesSession: true })
  @ApiCookieAuth('session')
  @ApiOperation({
    summary: 'Change an episode of your own, or refer one',
    description:
      'A machine gives the columns that change: one that is left out or blank stays, null or `-` clears. It is a row of the ' +
      'same provider_ref, and what else a row needs is read off the record. A person of the council puts `returned_at` ' +
      'right and gives the `reason`; or refers an episode of which nobody was asked, by `provider` and `referred_at`, and ' +
      'is given the `reference` by which the provider answers. Read the episode first: its ETag goes into If-Match.',
  })
  @ApiBody({ schema: { type: 'object', additionalProperties: true }, examples: examples.change })
  @ApiRowWrite({ isChange: true })
  async change(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Query() { authority }: EpisodeQuery,
    @JsonRow() row: SentRow,
    @IdempotencyKey() sentKey: SentKey | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (acting.who.kind === 'person') {
      // Whoever may make neither change is told so, whatever the body says.
      if (acting.find('episode.record') === null) acting.to('episode.correct');
      const [view, change] = [viewOf(acting, id), readChange(row, this.service)];
      const sent = { context: acting.to(change.action), change, sentKey, view };
      return said(reply, await changeAsPerson(this.service, sent, request, reply));
    }
    const sent = { acting, authority: given(authority), row: asChange(row), sentKey, view: viewOf(acting, id) };
    return this.send({ ...sent, needsIfMatch: true, makes: [] }, request, reply);
  }

  @Post(':id/offers')
  @Requires('return.send')
  @RouteConfig({ bodyLimit: ROW_BYTES })
  @ApiOperation({
    summary: 'Say that the interview was offered',
    description: `A row of the same provider_ref with these columns alone: ${offerColumns.join(', ')}. Another offered_at corrects that offer; further attempts go in attempts.`,
  })
  @ApiBody({ schema: { type: 'object', additionalProperties: true }, examples: examples.offer })
  @ApiRowWrite({ isChange: false })
  offer(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Query() { authority }: EpisodeQuery,
    @JsonRow() row: SentRow,
    @IdempotencyKey() sentKey: SentKey | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.sendPart(offerColumns, { acting, id, authority, row, sentKey }, request, reply);
  }

  @Post(':id/interviews')
  @Requires('return.send')
  @RouteConfig({ bodyLimit: ROW_BYTES })
  @ApiOperation({
    summary: 'Say what came of the interview',
    description: `A row of the same provider_ref with these columns alone: ${interviewColumns.join(', ')}.`,
  })
  @ApiBody({ schema: { type: 'object', additionalProperties: true }, examples: examples.interview })
  @ApiRowWrite({ isChange: false })
  interview(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Query() { authority }: EpisodeQuery,
    @JsonRow() row: SentRow,
    @IdempotencyKey() sentKey: SentKey | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.sendPart(interviewColumns, { acting, id, authority, row, sentKey }, request, reply);
  }

  /** A row about one episode with some of the columns alone. */
  private sendPart(
    columns: readonly ColumnName[],
    { id, authority, row, ...sent }: PartOfRow,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const part = { ...sent, authority: given(authority), row: only(row, columns), view: viewOf(sent.acting, id) };
    return this.send({ ...part, needsIfMatch: false, makes: ['new', 'changed'] }, request, reply);
  }

  private async send(sent: RowRequest, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    return said(reply, await sendRow(this.service, sent, request, reply));
  }
}

function said(reply: FastifyReply, { status, location, body }: KeptAnswer): string {
  if (status < 400) reply.header('location', location);
  reply.status(status).type(status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json');
  return body;
}

/** Machines say for whom a row is. */
function given(authority: string | undefined): string {
  if (authority !== undefined) return authority;
  throw new Problem('invalid-request', 'authority must be a GSS code such as E09000029.');
}

function only(row: SentRow, columns: readonly ColumnName[]): SentRow {
  if (columnsBesides(row, columns).length === 0 && Object.keys(row).length > 0) return asChange(row);
  throw new Problem('invalid-request', `Give one or more of these columns and no other: ${columns.join(', ')}.`);
}
