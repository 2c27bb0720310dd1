/** Does something again and again, one run at a time, until it is stopped. What goes wrong in a run is told and ends none. */
export class Repeated {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;
  /** How long it rests after the run that goes on. */
  private restMs: number;

  constructor(
    private readonly everyMs: number,
    private readonly work: () => Promise<void>,
    private readonly onError: (error: unknown) => void,
  ) {
    this.restMs = everyMs;
  }

  start(): void {
    this.running = this.run();
  }

  /** Does it now, or once more after the run that goes on: whoever asks does not wait for it. */
  soon(): void {
    if (this.timer === null) {
      this.restMs = 0;
      return;
    }
    clearTimeout(this.timer);
    this.again();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    await this.running;
  }

  private async run(): Promise<void> {
    this.restMs = this.everyMs;
    try {
      await this.work();
    } catch (error) {
      this.onError(error);
    }
    if (this.isStopped) return;
    this.timer = setTimeout(() => this.again(), this.restMs);
  }

  private again(): void {
    this.timer = null;
    this.running = this.run();
  }
}
