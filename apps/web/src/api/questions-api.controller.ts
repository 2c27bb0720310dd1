import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { KeptAnswer, SentKey } from '#access';
import {
  answerQuestion,
  listOpenQuestions,
  questionDocument,
  readQuestion,
  readQuestionCursor,
  showQuestionCursor,
} from '#casework';
import type { OpenedQuestion, QuestionDocument, QuestionThread } from '#casework';
import type { AnswerRefusal } from '#domain/questions';
import { WORDS_MOST } from '#domain/questions';
import type { Service } from '#service';
import { ActingNow } from '../http/access.guard.js';
import type { Acting } from '../http/acting.js';
import { answerOnce } from '../http/answer-once.js';
import { IdempotencyKey } from '../http/idempotency-key.js';
import { LONGEST_TEXT, jsonBytesOf, readFields, textField } from '../http/json-body.js';
import { Problem } from '../http/problem.js';
import { Requires } from '../http/requires.js';
import { SERVICE } from '../service.token.js';
import { ApiIdempotencyKey, headerOf, replayed } from './documented-headers.js';
import { ApiProblems } from './problem-responses.js';
import { AuthorityQuery } from './provider-return.query.js';
import { AnswerBody, QuestionAnswer, QuestionsAnswer, QuestionsApiQuery } from './question-answers.js';

const refusals: Readonly<Record<AnswerRefusal, Problem>> = {
  'words-missing': new Problem('invalid-request', 'words must hold an answer.'),
  'words-too-long': new Problem('invalid-request', `words must hold at most ${WORDS_MOST} characters.`),
  'question-closed': new Problem('not-done', 'The council has closed this question; it takes no answer any more.'),
};

/** What the council asks about rows of a provider's returns, for the provider's machine. */
@Controller('api/v1/questions')
@ApiTags('Questions')
@ApiBearerAuth('providerKey')
export class QuestionsApiController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  @Requires('question.fetch')
  @ApiOperation({ summary: 'Your open questions, the one whose answer is wanted first at the head' })
  @ApiResponse({ status: 200, type: QuestionsAnswer })
  @ApiProblems({ 400: 'A parameter is missing or wrong', 401: 'No valid key', 403: 'The key lacks returns:read' })
  async list(
    @Query() { cursor, limit }: QuestionsApiQuery,
    @ActingNow() acting: Acting,
  ): Promise<{ readonly questions: readonly QuestionDocument[]; readonly next: string | null }> {
    const after = cursor === undefined ? null : readQuestionCursor(cursor);
    if (cursor !== undefined && after === null)
      throw new Problem('invalid-request', 'cursor must be the next of a page before.');
    const page = await listOpenQuestions(
      this.service.database,
      acting.to('question.fetch'),
      after,
      Number(limit ?? 25),
    );
    return {
      questions: page.questions.map(questionDocument),
      next: page.next && showQuestionCursor(page.next),
    };
  }

  @Get(':id')
  @Requires('question.fetch')
  @ApiOperation({ summary: 'One question with its thread' })
  @ApiResponse({ status: 200, type: QuestionAnswer })
  @ApiProblems({ 400: 'A parameter is missing or wrong', 401: 'No valid key', 404: 'No question of yours' })
  async show(
    @Param('id') id: string,
    @Query() _: AuthorityQuery,
    @ActingNow() acting: Acting,
  ): Promise<QuestionDocument> {
    const found = opened(await readQuestion(this.service.database, acting.to('question.fetch'), id));
    return questionDocument(found.thread);
  }

  @Post(':id/answers')
  @Requires('question.reply')
  @ApiOperation({
    summary: 'Answer a question',
    description: 'A row that is put right is sent with a return as ever: the thread says so by itself.',
  })
  @ApiIdempotencyKey()
  @ApiBody({ type: AnswerBody })
  @ApiResponse({
    status: 201,
    type: QuestionAnswer,
    headers: { Location: headerOf('The question'), ...replayed },
  })
  @ApiProblems({
    400: 'A parameter, the body or the Idempotency-Key is missing or wrong',
    401: 'No valid key',
    403: 'The key lacks returns:send',
    404: 'No question of yours',
    409: 'The question is closed',
    415: 'Not JSON',
    422: 'The Idempotency-Key was used for another request',
  })
  async answer(
    @Param('id') id: string,
    @Query() { authority }: AuthorityQuery,
    @IdempotencyKey() sentKey: SentKey | null,
    @ActingNow() acting: Acting,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const [context, words] = [acting.to('question.reply'), wordsOf(request)];
    const work = {
      of: 'question',
      write: async (onKept) => {
        const answers: KeptAnswer[] = [];
        const { opened: became } = await answerQuestion(this.service.casework, context, { id, words }, (tx, thread) => {
          const answer = answerOf(authority, thread);
          answers.push(answer);
          return onKept(tx, thread.id, answer);
        });
        if (became.kind !== 'opened') throw notYours();
        if (became.value.kind === 'refused') throw refusals[became.value.because];
        const [kept] = answers;
        if (!kept) throw new Error('An answer was kept without its thread.');
        return kept;
      },
      answerAgain: () => Promise.resolve(null),
    } satisfies Parameters<typeof answerOnce>[3];
    const answer = await answerOnce(this.service, context, sentKey, work, reply);
    reply.status(answer.status).header('location', answer.location).type('application/json; charset=utf-8');
    return answer.body;
  }
}

function answerOf(authority: string, thread: QuestionThread): KeptAnswer {
  return {
    status: 201,
    location: `/api/v1/questions/${thread.id}?authority=${authority}`,
    body: JSON.stringify(questionDocument(thread)),
  };
}

function opened<Value>({ opened: found }: OpenedQuestion<Value>): Value {
  if (found.kind !== 'opened') throw notYours();
  return found.value;
}

function notYours(): Problem {
  return new Problem('not-found', 'There is no such question to you for that authority.');
}

/** The words of a body; a body that is none is refused. */
function wordsOf(request: FastifyRequest): string {
  const bytes = jsonBytesOf(request, 'Send the answer as application/json.');
  return textField(readFields(bytes, ['words']), 'words', LONGEST_TEXT);
}
