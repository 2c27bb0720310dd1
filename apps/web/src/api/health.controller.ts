import { Controller, Get, Header, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Service } from '#service';
import { CLOCK } from '../clock.js';
import type { Clock } from '../clock.js';
import { SERVICE } from '../service.token.js';
import { METRICS_TYPE, readBehind, readMetrics, showMetrics } from './metrics.js';
import type { Behind } from './metrics.js';
import { isNearby } from '../http/guard-metrics.js';
import { OpenToAll } from '../http/requires.js';
import { within } from './within.js';

const ANSWER_WITHIN_MS = 3_000;

interface Readiness extends Partial<Behind> {
  readonly status: string;
}

/** For whatever runs the service: whether it lives, whether it can work, and how far behind it is. */
@Controller()
@OpenToAll()
@ApiExcludeController()
export class HealthController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('health/live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  /**
   * Ready is who reaches the database. Without the queue the service goes on: the sweep finds what is due. Who asks from
   * nearby is also told how far behind the service is; strangers are not.
   */
  @Get('health/ready')
  async ready(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const asked = isNearby(request) ? readBehind(this.service, this.clock()) : this.askDatabase();
    const behind = await within(ANSWER_WITHIN_MS, asked).catch(() => null);
    reply.status(behind === null ? 503 : 200);
    return behind === null ? { status: 'the database does not answer' } : { status: 'ok', ...behind };
  }

  private async askDatabase(): Promise<Partial<Behind>> {
    await this.service.database.query('SELECT');
    return {};
  }

  @Get('metrics')
  @Header('content-type', METRICS_TYPE)
  async metrics(): Promise<string> {
    return showMetrics(await readMetrics(this.service, this.clock()));
  }
}
