import { Inject, Injectable, Logger, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { CHECK_DEADLINE, checkEpisode } from '#casework';
import { faultForLog } from '#platform';
import type { Service } from '#service';
import { startJobWorker } from './job-worker.js';
import type { ArrivedJob, JobWorker } from './job-worker.js';
import { Sweeper } from './sweeper.js';
import type { SweepOutcome } from './sweeper.js';

export const SERVICE = Symbol('SERVICE');
export const SWEEP_EVERY_MS = Symbol('SWEEP_EVERY_MS');

/** Wakes when a deadline's next step comes, and sweeps for whatever a lost job left. */
@Injectable()
export class DeadlineWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('worker');
  private readonly sweeper: Sweeper;
  private jobs: JobWorker | null = null;

  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(SWEEP_EVERY_MS) everyMs: number,
  ) {
    this.sweeper = new Sweeper(service, everyMs, this.tellSwept, this.report);
  }

  onApplicationBootstrap(): void {
    this.jobs = startJobWorker(
      this.service.queueConnection,
      (job) => this.take(job),
      (error) => this.report('queue', error),
    );
    this.sweeper.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.jobs?.close();
    await this.sweeper.stop();
    await this.service.close();
  }

  /** A job carries ids only; the facts are read anew, so a job that comes twice or too late does no harm. */
  private async take({ name, data }: ArrivedJob): Promise<void> {
    const { authority, episodeId } = data;
    if (name !== CHECK_DEADLINE || authority === undefined || episodeId === undefined) return;
    const swept = await checkEpisode(this.service.casework, authority, episodeId, 'worker');
    this.logger.log({ event: 'checked', episodeId, ...swept });
  }

  private readonly tellSwept = (swept: SweepOutcome): void => {
    if (swept.checked + swept.resumed + swept.daily > 0) this.logger.log({ event: 'swept', ...swept });
  };

  private readonly report = (event: string, error: unknown): void => {
    this.logger.error({ event, ...faultForLog(error) });
  };
}

@Module({})
export class WorkerModule {
  /** The worker on an open service, which it closes when it ends. */
  static for(service: Service, sweepEveryMs: number): DynamicModule {
    return {
      module: WorkerModule,
      providers: [
        { provide: SERVICE, useValue: service },
        { provide: SWEEP_EVERY_MS, useValue: sweepEveryMs },
        DeadlineWatch,
      ],
    };
  }
}
