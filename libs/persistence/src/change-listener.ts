import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import type { AuthorityCode, ProviderId } from '#domain/kernel';

/** What of an authority changed: which kind of list, and of which provider's episodes. Never of which child. */
export interface Change {
  readonly kind: 'worklist' | 'alerts';
  readonly authority: AuthorityCode;
  /** Null where nobody has been asked yet, or where it is of no episode. */
  readonly providerId: ProviderId | null;
}

/** Who is told what the listener hears. */
export interface ChangeHearer {
  changed(change: Change): void;
  /** Every change is heard from now on. What there was before, since it last was so, is not known: anything, of anybody. */
  listens(): void;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 30_000;
/** A connection that fell away without a word is noticed by this. */
const ASKED_EVERY_MS = 30_000;
const ANSWER_WITHIN_MS = 10_000;

/** Hears by one connection of its own of every change that is committed, and comes back by itself when that is lost. */
export class ChangeListener {
  private readonly url: string;
  private client: Client | null = null;
  private first: Promise<void> | null = null;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;
  private waitMs = FIRST_WAIT_MS;

  constructor(
    { options }: Pick<DataSource, 'options'>,
    private readonly hearer: ChangeHearer,
  ) {
    if (options.type !== 'postgres' || options.url === undefined) throw new Error('Changes are heard of PostgreSQL.');
    this.url = options.url;
  }

  /** Begins, at the first call; done once it listens. Where it cannot it is done as well, and tries again by itself. */
  start(): Promise<void> {
    return (this.first ??= this.listen());
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.drop();
  }

  private async listen(): Promise<void> {
    const client = new Client({
      ...{ connectionString: this.url, application_name: 'homeward changes', keepAlive: true },
      ...{ connectionTimeoutMillis: ANSWER_WITHIN_MS, query_timeout: ANSWER_WITHIN_MS },
    });
    this.client = client;
    client.on('error', () => this.comeBack(client));
    client.on('end', () => this.comeBack(client));
    client.on('notification', ({ payload = '' }) => this.hear(payload));
    try {
      await client.connect();
      await client.query('LISTEN homeward_change');
      this.waitMs = FIRST_WAIT_MS;
      this.askLater(client);
      this.hearer.listens();
    } catch {
      this.comeBack(client);
    }
  }

  /** A connection that is lost, for whatever cause, is followed by one other, each after a longer wait. */
  private comeBack(lost: Client): void {
    if (this.client !== lost) return;
    clearTimeout(this.timer);
    void this.drop();
    if (this.isClosed) return;
    this.timer = setTimeout(() => void this.listen(), this.waitMs).unref();
    this.waitMs = Math.min(this.waitMs * 2, LONGEST_WAIT_MS);
  }

  private askLater(client: Client): void {
    this.timer = setTimeout(() => {
      client.query('SELECT').then(
        () => this.askLater(client),
        () => this.comeBack(client),
      );
    }, ASKED_EVERY_MS).unref();
  }

  private async drop(): Promise<void> {
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  private hear(payload: string): void {
    const [authority = '', kind, providerId = null] = payload.split(' ');
    if (kind === 'worklist' || kind === 'alerts') this.hearer.changed({ kind, authority, providerId });
  }
}
