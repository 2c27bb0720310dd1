import { createHash } from 'node:crypto';
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiCookieAuth, ApiOperation, ApiPropertyOptional, ApiResponse, ApiTags } from '@nestjs/swagger';
import { IsOptional, Matches, isUUID } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readEpisode } from '#casework';
import type { Service } from '#service';
import { acceptable } from '../http/acceptable.js';
import { ActingNow } from '../http/access.guard.js';
import type { Acting } from '../http/acting.js';
import { Problem } from '../http/problem.js';
import { Requires } from '../http/requires.js';
import { SERVICE } from '../service.token.js';
import { EpisodeAnswer } from './answers.js';
import { ApiProblems } from './problem-responses.js';

/** The council whose episode it is; the person's first one, unless given. */
export class EpisodeQuery {
  @ApiPropertyOptional({ description: 'GSS code of the authority.', example: 'E09000029' })
  @IsOptional()
  @Matches(/^[A-Z]\d{8}$/, { message: 'authority must be a GSS code such as E09000029' })
  authority?: string;
}

@Controller('api/v1/episodes')
@Requires('child.read')
@ApiTags('Episodes')
@ApiCookieAuth('session')
export class EpisodesController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get(':id')
  @ApiOperation({
    summary: 'One missing episode',
    description: 'Of a restricted record nothing is told here; its page asks first why it is opened.',
  })
  @ApiResponse({ status: 200, type: EpisodeAnswer, headers: { ETag: { schema: { type: 'string' } } } })
  @ApiResponse({ status: 304, description: 'As the ETag in If-None-Match' })
  @ApiProblems({ 401: 'Not signed in', 403: 'Not for this person', 404: 'No episode of yours', 406: 'Only JSON' })
  async show(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Query() _: EpisodeQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    acceptable(request.headers.accept, ['application/json']);
    const context = acting.to('child.read');
    const episode = isUUID(id) ? await readEpisode(this.service.database, context, id.toLowerCase()) : null;
    if (!episode) throw new Problem('not-found', 'There is no such episode of yours.');
    const body = JSON.stringify(episode);
    const tag = tagOf(body);
    reply.header('etag', tag);
    if (request.headers['if-none-match'] === tag) {
      reply.status(304);
      return '';
    }
    reply.type('application/json; charset=utf-8');
    return body;
  }
}

/** Of what is shown alone, so that a change of what somebody may not see does not show either. */
function tagOf(body: string): string {
  return `"${createHash('sha256').update(body).digest('base64url')}"`;
}
