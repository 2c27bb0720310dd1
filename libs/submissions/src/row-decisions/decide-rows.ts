import type { CaseRecord } from '#domain/cases';
import type { EpisodeId } from '#domain/kernel';
import { columnsOf, inOrder, isPutRight, lastSaid, note, putRight } from '#domain/submissions';
import type { CheckContext } from '../check-return.js';
import type { KnownReference } from '../known-references.js';
import { bestFit } from './best-fit.js';
import type { ChildRegister } from './child-register.js';
import type { EpisodesOfChildren } from './episodes-of-children.js';
import type { RecordNow } from './put-together.js';
import { heldRow, isOtherThanBefore, nothingAwaited, placed } from './row-outcome.js';
import type { Awaited, ReceivedRow, RowOutcome } from './row-outcome.js';
import { changesNothing, rowsOfFit } from './rows-of-fit.js';
import { takenRow } from './taken-row.js';
import type { TakenAs } from './taken-row.js';
import { weighRows } from './weigh-rows.js';
import type { Fit, Misfit } from './weigh-rows.js';

/** What is on record of the cases, references and children that some rows speak of. */
export interface OnRecord extends Pick<RecordNow, 'children' | 'others' | 'councilReturns'> {
  readonly known: ReadonlyMap<EpisodeId, CaseRecord>;
  readonly references: ReadonlyMap<string, KnownReference>;
  /** Rows that were received before with the same references: those that were taken, and those that are held. */
  readonly received: readonly ReceivedRow[];
}

/** What becomes of rows, and of the cases that they speak of. */
export interface DecidedRows {
  /** One for each row that is decided for the first time, in their order. */
  readonly outcomes: readonly RowOutcome[];
  /** Rows that were held and are so no longer, or for another reason. */
  readonly settled: readonly RowOutcome[];
  readonly changed: readonly CaseRecord[];
}

/**
 * Decides rows purely in memory: what one brings is known to the next, and rows that were held are taken in as soon as
 * what they wait for is there. So in the end it does not matter in which order they came.
 */
export function decideRows(rows: readonly ReceivedRow[], onRecord: OnRecord, context: CheckContext): DecidedRows {
  const deciding = new Deciding(onRecord, context);
  for (const row of rows) deciding.decide(row);
  const decided = new Set(rows.map(({ checked }) => checked.ref));
  for (const ref of deciding.rows.keys()) if (!decided.has(ref)) deciding.settle(ref);
  return deciding.result(rows);
}

class Deciding implements RecordNow {
  readonly rows = new Map<string, ReceivedRow[]>();
  readonly taken = new Set<ReceivedRow>();
  readonly episodeIds: Map<string, EpisodeId>;
  readonly current: Map<EpisodeId, CaseRecord>;
  readonly children: ChildRegister;
  readonly others: EpisodesOfChildren;
  readonly councilReturns: ReadonlySet<EpisodeId>;
  private readonly changed = new Map<EpisodeId, CaseRecord>();
  private readonly outcomes = new Map<ReceivedRow, RowOutcome>();
  /** Rows that may still be taken in. */
  private readonly open = new Map<string, Set<ReceivedRow>>();

  constructor(
    { known, references, received, children, others, councilReturns }: OnRecord,
    private readonly context: CheckContext,
  ) {
    this.episodeIds = new Map([...references].map(([ref, { episodeId }]) => [ref, episodeId]));
    this.current = new Map(known);
    this.children = children;
    this.others = others;
    this.councilReturns = councilReturns;
    for (const row of received) this.file(row);
  }

  decide(row: ReceivedRow): void {
    const { ref } = row.checked;
    this.outcomes.set(row, heldRow(row, row.checked.findings));
    if (ref === null) return;
    this.file(row);
    this.settle(ref);
  }

  /** Takes in what can be taken of the rows of a reference that are open, and then what waited for that. */
  settle(ref: string): void {
    const waiting = [ref];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const fits = this.takeOpen(next);
      waiting.push(...fits.flatMap((fit) => this.waitingFor(fit)));
    }
  }

  result(rows: readonly ReceivedRow[]): DecidedRows {
    for (const all of this.rows.values()) this.tellWhatWasPutRight(all);
    const settled = [...this.outcomes.values()].filter(({ sent }) => sent.earlier !== null);
    return {
      outcomes: rows.flatMap((row) => this.outcomes.get(row) ?? []),
      settled: settled.filter(isOtherThanBefore),
      changed: [...this.changed.values()],
    };
  }

  private file(row: ReceivedRow): void {
    const ref = row.checked.ref ?? '';
    this.rows.set(ref, [...(this.rows.get(ref) ?? []), row]);
    if (row.standing === 'taken') this.taken.add(row);
    else if (row.checked.isReadable) this.open.set(ref, (this.open.get(ref) ?? new Set()).add(row));
  }

  private takeOpen(ref: string): readonly Fit[] {
    const fits: Fit[] = [];
    const open = this.open.get(ref) ?? new Set();
    this.passOver(ref, open);
    while (open.size > 0) {
      const best = bestFit(open, this.episodeIds.has(ref), (group) => this.weigh(ref, group));
      if (best.kind === 'held') {
        this.holdAll(ref, open, best);
        return fits;
      }
      this.take(ref, best);
      for (const row of best.group) open.delete(row);
      fits.push(best);
    }
    this.open.delete(ref);
    return fits;
  }

  /** Rows of which every cell has been said by later ones that were taken change nothing. */
  private passOver(ref: string, open: Set<ReceivedRow>): void {
    const episodeId = this.episodeIds.get(ref);
    if (episodeId === undefined || this.taken.size === 0) return;
    for (const row of open) {
      const said = lastSaid(
        inOrder([...(this.rows.get(ref) ?? [])]).filter((each) => each === row || this.taken.has(each)),
      );
      if (columnsOf(row).some((column) => said.get(column) === row)) continue;
      open.delete(row);
      this.receive(row, { said, episodeId, outcome: 'same', findings: row.checked.told, differences: [] });
    }
  }

  /** What stands against a row by itself; where it only fits with others, and these wait to be confirmed, so does it. */
  private weighAlone(ref: string, row: ReceivedRow, { differences }: Misfit): Fit | Misfit {
    const alone = this.weigh(ref, [row]);
    if (alone.kind === 'fits' || alone.differences.length > 0 || differences.length === 0) return alone;
    return this.weigh(ref, [...(this.open.get(ref) ?? [])], row);
  }

  private weigh(ref: string, group: readonly ReceivedRow[], of?: ReceivedRow): Fit | Misfit {
    const speaker = of ?? group.findLast(({ earlier }) => earlier === null) ?? group.at(-1);
    if (!speaker) throw new Error('There is no row to be weighed.');
    return weighRows(ref, group, speaker, this, this.context);
  }

  /** Holds each row for what stands against it. Where only together they leave in doubt who the child is, one of them says so. */
  private holdAll(ref: string, open: ReadonlySet<ReceivedRow>, together: Misfit): void {
    const alone = new Map(
      [...open].map((row) => [row, open.size === 1 ? together : this.weighAlone(ref, row, together)]),
    );
    const isSaid = [...alone.values()].some((weighed) => weighed.kind === 'held' && weighed.doubt);
    if (together.doubt && !isSaid) alone.set(together.speaker, together);
    for (const [row, weighed] of alone) this.hold(row, weighed, together.awaited);
  }

  /** Holds a row for what stands against it, or against it and the others together. */
  private hold(row: ReceivedRow, weighed: Fit | Misfit, others: Awaited): void {
    if (weighed.kind === 'fits') return;
    const waits = weighed.awaited.ref !== null || weighed.awaited.childId !== null;
    const { findings, differences, doubt } = weighed;
    this.outcomes.set(row, { ...heldRow(row, findings, waits ? weighed.awaited : others), differences, doubt });
  }

  private take(ref: string, fit: Fit): void {
    const { after, identified } = fit;
    const episodeId = after.episode.id;
    this.others.keep(after, ref);
    this.children.keep(identified);
    this.episodeIds.set(ref, episodeId);
    this.current.set(episodeId, after);
    if (!changesNothing(fit)) this.changed.set(episodeId, after);
    for (const [row, as] of rowsOfFit(fit)) this.receive(row, as);
  }

  private receive(row: ReceivedRow, as: TakenAs): void {
    const outcome = takenRow(row, as);
    if (outcome === null) return;
    this.taken.add(row);
    this.outcomes.set(row, outcome);
  }

  /** References with rows that waited for what has been taken in. */
  private waitingFor({ speaker, after }: Fit): readonly string[] {
    return [...this.open].flatMap(([ref, open]) => {
      const awaited = [...open].map((row) => this.outcomes.get(row)?.awaited ?? row.earlier?.awaited ?? nothingAwaited);
      const isAwaited = awaited.some(
        ({ ref: other, childId }) => other === speaker.checked.ref || childId === after.episode.childId,
      );
      return isAwaited ? [ref] : [];
    });
  }

  private tellWhatWasPutRight(all: readonly ReceivedRow[]): void {
    for (const row of rowsPutRight(all, this.taken)) {
      const found = row.earlier === null ? (this.outcomes.get(row)?.findings ?? []) : [];
      const findings = [...found, placed(row.checked, note(putRight), null)];
      this.outcomes.set(row, { ...heldRow(row, findings), isPutRight: true });
    }
  }
}

/** Rows that are held although later ones that were taken have said soundly all that they say. */
function rowsPutRight(all: readonly ReceivedRow[], taken: ReadonlySet<ReceivedRow>): readonly ReceivedRow[] {
  const held = all.filter((row) => !taken.has(row));
  if (held.length === 0) return [];
  const ordered = inOrder(all);
  const sound = ordered.filter((row) => taken.has(row));
  return held.filter((row) => isPutRight(row, sound, ordered));
}
