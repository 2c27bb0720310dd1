import { Controller, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import type { KeptAnswer, SentKey } from '#access';
import type { Service } from '#service';
import { LONGEST_CONFIRMATION } from '#submissions';
import type { AnsweredReturn, ReturnAnswer } from '#submissions';
import { ActingNow } from '../http/access.guard.js';
import type { Acting } from '../http/acting.js';
import { answerOnce } from '../http/answer-once.js';
import { IdempotencyKey } from '../http/idempotency-key.js';
import { Problem } from '../http/problem.js';
import { Requires } from '../http/requires.js';
import { SERVICE } from '../service.token.js';
import { wordsOfAnswerFault } from './answer-words.js';
import { AnsweredSubmissionAnswer } from './return-answers.js';
import { ConfirmationsBody } from './confirmations-body.js';
import { ApiIdempotencyKey } from './documented-headers.js';
import { ApiProblems } from './problem-responses.js';
import { AuthorityQuery } from './provider-return.query.js';

const CONFIRMATIONS_BYTES = 2 * 1024 * 1024;
const rowList = { type: 'array', items: { type: 'integer' } } as const;

@Controller('api/v1/provider-returns')
@ApiTags('Provider returns')
@ApiBearerAuth('providerKey')
export class ConfirmationsController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Post(':id/confirmations')
  @HttpCode(200)
  @Requires('return.send')
  @RouteConfig({ bodyLimit: CONFIRMATIONS_BYTES })
  @ApiOperation({
    summary: 'Confirm or withdraw changes of a submission of your own, and confirm warnings',
    description:
      'Rows that are confirmed are applied, all or none. A row of which you told something else meanwhile is not: it is ' +
      'named in `shownAnew`, with its differences as they are now. Warnings are confirmed with a reason.',
  })
  @ApiIdempotencyKey()
  @ApiBody({
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: {
        rows: { ...rowList, description: 'Rows whose change you confirm.' },
        withdraw: { ...rowList, description: 'Rows whose change you take back: they stay held.' },
        findings: {
          type: 'array',
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['row', 'code', 'column', 'reason'],
            properties: {
              row: { type: 'integer' },
              code: { type: 'string', example: 'PR-163' },
              column: { type: 'string' },
              reason: { type: 'string', minLength: 1, maxLength: LONGEST_CONFIRMATION },
            },
          },
        },
      },
    },
  })
  @ApiResponse({ status: 200, type: AnsweredSubmissionAnswer })
  @ApiProblems({
    400: 'A parameter, the body or the Idempotency-Key is missing or wrong',
    401: 'No valid key',
    403: 'The key does not both send and read returns',
    404: 'No submission of yours',
    409: 'The return is still being applied, or the same request is being worked on',
    422: 'A row or a warning cannot be confirmed; or the Idempotency-Key was used for another request',
  })
  async confirm(
    @Param('id') id: string,
    @Query() { authority }: AuthorityQuery,
    @IdempotencyKey() sentKey: SentKey | null,
    @ConfirmationsBody() answer: ReturnAnswer,
    @ActingNow() acting: Acting,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (!isUUID(id)) throw notYours();
    // Nobody confirms what they cannot read: the key needs both scopes.
    const context = acting.to('return.read');
    const kept = await answerOnce(
      this.service,
      context,
      sentKey,
      {
        of: 'submission',
        write: async (onKept) => {
          const answered = await this.service.returns.answer(context, id, answer, (tx, done) =>
            onKept(tx, id, answerOf(authority, done)),
          );
          if (answered.kind === 'no-such-submission') throw notYours();
          if (answered.kind === 'done') return answerOf(authority, answered);
          const isTooEarly = answered.faults.some(({ kind }) => kind === 'not-applied-yet');
          throw new Problem(
            isTooEarly ? 'not-done' : 'not-confirmable',
            answered.faults.slice(0, 10).map(wordsOfAnswerFault).join(' '),
          );
        },
        // The answer is kept with what it answers, so that there is always one.
        answerAgain: () => Promise.resolve(null),
      },
      reply,
    );
    reply.type('application/json; charset=utf-8');
    return kept.body;
  }
}

function notYours(): Problem {
  return new Problem('not-found', 'There is no such submission of yours for that authority.');
}

function answerOf(authority: string, { result, shownAnew }: AnsweredReturn): KeptAnswer {
  return {
    status: 200,
    location: `/api/v1/provider-returns/${result.submission}?authority=${authority}`,
    body: JSON.stringify({ ...result, shownAnew }),
  };
}
