import type { IncomingMessage } from 'node:http';

const MOST_BYTES = 64 * 1024 * 1024;
const LONGEST_MS = 10_000;

/** Lets what is left of a refused body come in and forgets it; who sends on too long or too much is cut off. */
export function drain(body: IncomingMessage): void {
  if (body.complete || body.destroyed) return;
  let taken = 0;
  const timer = setTimeout(cutOff, LONGEST_MS).unref();
  function cutOff(): void {
    stop();
    body.socket.destroy();
  }
  function stop(): void {
    clearTimeout(timer);
    body.off('data', count);
  }
  function count(chunk: Uint8Array): void {
    taken += chunk.length;
    if (taken > MOST_BYTES) cutOff();
  }
  body.on('data', count).once('end', stop).once('close', stop).once('error', stop);
}
