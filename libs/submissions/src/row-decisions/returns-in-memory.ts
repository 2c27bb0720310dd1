import type { CaseRecord } from '#domain/cases';
import { claimKey } from '#domain/children';
import type { ChildIdentity } from '#domain/children';
import type { Finding, RawRow } from '#domain/submissions';
import { exactly } from '#domain/time';
import type { Instant } from '#domain/time';
import { checkReturn } from '../check-return.js';
import type { CheckContext } from '../check-return.js';
import { childRegister } from './child-register.js';
import { decideRows } from './decide-rows.js';
import { episodesOfChildren } from './episodes-of-children.js';
import { asReceived } from './row-outcome.js';
import type { ReceivedRow, RowOutcome } from './row-outcome.js';

type Cells = RawRow['cells'];

/** A row with what has become of it since. */
interface Receipt {
  readonly sender: string;
  readonly first: RowOutcome;
  readonly last: RowOutcome;
}

/** What returns leave behind, kept in memory in place of the tables: each one is taken in whole before the next. */
export class ReturnsInMemory {
  readonly cases = new Map<string, CaseRecord>();
  readonly children = new Map<string, ChildIdentity>();
  readonly receipts = new Map<string, Receipt>();
  private readonly refs = new Map<string, string>();
  private readonly councilReturns = new Set<string>();
  private made = 0;
  private returns = 0;

  constructor(private readonly contextOf: (sender: string) => CheckContext) {}

  /** Takes a return of a sender in, in chunks of so many rows. */
  take(
    sender: string,
    rows: readonly Cells[],
    chunk = 500,
  ): { readonly findings: readonly Finding[]; readonly outcomes: readonly RowOutcome[] } {
    const headers = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const file = { format: 'json', sheet: null, headerRow: 1, letters: new Map(), findings: [] } as const;
    const numbered = rows.map((cells, index) => ({ row: index + 2, cells, faults: [] }));
    const parsed = { ...file, headers, rows: numbered, period: null, authority: null };
    const checked = checkReturn(parsed, this.contextOf(sender));
    const origin = { receivedAt: ++this.returns, submissionId: `return-${this.returns}` };
    const fresh = checked.rows.map(checked.check).map((row) => asReceived(row, origin));
    for (let start = 0; start < fresh.length; start += chunk) this.decide(sender, fresh.slice(start, start + chunk));
    const outcomes = fresh.flatMap((row) => this.receipts.get(keyOf(row))?.last ?? []);
    return { outcomes, findings: [...checked.fileFindings, ...outcomes.flatMap(({ findings }) => findings)] };
  }

  /** Tries every row of a sender that waits, whatever it waits for. */
  tryAgain(sender: string): void {
    this.decide(sender, []);
  }

  /** The reference by which a sender knows an episode. */
  refOf(episodeId: string): string | null {
    return [...this.refs].find(([, id]) => id === episodeId)?.[0] ?? null;
  }

  /** The council puts the return of every episode right. */
  correctReturns(at: Instant): void {
    for (const [id, record] of this.cases) {
      this.cases.set(id, { ...record, episode: { ...record.episode, returnedAt: exactly(at) } });
      this.councilReturns.add(id);
    }
  }

  /** Decides rows, and then those that waited for what has changed. */
  private decide(sender: string, fresh: readonly ReceivedRow[]): void {
    let waiting = [sender];
    for (let rows = fresh; waiting.length > 0; rows = []) {
      const changed = waiting.flatMap((each) => this.decideOf(each, rows));
      const isAwaited = ({ last: { awaited }, sender: by }: Receipt) =>
        changed.some(
          ({ childId, refs }) => childId === awaited.childId || (by === sender && refs.has(awaited.ref ?? '')),
        );
      waiting = [...new Set([...this.receipts.values()].filter(isAwaited).map((each) => each.sender))];
    }
  }

  private decideOf(sender: string, rows: readonly ReceivedRow[]) {
    const children = childRegister([...this.children.values()], () => `child-${++this.made}`);
    const { outcomes, settled, changed } = decideRows(rows, this.onRecord(sender, children), this.contextOf(sender));
    for (const child of children.after()) this.children.set(child.childId, child);
    for (const record of changed) this.cases.set(record.episode.id, record);
    for (const last of [...outcomes, ...settled]) {
      const key = keyOf(last.sent);
      this.receipts.set(key, { sender, first: this.receipts.get(key)?.first ?? last, last });
      if (last.applied && last.episodeId) this.refs.set(`${sender}|${last.applied.ref}`, last.episodeId);
    }
    const refs = new Set(outcomes.flatMap(({ applied }) => applied?.ref ?? []));
    for (const { applied } of settled) if (applied) refs.add(applied.ref);
    return changed.map(({ episode }) => ({ childId: episode.childId, refs }));
  }

  private onRecord(sender: string, children: ReturnType<typeof childRegister>) {
    const own = [...this.refs].filter(([key]) => key.startsWith(`${sender}|`));
    const references = new Map(
      own.map(([key, episodeId]) => {
        const childId = this.cases.get(episodeId)?.episode.childId ?? '';
        return [key.slice(sender.length + 1), { episodeId, childId, rowVersion: null, isReferral: false }] as const;
      }),
    );
    const refOf = new Map(own.map(([key, id]) => [id, key.slice(sender.length + 1)]));
    const others = episodesOfChildren([]);
    for (const record of this.cases.values()) others.keep(record, refOf.get(record.episode.id) ?? null);
    const received = [...this.receipts.values()].filter((each) => each.sender === sender).flatMap(asStored);
    return { known: this.cases, references, children, others, received, councilReturns: this.councilReturns };
  }
}

function asStored({
  last: { sent, outcome, isPutRight, findings, awaited, doubt, differences },
}: Receipt): readonly ReceivedRow[] {
  if (outcome !== 'held') return [{ ...sent, standing: 'taken' }];
  if (isPutRight) return [];
  const shown = differences.length === 0 ? null : { differences, isConfirmed: false };
  const errors = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  const earlier = { decisionNumber: 0, findings: findings.length, errors, awaited, shown };
  return [{ ...sent, earlier: { ...earlier, doubtKey: doubt && claimKey(doubt.claimed) } }];
}

function keyOf({ place }: ReceivedRow): string {
  return `${place.submissionId} ${place.row}`;
}
