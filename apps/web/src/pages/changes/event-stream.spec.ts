import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EventStream } from './event-stream.js';

let stream: EventStream;

/** What whoever reads has been given since they last read. */
function read(): string {
  const bytes: unknown = stream.read();
  return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : '';
}

beforeEach(() => {
  jest.useFakeTimers();
  stream = new EventStream();
  read();
});
afterEach(() => {
  stream.destroy();
  jest.useRealTimers();
});

describe('EventStream', () => {
  it('tells a word at once, and what comes soon after once, a second later', () => {
    stream.tell('worklist');
    expect(read()).toBe('data: worklist\n\n');
    for (const word of ['worklist', 'alerts', 'worklist']) stream.tell(word);
    expect(read()).toBe('');
    jest.advanceTimersByTime(1_000);
    expect(read()).toBe('data: worklist\n\ndata: alerts\n\n');
  });

  it('keeps no more for whoever does not read than a little, and each word once', () => {
    for (let times = 0; times < 1_000; times += 1) {
      stream.tell('worklist');
      jest.advanceTimersByTime(1_000);
    }
    const kept = stream.readableLength;
    expect(kept).toBeLessThan(1_100);
    const first = read();
    jest.advanceTimersByTime(2_000);
    expect(`${first}${read()}`).toHaveLength(kept + 'data: worklist\n\n'.length);
  });

  it('beats for whoever reads, and ends where nobody does', () => {
    stream.beat();
    expect(read()).toBe(':\n\n');
    for (let times = 0; times < 1_000; times += 1) stream.beat();
    expect(stream.destroyed).toBe(true);
  });

  it('says a last word, and nothing after it', () => {
    stream.tell('worklist');
    stream.tell('alerts');
    stream.end('over');
    stream.tell('worklist');
    stream.beat();
    jest.advanceTimersByTime(2_000);
    expect(read()).toBe('data: worklist\n\ndata: over\n\n');
  });
});
