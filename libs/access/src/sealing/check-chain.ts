import type { ChainTables } from './chain.js';
import { hashOfSeal } from './seal.js';
import type { ChainHead, Seal, SealedEvent } from './seal.js';

/** The batch that a fault is found at, and what is wrong in words. */
export interface ChainFault {
  readonly batch: number;
  readonly reason: string;
}

interface CheckedBatch {
  readonly number: number;
  readonly completeBefore: string | null;
  /** When the earliest of its events was written. */
  readonly earliest: string | null;
}

/** What was found of a chain so far, seal by seal. */
export class ChainCheck {
  private readonly faults: ChainFault[] = [];
  private readonly batches: CheckedBatch[] = [];
  private readonly numbers = new Map<string, number>();
  private last: Seal | null = null;

  constructor(private readonly time: ChainTables['time']) {}

  /** Takes the next seal, with those of its events that are still there. Says whether it is intact. */
  take(seal: Seal, events: ReadonlyMap<string, SealedEvent>): boolean {
    const expected = (this.last?.number ?? 0) + 1;
    const reason = faultOfSeal(seal, this.last, events);
    if (reason !== null) this.faults.push({ batch: Math.min(expected, seal.number), reason });
    const earliest = earliestOf([...events.values()].map((event) => String(event[this.time])));
    this.batches.push({ number: seal.number, completeBefore: seal.completeBefore, earliest });
    this.numbers.set(seal.hash, seal.number);
    this.last = seal;
    return reason === null;
  }

  /** What is not sealed has to be newer than what is said to be complete. */
  takeUnsealed(moments: readonly string[]): void {
    this.batches.push({ number: this.next, completeBefore: null, earliest: earliestOf(moments) });
  }

  /** A head that was kept elsewhere has to be in the chain; with its number, in that very place. */
  expect(head: Pick<ChainHead, 'hash'> & Partial<ChainHead>): void {
    const number = this.numbers.get(head.hash);
    if (number !== undefined && (head.number === undefined || head.number === number)) return;
    this.faults.push({ batch: head.number ?? this.next, reason: 'a head that was kept elsewhere is not in the chain' });
  }

  has(hash: string): boolean {
    return this.numbers.has(hash);
  }

  get head(): string | null {
    return this.last?.hash ?? null;
  }

  /** The first batch that is broken; null where the chain is whole. */
  get firstFault(): ChainFault | null {
    const faults = [...this.faults, ...faultsOfOrder(this.batches)];
    return faults.reduce<ChainFault | null>((first, each) => (first && first.batch <= each.batch ? first : each), null);
  }

  private get next(): number {
    return (this.last?.number ?? 0) + 1;
  }
}

function earliestOf(moments: readonly string[]): string | null {
  return moments.reduce<string | null>((first, at) => (first === null || at < first ? at : first), null);
}

function faultOfSeal(seal: Seal, last: Seal | null, events: ReadonlyMap<string, SealedEvent>): string | null {
  const expected = (last?.number ?? 0) + 1;
  if (seal.number > expected) return 'the seal is missing';
  if (seal.number < expected) return 'the seal has a number that no batch can have';
  if (seal.previous !== (last?.hash ?? null)) return 'the seal does not follow from the one before';
  const gone = seal.events.filter((id) => !events.has(id));
  if (gone.length > 0) return `of its events ${gone.length} are gone, such as ${gone[0] ?? ''}`;
  if (seal.hash !== hashOfSeal(seal, events)) return 'the seal, or an event that it covers, was changed';
  return null;
}

/** Finds events that were written, as they say, before a batch that was complete then and does not hold them. */
function faultsOfOrder(batches: readonly CheckedBatch[]): readonly ChainFault[] {
  let latest: string | null = null;
  const complete = batches.map(({ completeBefore }) => completeBefore);
  // A clock that was put back is told by later seals: then what they say holds for those before, too.
  for (let index = complete.length - 1; index >= 0; index -= 1) {
    const own = complete[index] ?? null;
    if (own !== null && (latest === null || own < latest)) latest = own;
    complete[index] = own === null ? null : latest;
  }
  let before: string | null = null;
  return batches.flatMap(({ earliest }, index) => {
    const isLate = earliest !== null && before !== null && earliest < before;
    before = complete[index] ?? before;
    if (!isLate) return [];
    const first = batches.find((_, at) => at < index && (complete[at] ?? '') > earliest);
    return first ? [{ batch: first.number, reason: 'an event of its time was slipped in later' }] : [];
  });
}
