import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { instantOf } from '#domain/time';
import type { Service } from '#service';
import { SERVICE } from '../service.token.js';
import { METRICS_TYPE, readMetrics, showMetrics } from './metrics.js';
import { OpenToAll } from '../http/requires.js';
import { within } from './within.js';

const ANSWER_WITHIN_MS = 3_000;

/** For whatever runs the service: whether it lives, whether it can work, and how far behind it is. */
@Controller()
@OpenToAll()
@ApiExcludeController()
export class HealthController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get('health/live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** Ready is who reaches the database. Without the queue the service goes on: the sweep finds what is due. */
  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string }> {
    const isReady = await within(ANSWER_WITHIN_MS, this.service.database.query('SELECT')).then(
      () => true,
      () => false,
    );
    reply.status(isReady ? 200 : 503);
    return { status: isReady ? 'ok' : 'the database does not answer' };
  }

  @Get('metrics')
  @Header('content-type', METRICS_TYPE)
  async metrics(): Promise<string> {
    return showMetrics(await readMetrics(this.service, instantOf(new Date())));
  }
}
