import type { TestWeb, Visitor } from './web.js';

/** A stream of events as a page hears it. */
export class HeardStream {
  /** All that came, as it came. */
  text = '';
  isOver = false;

  private constructor(
    readonly headers: Headers,
    body: ReadableStream<Uint8Array>,
    private readonly stop: AbortController,
  ) {
    void this.hear(body);
  }

  /** Opens a stream, and is done once the service has begun it. Fails where it is refused. */
  static async open(web: Pick<TestWeb, 'url'>, visitor: Visitor, path = '/changes'): Promise<HeardStream> {
    const stop = new AbortController();
    const headers = { accept: 'text/event-stream', cookie: visitor.jar() };
    const response = await fetch(`${web.url}${path}`, { headers, redirect: 'manual', signal: stop.signal });
    if (response.status !== 200 || !response.body) throw new Error(`The stream was answered with ${response.status}.`);
    return new HeardStream(response.headers, response.body, stop);
  }

  /** What was told, word by word. */
  get words(): readonly string[] {
    return [...this.text.matchAll(/^data: (.*)$/gm)].map(([, word]) => word ?? '');
  }

  close(): void {
    this.stop.abort();
  }

  private async hear(body: ReadableStream<Uint8Array>): Promise<void> {
    try {
      for await (const bytes of body) this.text += new TextDecoder().decode(bytes);
    } catch {
      // Whoever stops listening hears no more; so does whoever is cut off.
    }
    this.isOver = true;
  }
}
