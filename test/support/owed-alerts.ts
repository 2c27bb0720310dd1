import { expect } from '@jest/globals';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { withClient } from './postgres.js';
import { SUTTON } from './service.js';
import { until } from './until.js';

const DAY = 24 * 3_600_000;

/** A return of children whose first offer is missed `inSeconds` from now, which raises one alert for each. */
export function missedOffers(refs: readonly string[], inSeconds: number) {
  const dueAt = Date.now() + inSeconds * 1000;
  const times = {
    missing_at: new Date(dueAt - 2 * DAY).toISOString(),
    returned_at: new Date(dueAt - DAY).toISOString(),
  };
  const rows = refs.map((ref) => aReturnRow({ provider_ref: ref, child_id: ref, ...times }));
  return { bytes: aProviderReturn(...rows), dueAt };
}

interface Receipts {
  readonly receipts: readonly { readonly ref: string | null; readonly outcome: string }[];
}

export interface RaisedAlert {
  readonly ref: string;
  readonly step: string;
  readonly due_at: Date;
  readonly raised_at: Date;
}

/**
 * A record outside the service of what it acknowledged: the references of rows that it said it had taken, and when the
 * alert of each is due. Whatever fails in between, each is to be raised once, at its time or after it.
 */
export class OwedAlerts {
  private readonly dueAt = new Map<string, number>();

  constructor(private readonly superuserUrl: () => Promise<string>) {}

  /** Sends rows over HTTP; what the answer says is taken is acknowledged, and without an answer nothing is. */
  async send(url: string, key: string, refs: readonly string[], inSeconds: number): Promise<boolean> {
    const { bytes, dueAt } = missedOffers(refs, inSeconds);
    const answer = await fetch(`${url}/api/v1/provider-returns?authority=${SUTTON}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: Buffer.from(bytes),
    }).catch(() => null);
    if (answer?.status !== 201) return false;
    this.answered(((await answer.json()) as Receipts).receipts, dueAt);
    return true;
  }

  /** Notes what receipts say that was taken. */
  answered(receipts: Receipts['receipts'], dueAt: number): void {
    for (const { ref, outcome } of receipts) if (ref !== null && outcome === 'new') this.dueAt.set(ref, dueAt);
  }

  get count(): number {
    return this.dueAt.size;
  }

  async raised(): Promise<readonly RaisedAlert[]> {
    return withClient(await this.superuserUrl(), async (client) => {
      const { rows } = await client.query<RaisedAlert>(
        `SELECT r.ref, a.step, a.due_at, a.raised_at
         FROM alert a JOIN source_reference r ON r.authority = a.authority AND r.episode_id = a.episode_id
         ORDER BY r.ref, a.due_at`,
      );
      return rows;
    });
  }

  /** Waits until every alert that is owed is there. */
  async untilRaised(): Promise<void> {
    const missing = async () => {
      const there = new Set((await this.raised()).map(({ ref }) => ref));
      return [...this.dueAt.keys()].filter((ref) => !there.has(ref));
    };
    await until(`${this.count} alerts are raised`, async () => (await missing()).length === 0);
  }

  /** Compares with the ledger: each that was acknowledged once, at its own instant, and raised neither before it nor later than now. */
  async compare(): Promise<void> {
    const ledger = (await this.raised()).filter(({ ref }) => this.dueAt.has(ref));
    const now = new Date();
    const owed = [...this.dueAt].map(([ref, dueAt]) => [ref, 'missed_24', new Date(dueAt).toISOString()].join(' '));
    expect(ledger.map((each) => [each.ref, each.step, each.due_at.toISOString()].join(' '))).toEqual(owed.sort());
    expect(ledger.filter(({ due_at, raised_at }) => raised_at < due_at || raised_at > now)).toEqual([]);
  }
}
