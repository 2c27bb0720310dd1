import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { findSessionsUnused } from '#access';
import type { SignedInPerson } from '#access';
import { ChangeListener } from '#persistence';
import type { Change, TransactionContext } from '#persistence';
import type { Service } from '#service';
import { within } from '../../api/within.js';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { SERVICE } from '../../service.token.js';
import { EventStream } from './event-stream.js';

/** Of a person, in all windows: the oldest makes way. */
export const MOST_STREAMS = 5;
/** Told to a page that is not to come back: its session is over, or its stream made way for others. */
const OVER = 'over';
/** Well below the minute after which proxies cut a silent connection. */
const BEAT_EVERY_MS = 25_000;
/** Access that is taken away ends what is open within a second. */
const ASK_EVERY_MS = 500;
const ANSWER_WITHIN_MS = 3_000;

/** What somebody may hear of: a list, and in whose name they read it. */
export interface Sight {
  readonly kind: Change['kind'];
  readonly context: Pick<TransactionContext, 'actor' | 'authority' | 'providerId'>;
}

/** Whose page listens: a person by a session, and what they may hear of. */
export interface Listening {
  readonly person: SignedInPerson;
  /** Of the session. */
  readonly secret: string;
  readonly sights: readonly Sight[];
}

interface Watcher extends Listening {
  readonly stream: EventStream;
}

/** The open streams of this process: who is told of which change, and until when. */
@Injectable()
export class ChangeStreams implements OnModuleDestroy {
  private readonly watchers = new Set<Watcher>();
  /** When a change was last heard, by what was said of it. */
  private readonly heard = new Map<string, { readonly change: Change; readonly at: number }>();
  /** Whose page was asked for before then looks again: changes may have been missed. */
  private hearsSince = Infinity;
  private readonly listener: ChangeListener;
  private asking: NodeJS.Timeout | undefined;
  private beating: NodeJS.Timeout | undefined;

  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.listener = new ChangeListener(service.database, {
      changed: (change) => this.hear(change),
      listens: () => this.lookAgain(),
    });
  }

  /**
   * A stream that lasts no longer than the session does as it is. It begins with what changed since the page was asked
   * for, so many milliseconds ago.
   */
  async open(who: Listening, ageMs: number): Promise<EventStream> {
    await this.listener.start();
    const own = [...this.watchers].filter(({ person }) => person.personId === who.person.personId);
    const oldest = own.slice(0, Math.max(0, own.length + 1 - MOST_STREAMS));
    for (const watcher of oldest) this.end(watcher, OVER);
    const watcher = { ...who, stream: new EventStream() };
    watcher.stream.once('close', () => this.watchers.delete(watcher));
    this.watchers.add(watcher);
    const since = performance.now() - ageMs;
    if (since < this.hearsSince) tellAll(watcher);
    else for (const { change, at } of this.heard.values()) if (at > since) tellOf(change, watcher);
    this.asking ??= this.askLater();
    this.beating ??= setInterval(() => this.beat(), BEAT_EVERY_MS).unref();
    return watcher.stream;
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.asking);
    clearInterval(this.beating);
    for (const watcher of this.watchers) this.end(watcher);
    await this.listener.close();
  }

  private end(watcher: Watcher, lastWord?: string): void {
    this.watchers.delete(watcher);
    watcher.stream.end(lastWord);
  }

  private hear(change: Change): void {
    const { kind, authority, providerId } = change;
    this.heard.set([kind, authority, providerId].join(' '), { change, at: performance.now() });
    for (const watcher of this.watchers) tellOf(change, watcher);
  }

  /** What was missed is not known, so everybody looks again. */
  private lookAgain(): void {
    this.hearsSince = performance.now();
    for (const watcher of this.watchers) tellAll(watcher);
  }

  private beat(): void {
    for (const { stream } of this.watchers) stream.beat();
  }

  private askLater(): NodeJS.Timeout {
    return setTimeout(() => void this.endWhoIsOut(), ASK_EVERY_MS).unref();
  }

  /** Ends the streams of sessions that are over, or whose person may do other things than before. */
  private async endWhoIsOut(): Promise<void> {
    const asked = [...this.watchers];
    const secrets = [...new Set(asked.map(({ secret }) => secret))];
    const found = findSessionsUnused(this.service.database, secrets, this.clock());
    const open = await within(ANSWER_WITHIN_MS, found).catch(() => null);
    for (const watcher of asked) {
      const person = open?.get(watcher.secret);
      // Where it cannot be told whether they are still in, they are out; the page comes back, and is asked at the door.
      if (open !== null && person === undefined) this.end(watcher, OVER);
      else if (rightsOf(person) !== rightsOf(watcher.person)) this.end(watcher);
    }
    this.asking = this.watchers.size > 0 ? this.askLater() : undefined;
  }
}

function rightsOf(person: SignedInPerson | undefined): string {
  return JSON.stringify(person?.memberships ?? null);
}

function tellAll({ stream, sights }: Watcher): void {
  for (const { kind } of sights) stream.tell(kind);
}

function tellOf(change: Change, { stream, sights }: Watcher): void {
  if (sights.some((sight) => isSeen(change, sight))) stream.tell(change.kind);
}

/** People of a provider hear of their own episodes alone, people of the council of all of their authority. */
function isSeen(change: Change, { kind, context: { actor, authority, providerId } }: Sight): boolean {
  const isOwn = actor !== 'provider' || change.providerId === providerId;
  return change.kind === kind && change.authority === authority && isOwn;
}
