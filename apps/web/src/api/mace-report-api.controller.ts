import { createHash } from 'node:crypto';
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiCookieAuth, ApiOperation, ApiParam, ApiProduces, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { reportAudiences } from '#domain/reports';
import { obtainMaceReport, renderMaceReportHtml } from '#reports';
import type { Service } from '#service';
import { CLOCK } from '../clock.js';
import type { Clock } from '../clock.js';
import { acceptable } from '../http/acceptable.js';
import { ActingNow } from '../http/access.guard.js';
import type { Acting } from '../http/acting.js';
import { MaceReportMonth, MaceReportQuery } from '../http/mace-report.query.js';
import { actionOfAudience, readAudience, readCutOff, readMonth, takesAnyCutOff } from '../http/read-report-request.js';
import { Requires } from '../http/requires.js';
import { SERVICE } from '../service.token.js';
import { ApiProblems } from './problem-responses.js';

const types = ['application/json', 'text/html'] as const;

@Controller('api/v1/reports/mace')
@Requires('report.mace.read', 'report.operational.read', 'report.board.read')
@ApiTags('Reports')
@ApiCookieAuth('session')
export class MaceReportApiController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':month')
  @ApiOperation({
    summary: 'The report to the multi-agency child exploitation panel',
    description:
      'The same authority, month, audience and cut-off give the same bytes. Without a cut-off: now; for the board the report that was made last, whatever its cut-off. Small counts are hidden from the board.',
  })
  @ApiProduces(...types)
  @ApiParam({ name: 'month', example: '2025-10' })
  @ApiQuery({ name: 'authority', required: false, example: 'E09000029' })
  @ApiQuery({ name: 'audience', required: false, enum: reportAudiences })
  @ApiQuery({ name: 'cutOff', required: false, example: '2025-11-03T09:00:00Z' })
  @ApiResponse({ status: 200, schema: { type: 'object' }, description: 'By its own JSON Schema, format 1.' })
  @ApiProblems({
    400: 'A parameter is wrong',
    401: 'Not signed in',
    403: 'Not for this person',
    404: 'The month has not begun',
    406: 'Neither JSON nor HTML',
    422: 'A cut-off that lies ahead, or a report for the board that cannot be made: not proved, or of a month that is not over',
  })
  async show(
    @ActingNow() acting: Acting,
    @Param() params: MaceReportMonth,
    @Query() query: MaceReportQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const type = acceptable(request.headers.accept, types);
    const month = readMonth(params.month, this.clock());
    const audience = readAudience(acting, query.audience);
    const context = acting.to(actionOfAudience(audience));
    const stored = await obtainMaceReport(this.service.database, this.service.lists, context, {
      first: month,
      last: month,
      audience,
      cutOff: readCutOff(query.cutOff),
      rebuild: false,
      anyCutOff: takesAnyCutOff(audience, query.cutOff),
    });
    reply.header('content-type', `${type}; charset=utf-8`).header('vary', 'accept');
    if (type === 'application/json') return stored.json;
    const html = renderMaceReportHtml(stored.report);
    reply.header('content-security-policy', policyFor(html));
    return html;
  }
}

/** The document stands alone, so its one style sheet is in it: exactly that one is let through. */
function policyFor(html: string): string {
  const style = /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}
