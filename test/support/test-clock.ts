import { parseInstant } from '#domain/time';
import type { Instant } from '#domain/time';

/** A clock that moves only when a test moves it. */
export class TestClock {
  constructor(private at: Instant = parseInstant('2026-02-02T09:00:00Z')) {}

  readonly now = (): Instant => this.at;

  /** Lets time pass; `{ minutes: 30, seconds: -1 }` is one second before half an hour. */
  pass({
    hours = 0,
    minutes = 0,
    seconds = 0,
  }: Readonly<Partial<Record<'hours' | 'minutes' | 'seconds', number>>>): void {
    this.at = this.at.add({ seconds: (hours * 60 + minutes) * 60 + seconds });
  }
}
