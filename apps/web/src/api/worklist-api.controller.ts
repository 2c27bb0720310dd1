import { Controller, Get, Inject, Query, Req } from '@nestjs/common';
import { ApiCookieAuth, ApiOperation, ApiPropertyOptional, ApiResponse, ApiTags } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { readWorklist, unrecordedDocument, worklistDocument } from '#casework';
import type { NamedWorklistItem } from '#casework';
import type { Service } from '#service';
import { acceptable } from '../http/acceptable.js';
import { ActingNow } from '../http/access.guard.js';
import type { Acting } from '../http/acting.js';
import { Requires } from '../http/requires.js';
import { SERVICE } from '../service.token.js';
import { WorklistAnswer } from './worklist-answers.js';
import { ApiProblems } from './problem-responses.js';

/** A line as programs read it: the same as on the command line. */
interface WorklistLine extends Pick<NamedWorklistItem, 'ref' | 'child' | 'kind' | 'state' | 'minutesLeft' | 'isOpen'> {
  readonly dueAt: string | null;
  readonly provider: string | null;
}

type UnrecordedLine = ReturnType<typeof unrecordedDocument>;

/** The council of the worklist; the person's first one, unless given. */
export class WorklistApiQuery {
  @ApiPropertyOptional({ description: 'GSS code of the authority.', example: 'E09000029' })
  @IsOptional()
  @Matches(/^[A-Z]\d{8}$/, { message: 'authority must be a GSS code such as E09000029' })
  authority?: string;
}

@Controller('api/v1/worklist')
@Requires('worklist.read')
@ApiTags('Worklist')
@ApiCookieAuth('session')
export class WorklistApiController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  @ApiOperation({ summary: 'What has to be acted on, by the time left; what is settled stands last' })
  @ApiResponse({ status: 200, type: WorklistAnswer })
  @ApiProblems({ 401: 'Not signed in', 403: 'Not for this person', 406: 'Only JSON' })
  async show(
    @ActingNow() acting: Acting,
    @Query() _: WorklistApiQuery,
    @Req() request: FastifyRequest,
  ): Promise<{ at: string; items: readonly WorklistLine[]; unrecorded: readonly UnrecordedLine[] }> {
    acceptable(request.headers.accept, ['application/json']);
    const { at, items, unrecorded } = await readWorklist(this.service.database, acting.to('worklist.read'), null);
    return { at: at.toString(), items: items.map(worklistDocument), unrecorded: unrecorded.map(unrecordedDocument) };
  }
}
