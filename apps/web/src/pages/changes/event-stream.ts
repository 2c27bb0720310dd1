import { Readable } from 'node:stream';

/** How soon a browser comes back after its stream ended. */
const COME_BACK_MS = 5_000;
/** At most one word of a kind in so long, however much happens. */
const PAUSE_MS = 1_000;
/** What is not read yet is little: of each kind of word at most one waits. */
const BUFFERED_BYTES = 1_024;

/** Server-sent events of single words. Who does not read them is told each word once, when there is room again. */
export class EventStream extends Readable {
  private readonly waiting = new Set<string>();
  private hasRoom = true;
  private isOver = false;
  private untilNext: NodeJS.Timeout | undefined;

  constructor() {
    super({ highWaterMark: BUFFERED_BYTES });
    this.write(`retry: ${COME_BACK_MS}\n\n`);
  }

  tell(word: string): void {
    this.waiting.add(word);
    this.flush();
  }

  /** Keeps proxies from taking the connection for dead. Ends it where nobody has read anything since the beat before. */
  beat(): void {
    if (this.hasRoom) this.write(':\n\n');
    else this.destroy();
  }

  /** Ends the stream, with a last word where there is one. */
  end(lastWord?: string): void {
    if (lastWord !== undefined) this.write(`data: ${lastWord}\n\n`);
    this.isOver = true;
    this.push(null);
  }

  override _read(): void {
    this.hasRoom = true;
    this.flush();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.untilNext);
    done(error);
  }

  private flush(): void {
    if (!this.hasRoom || this.untilNext !== undefined || this.waiting.size === 0) return;
    for (const word of this.waiting) this.write(`data: ${word}\n\n`);
    this.waiting.clear();
    this.untilNext = setTimeout(() => {
      this.untilNext = undefined;
      this.flush();
    }, PAUSE_MS).unref();
  }

  private write(text: string): void {
    if (!this.isOver && !this.destroyed) this.hasRoom = this.push(text);
  }
}
