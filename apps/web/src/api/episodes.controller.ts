import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiOperation, ApiPropertyOptional, ApiResponse, ApiTags } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Service } from '#service';
import { acceptable } from '../http/acceptable.js';
import { ActingNow } from '../http/access.guard.js';
import type { Acting } from '../http/acting.js';
import { Requires } from '../http/requires.js';
import { SERVICE } from '../service.token.js';
import { EpisodeAnswer } from './episode-answers.js';
import { readView, tagOf, viewOf } from './episode-view.js';
import { ApiProblems } from './problem-responses.js';

/** The council whose episode it is; a person's first one, unless given. */
export class EpisodeQuery {
  @ApiPropertyOptional({ description: 'GSS code of the authority. Machines have to give it.', example: 'E09000029' })
  @IsOptional()
  @Matches(/^[A-Z]\d{8}$/, { message: 'authority must be a GSS code such as E09000029' })
  authority?: string;
}

@Controller('api/v1/episodes')
@Requires('child.read', 'return.read')
@ApiTags('Episodes')
@ApiCookieAuth('session')
@ApiBearerAuth('providerKey')
export class EpisodesController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get(':id')
  @ApiOperation({
    summary: 'One missing episode',
    description:
      'People see it as far as they see the child; a machine sees those of its provider, without who the child is. ' +
      'Of a restricted record nothing is told here; its page asks first why it is opened.',
  })
  @ApiResponse({ status: 200, type: EpisodeAnswer, headers: { ETag: { schema: { type: 'string' } } } })
  @ApiResponse({ status: 304, description: 'As the ETag in If-None-Match' })
  @ApiProblems({
    400: 'A parameter is missing or wrong',
    401: 'Not signed in, and no valid key',
    403: 'Not for this person or key',
    404: 'No episode of yours',
    406: 'Only JSON',
  })
  async show(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Query() _: EpisodeQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    acceptable(request.headers.accept, ['application/json']);
    const episode = await readView(this.service, viewOf(acting, id));
    const tag = tagOf(episode);
    reply.header('etag', tag);
    if (request.headers['if-none-match'] === tag) {
      reply.status(304);
      return '';
    }
    reply.type('application/json; charset=utf-8');
    return JSON.stringify(episode);
  }
}
