import { Inject, Injectable, Logger, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { sealEverything } from '#access';
import { CHECK_DEADLINE, CLIMB_ALERTS, DELIVER_MESSAGES, checkEpisode, climbAlerts } from '#casework';
import type { AuthorityCode } from '#domain/kernel';
import { deliverDue } from '#messages';
import { databaseNow, listAuthorities } from '#persistence';
import { faultForLog } from '#platform';
import type { Service } from '#service';
import { APPLY_SUBMISSION } from '#submissions';
import { startJobWorker } from './job-worker.js';
import type { ArrivedJob, JobWorker } from './job-worker.js';
import { Repeated } from './repeated.js';
import { sweepOnce } from './sweeper.js';
import { tellLeadWorkers } from './tell-lead-workers.js';

export const SERVICE = Symbol('SERVICE');
export const SWEEP_EVERY_MS = Symbol('SWEEP_EVERY_MS');
const SEAL_EVERY_MS = 60_000;
const TELL_EVERY_MS = 3_600_000;

/** Wakes when a deadline's next step comes or a return is left to it, sweeps for whatever a lost job left, and does what comes round by the clock. */
@Injectable()
export class DeadlineWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('worker');
  /** A round of its own, because a slow mail server must not keep a deadline from being raised. */
  private readonly delivery: Repeated;
  private readonly rounds: readonly Repeated[];
  private jobs: JobWorker | null = null;

  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(SWEEP_EVERY_MS) everyMs: number,
  ) {
    this.delivery = new Repeated(everyMs, () => this.deliver(), this.reportAs('deliver'));
    this.rounds = [
      new Repeated(everyMs, () => this.sweep(), this.reportAs('sweep')),
      this.delivery,
      new Repeated(SEAL_EVERY_MS, () => this.seal(), this.reportAs('seal')),
      new Repeated(TELL_EVERY_MS, () => this.tell(), this.reportAs('tell')),
    ];
  }

  onApplicationBootstrap(): void {
    this.jobs = startJobWorker(
      this.service.queueConnection,
      (job) => this.take(job),
      (error) => this.report('queue', error),
    );
    this.rounds.forEach((round) => round.start());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.jobs?.close();
    await Promise.all(this.rounds.map((round) => round.stop()));
    await this.service.close();
  }

  /** A job carries ids only; the facts are read anew, so a job that comes twice or too late does no harm. */
  private async take({ name, data }: ArrivedJob): Promise<void> {
    const { authority, episodeId, submissionId } = data;
    if (authority === undefined) return;
    if (name === CHECK_DEADLINE && episodeId !== undefined) {
      const swept = await checkEpisode(this.service.casework, authority, episodeId, 'worker');
      this.logger.log({ event: 'checked', episodeId, ...swept });
    } else if (name === CLIMB_ALERTS) {
      const now = await databaseNow(this.service.database);
      const climbed = await climbAlerts(this.service.casework, authority, now, 'worker');
      if (climbed > 0) this.logger.log({ event: 'climbed', authority, climbed });
    } else if (name === APPLY_SUBMISSION && submissionId !== undefined) {
      const isApplied = await this.service.returns.resume(authority, submissionId, 'worker');
      if (isApplied) this.logger.log({ event: 'applied', submissionId });
    } else if (name === DELIVER_MESSAGES) {
      this.delivery.soon();
    }
  }

  private async sweep(): Promise<void> {
    const swept = await sweepOnce(this.service, this.report);
    if (swept.checked + swept.climbed + swept.resumed + swept.daily > 0) this.logger.log({ event: 'swept', ...swept });
  }

  private async deliver(): Promise<void> {
    const { database } = this.service;
    for (const authority of await listAuthorities((sql) => database.query(sql)))
      await this.deliverOf(authority).catch(this.reportAs('deliver'));
  }

  private async deliverOf(authority: AuthorityCode): Promise<void> {
    const { casework, way } = this.service;
    const delivered = await deliverDue(casework, way, authority);
    if (Object.values(delivered).some((count) => count > 0)) this.logger.log({ event: 'messages', ...delivered });
  }

  private async seal(): Promise<void> {
    const sealed = await sealEverything(this.service.database, this.reportAs('seal'));
    if (sealed.batches > 0) this.logger.log({ event: 'sealed', ...sealed });
  }

  private async tell(): Promise<void> {
    const notices = await tellLeadWorkers(this.service, this.reportAs('tell'));
    if (notices > 0) this.logger.log({ event: 'told', notices });
  }

  private readonly report = (event: string, error: unknown): void => {
    this.logger.error({ event, ...faultForLog(error) });
  };

  private reportAs(event: string): (error: unknown) => void {
    return (error) => this.report(event, error);
  }
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
