import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { keyName } from '#access';
import type { SentKey } from '#access';
import type { Service } from '#service';
import type { SubmissionResult } from '#submissions';
import { ActingNow } from '../http/access.guard.js';
import type { Acting } from '../http/acting.js';
import { IdempotencyKey } from '../http/idempotency-key.js';
import { Problem } from '../http/problem.js';
import { Requires } from '../http/requires.js';
import { returnTypes } from '../http/return-types.js';
import { SERVICE } from '../service.token.js';
import { ApiIdempotencyKey, headerOf, replayed } from './documented-headers.js';
import { ApiProblems } from './problem-responses.js';
import { AuthorityQuery, ProviderReturnQuery } from './provider-return.query.js';
import { FindingsAnswer, SubmissionAnswer } from './return-answers.js';
import { ReturnBody } from './return-body.js';
import type { SentReturn } from './return-body.js';
import { ASK_AGAIN_SECONDS, prefersAsync, takeReturn } from './take-return.js';

/** A little more than the 20 MB of the format, so that the return's own check tells the size. */
const RETURN_BYTES = 21 * 1024 * 1024;

const location = { Location: headerOf('Where to ask what became of it') };
const retryAfter = { 'Retry-After': headerOf('In how many seconds to ask again, as long as it is not applied') };

@Controller('api/v1/provider-returns')
@ApiTags('Provider returns')
@ApiBearerAuth('providerKey')
export class ProviderReturnsController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Post()
  @Requires('return.send')
  @RouteConfig({ bodyLimit: RETURN_BYTES })
  @ApiOperation({
    summary: 'Send a provider return, format 1',
    description:
      'Rows with an error are held and told in the findings; all others go in. Sent again, nothing changes. ' +
      'With an Idempotency-Key the same request is given the same answer for seven days; a refusal uses no key up.',
  })
  @ApiIdempotencyKey()
  @ApiHeader({
    name: 'Prefer',
    required: false,
    description: '`respond-async`: the answer is 202 as soon as the return is kept, however small it is.',
  })
  @ApiConsumes(...returnTypes.keys())
  @ApiBody({
    schema: {},
    description:
      'The return: `{ "format": 1, "period": "YYYY-MM", "rows": [] }`, CSV, or a workbook with a sheet Returns.',
  })
  @ApiResponse({ status: 201, type: SubmissionAnswer, headers: { ...location, ...replayed } })
  @ApiResponse({
    status: 202,
    type: SubmissionAnswer,
    description: 'Kept, and applied in the background: above 2,000 rows or 1 MB, or where that was preferred.',
    headers: { ...location, ...replayed, ...retryAfter },
  })
  @ApiProblems({
    400: 'A parameter or the Idempotency-Key is missing or wrong',
    401: 'No valid key',
    403: 'No contract with that authority',
    409: 'The same request is being worked on',
    413: 'More than 20 MB or 20,000 rows',
    415: 'Not JSON, CSV or a workbook that can be read',
    422: 'The file cannot be read, or disagrees with its address; or the Idempotency-Key was used for another request',
  })
  async receive(
    @Query() { authority, period }: ProviderReturnQuery,
    @ReturnBody() sent: SentReturn,
    @IdempotencyKey() sentKey: SentKey | null,
    @ActingNow() acting: Acting,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const received = {
      ...sent,
      authority,
      providerCode: acting.key.providerCode,
      period: period ?? null,
      at: null,
      actorName: keyName(acting.key),
      personId: null,
      requestId: request.id,
    };
    const isAsync = prefersAsync(request.headers['prefer']);
    const answer = await takeReturn(this.service, acting.to('return.send'), { received, isAsync, sentKey }, reply);
    reply.status(answer.status).header('location', answer.location).type('application/json; charset=utf-8');
    if (answer.status === 202) {
      reply.header('retry-after', ASK_AGAIN_SECONDS);
      if (isAsync) reply.header('preference-applied', 'respond-async');
    }
    return answer.body;
  }

  @Get(':id')
  @Requires('return.read')
  @ApiOperation({
    summary: 'What became of a submission of your own',
    description: 'Before its state is `applied` it says how many rows are done, and Retry-After when to ask again.',
  })
  @ApiResponse({ status: 200, type: SubmissionAnswer, headers: retryAfter })
  @ApiProblems({ 400: 'A parameter is missing or wrong', 401: 'No valid key', 404: 'No submission of yours' })
  async show(
    @Param('id') id: string,
    @Query() _: AuthorityQuery,
    @ActingNow() acting: Acting,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SubmissionResult> {
    const found = isUUID(id) ? await this.service.returns.find(acting.to('return.read'), id, 'sender') : null;
    if (!found) throw new Problem('not-found', 'There is no such submission of yours for that authority.');
    if (found.state !== 'applied') reply.header('retry-after', ASK_AGAIN_SECONDS);
    return found;
  }

  @Get(':id/findings')
  @Requires('return.read')
  @ApiOperation({ summary: 'The findings of a submission of your own' })
  @ApiResponse({ status: 200, type: FindingsAnswer })
  @ApiProblems({ 400: 'A parameter is missing or wrong', 401: 'No valid key', 404: 'No submission of yours' })
  async showFindings(
    @Param('id') id: string,
    @Query() query: AuthorityQuery,
    @ActingNow() acting: Acting,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Pick<SubmissionResult, 'findings'>> {
    const { findings } = await this.show(id, query, acting, reply);
    return { findings };
  }
}
