import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiCookieAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OwnAnswer, SentKey } from '#access';
import { acknowledgeAlertIn, alertDocument, readAlertCursor, readAlerts, showAlertCursor } from '#casework';
import type { AlertDocument, CaseworkTransaction, TakingRefusal } from '#casework';
import { PROMISE_DAYS, PROMISE_MOST } from '#domain/alerts';
import type { PromiseWish } from '#domain/alerts';
import { parseInstant } from '#domain/time';
import type { Service } from '#service';
import { acceptable } from '../http/acceptable.js';
import { ActingNow } from '../http/access.guard.js';
import type { Acting } from '../http/acting.js';
import { answerOwnOnce } from '../http/answer-once.js';
import { IdempotencyKey } from '../http/idempotency-key.js';
import { JsonRow, ROW_BYTES } from '../http/json-row.js';
import { Problem, notThere } from '../http/problem.js';
import { Requires } from '../http/requires.js';
import { SERVICE } from '../service.token.js';
import { AcknowledgementAnswer, AcknowledgementBody, AlertsAnswer, AlertsApiQuery } from './alert-answers.js';
import { ApiIdempotencyKey, headerOf, replayed } from './documented-headers.js';
import { ApiProblems } from './problem-responses.js';
import { WorklistApiQuery } from './worklist-api.controller.js';
import { refusal } from './record-as-person.js';

const refusals: Readonly<Record<TakingRefusal, Problem>> = {
  'words-missing': new Problem('invalid-request', 'promise must say what will be done by promisedBy.'),
  'words-too-long': new Problem('invalid-request', `promise must hold at most ${PROMISE_MOST} characters.`),
  'time-missing': new Problem('invalid-request', 'promisedBy must say by when the promise will be kept.'),
  'promise-past': new Problem('invalid-request', 'promisedBy must lie in the future.'),
  'promise-too-late': new Problem('invalid-request', `promisedBy must lie within ${PROMISE_DAYS} days.`),
  ended: new Problem('not-done', 'Nothing more is to be done about this alert, or a later one has taken its place.'),
  'already-acknowledged': new Problem('not-done', 'You have acknowledged this alert with the same words already.'),
};

/** The alerts of which something is still to be done, and taking one on. */
@Controller('api/v1/alerts')
@ApiTags('Alerts')
@ApiCookieAuth('session')
export class AlertsApiController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  @Requires('alert.read')
  @ApiOperation({ summary: 'Open alerts, the oldest first: of each open deadline the last one' })
  @ApiResponse({ status: 200, type: AlertsAnswer })
  @ApiProblems({ 400: 'A parameter is wrong', 401: 'Not signed in', 403: 'Not for this person', 406: 'Only JSON' })
  async list(
    @ActingNow() acting: Acting,
    @Query() { cursor, limit }: AlertsApiQuery,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly alerts: readonly AlertDocument[]; readonly next: string | null }> {
    acceptable(request.headers.accept, ['application/json']);
    const after = cursor === undefined ? null : readAlertCursor(cursor);
    if (cursor !== undefined && after === null)
      throw new Problem('invalid-request', 'cursor must be the next of a page before.');
    const asked = { whose: 'all', after, most: Number(limit ?? 25) } as const;
    const page = await readAlerts(this.service.casework, acting.to('alert.read'), asked);
    return { alerts: page.alerts.map(alertDocument), next: page.next && showAlertCursor(page.next) };
  }

  @Post(':id/acknowledgement')
  @Requires('alert.acknowledge')
  @RouteConfig({ bodyLimit: ROW_BYTES, takesSession: true })
  @ApiOperation({
    summary: 'Take an alert on',
    description:
      'The alert climbs no further. What is promised is a clock: when its time has passed and the deadline is still open, the alert climbs again. Send {} to promise nothing.',
  })
  @ApiIdempotencyKey()
  @ApiBody({ type: AcknowledgementBody })
  @ApiResponse({
    status: 201,
    type: AcknowledgementAnswer,
    headers: { Location: headerOf('The alerts'), ...replayed },
  })
  @ApiProblems({
    400: 'A parameter, the body or the Idempotency-Key is missing or wrong',
    401: 'Not signed in, or not from our own pages',
    403: 'Not for this person',
    404: 'No alert of yours',
    409: 'Nothing more is to be done, it was said before, or the same request is being worked on',
    413: 'More than 256 KB',
    415: 'Not JSON',
    422: 'The Idempotency-Key was used for another request',
  })
  async acknowledge(
    @ActingNow() acting: Acting,
    @Param('id') id: string,
    @Query() _: WorklistApiQuery,
    @JsonRow() body: Readonly<Record<string, unknown>>,
    @IdempotencyKey() sentKey: SentKey | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const context = acting.to('alert.acknowledge');
    const wish = readWish(body);
    const write = async (transaction: CaseworkTransaction): Promise<OwnAnswer> => {
      const { opened } = await acknowledgeAlertIn(transaction, id, wish);
      // Why a restricted record is opened has to be said first, which only a page asks.
      if (opened.kind !== 'opened') return refusal(notThere());
      if (opened.value.kind === 'refused') return refusal(refusals[opened.value.because]);
      const { state, episodeId } = opened.value.value;
      if (state.kind !== 'acknowledged') throw new Error('An alert that was taken on is not acknowledged.');
      const { at, promisedBy } = state.acknowledgement;
      const answer = { alert: id.toLowerCase(), state: state.kind, acknowledgedAt: at.toString() };
      return {
        ...{ status: 201, location: `/api/v1/alerts?authority=${context.authority}`, episodeId },
        body: JSON.stringify({ ...answer, promisedBy: promisedBy?.toString() ?? null }),
      };
    };
    const { status, location, body: said } = await answerOwnOnce(this.service, context, sentKey, write, reply);
    if (status < 400) reply.header('location', location);
    reply.status(status).type(status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json');
    return said;
  }
}

const ONLY = 'Send { "promise": "…", "promisedBy": "2025-10-08T12:00:00Z" }, or {} to promise nothing.';

/** Reads what is promised; fails where the body says anything else. */
function readWish(body: Readonly<Record<string, unknown>>): PromiseWish {
  const { promise: words = '', promisedBy, ...more } = body;
  if (typeof words !== 'string' || words.includes('\0') || Object.keys(more).length > 0)
    throw new Problem('invalid-request', ONLY);
  if (promisedBy === undefined || promisedBy === null) return { words, by: null };
  if (typeof promisedBy !== 'string') throw new Problem('invalid-request', ONLY);
  try {
    return { words, by: parseInstant(promisedBy) };
  } catch {
    throw new Problem(
      'invalid-request',
      'promisedBy must be an instant with its offset, such as 2025-10-08T12:00:00Z.',
    );
  }
}
