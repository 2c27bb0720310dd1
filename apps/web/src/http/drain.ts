import type { Readable } from 'node:stream';

const MOST_BYTES = 64 * 1024 * 1024;
const LONGEST_MS = 10_000;

/** Reads what is left of a refused body and forgets it, up to a limit of size and time. */
export function drain(body: Readable): Promise<void> {
  if (body.readableEnded || body.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let taken = 0;
    const timer = setTimeout(stop, LONGEST_MS);
    function stop(): void {
      clearTimeout(timer);
      body.off('data', count);
      resolve();
    }
    function count(chunk: Uint8Array): void {
      taken += chunk.length;
      if (taken > MOST_BYTES) stop();
    }
    body.on('data', count).once('end', stop).once('close', stop).once('error', stop);
  });
}
