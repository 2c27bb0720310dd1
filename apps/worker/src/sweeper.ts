import { sweepDeadlines } from '#casework';
import { instantOf } from '#domain/time';
import { listAuthorities } from '#persistence';
import type { Service } from '#service';

const ACTOR = 'worker';

export interface SweepOutcome {
  readonly checked: number;
  readonly raised: number;
  /** Imports that had been left and were taken up. */
  readonly resumed: number;
}

/** Goes through every authority: raises what is due and takes up imports that were left. It needs no queue. */
async function sweepOnce(service: Service): Promise<SweepOutcome> {
  let [checked, raised, resumed] = [0, 0, 0];
  const [clock] = await service.database.query<{ now: Date }[]>('SELECT clock_timestamp() AS now');
  const now = instantOf(clock?.now ?? new Date());
  for (const authority of await listAuthorities((sql) => service.database.query(sql))) {
    for (const submissionId of await service.returns.listUnapplied(authority)) {
      if (await service.returns.resume(authority, submissionId, ACTOR)) resumed += 1;
    }
    const swept = await sweepDeadlines(service.casework, authority, now, ACTOR);
    checked += swept.checked;
    raised += swept.raised;
  }
  return { checked, raised, resumed };
}

/** Sweeps again and again, one sweep at a time, until it is stopped. */
export class Sweeper {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly service: Service,
    private readonly everyMs: number,
    private readonly onSwept: (swept: SweepOutcome) => void,
    private readonly onError: (event: string, error: unknown) => void,
  ) {}

  start(): void {
    this.running = this.sweep();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  private async sweep(): Promise<void> {
    try {
      this.onSwept(await sweepOnce(this.service));
    } catch (error) {
      this.onError('sweep', error);
    }
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      this.running = this.sweep();
    }, this.everyMs);
  }
}
