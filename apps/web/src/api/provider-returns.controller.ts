import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { keyName } from '#access';
import type { Service } from '#service';
import type { SubmissionResult } from '#submissions';
import { ActingNow } from '../http/access.guard.js';
import type { Acting } from '../http/acting.js';
import { Problem } from '../http/problem.js';
import { Requires } from '../http/requires.js';
import { returnTypes } from '../http/return-types.js';
import { SERVICE } from '../service.token.js';
import { FindingsAnswer, SubmissionAnswer } from './answers.js';
import { ApiProblems } from './problem-responses.js';
import { AuthorityQuery, ProviderReturnQuery } from './provider-return.query.js';
import { ReturnBody } from './return-body.js';
import type { SentReturn } from './return-body.js';

/** A little more than the 20 MB of the format, so that the return's own check tells the size. */
const RETURN_BYTES = 21 * 1024 * 1024;

@Controller('api/v1/provider-returns')
@ApiTags('Provider returns')
@ApiBearerAuth('providerKey')
export class ProviderReturnsController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Post()
  @Requires('return.send')
  @RouteConfig({ bodyLimit: RETURN_BYTES })
  @HttpCode(201)
  @ApiOperation({
    summary: 'Send a provider return, format 1',
    description: 'Rows with an error are held and told in the findings; all others go in. Sent again, nothing changes.',
  })
  @ApiConsumes(...returnTypes.keys())
  @ApiBody({
    schema: {},
    description:
      'The return: `{ "format": 1, "period": "YYYY-MM", "rows": [] }`, CSV, or a workbook with a sheet Returns.',
  })
  @ApiResponse({ status: 201, type: SubmissionAnswer })
  @ApiProblems({
    400: 'A parameter is missing or wrong',
    401: 'No valid key',
    403: 'No contract with that authority',
    413: 'More than 20 MB or 20,000 rows',
    415: 'Not JSON, CSV or a workbook that can be read',
    422: 'The file cannot be read, or disagrees with its address',
  })
  async receive(
    @Query() { authority, period }: ProviderReturnQuery,
    @ReturnBody() sent: SentReturn,
    @ActingNow() acting: Acting,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SubmissionResult> {
    const result = await this.service.returns.receive({
      ...sent,
      authority,
      providerCode: acting.key.providerCode,
      period: period ?? null,
      at: null,
      actorName: keyName(acting.key),
      personId: null,
      requestId: request.id,
    });
    reply.header('location', `/api/v1/provider-returns/${result.submission}?authority=${authority}`);
    return result;
  }

  @Get(':id')
  @Requires('return.read')
  @ApiOperation({ summary: 'What became of a submission of your own' })
  @ApiResponse({ status: 200, type: SubmissionAnswer })
  @ApiProblems({ 400: 'A parameter is missing or wrong', 401: 'No valid key', 404: 'No submission of yours' })
  async show(
    @Param('id') id: string,
    @Query() _: AuthorityQuery,
    @ActingNow() acting: Acting,
  ): Promise<SubmissionResult> {
    const found = isUUID(id) ? await this.service.returns.find(acting.to('return.read'), id) : null;
    if (!found) throw new Problem('not-found', 'There is no such submission of yours for that authority.');
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
  ): Promise<Pick<SubmissionResult, 'findings'>> {
    const { findings } = await this.show(id, query, acting);
    return { findings };
  }
}
