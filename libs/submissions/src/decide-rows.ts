import type { CaseRecord } from '#domain/cases';
import { isEqual } from '#domain/kernel';
import type { EpisodeId } from '#domain/kernel';
import {
  columnKey,
  columnsOf,
  heldUntilComplete,
  inOrder,
  isPutRight,
  lastSaid,
  note,
  putRight,
} from '#domain/submissions';
import type { ColumnName } from '#domain/submissions';
import { bestFit } from './best-fit.js';
import type { CheckContext } from './check-return.js';
import type { ChildRegister } from './children-of-rows.js';
import type { EpisodesOfChildren } from './episodes-of-children.js';
import type { KnownReference } from './known-references.js';
import { heldRow, isOtherThanBefore, nothingAwaited, outOfDate, placed } from './row-outcome.js';
import type { Awaited, ReceivedRow, RowOutcome } from './row-outcome.js';
import { weighRows } from './weigh-rows.js';
import type { Fit, Misfit, RecordNow } from './weigh-rows.js';

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
    for (const [ref, all] of this.rows) this.putRight(ref, all);
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
        for (const row of open) this.hold(row, open.size === 1 ? best : this.weighAlone(ref, row, best), best.awaited);
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

  /** Holds a row for what stands against it, or against it and the others together. */
  private hold(row: ReceivedRow, weighed: Fit | Misfit, others: Awaited): void {
    if (weighed.kind === 'fits') return;
    const waits = weighed.awaited.ref !== null || weighed.awaited.childId !== null;
    const { findings, differences } = weighed;
    this.outcomes.set(row, { ...heldRow(row, findings, waits ? weighed.awaited : others), differences });
  }

  private take(ref: string, fit: Fit): void {
    const { group, speaker, before, after, identified } = fit;
    const episodeId = after.episode.id;
    const isSame = before !== null && isEqual(before, after);
    this.others.keep(after, ref);
    this.children.keep(identified);
    this.episodeIds.set(ref, episodeId);
    this.current.set(episodeId, after);
    if (!isSame) this.changed.set(episodeId, after);
    const effective = group.filter((row) => columnsOf(row).some((column) => fit.lastSaid.get(column) === row));
    const first = effective.find((row) => row === speaker && row.earlier === null) ?? effective[0];
    const maker = before === null ? first : null;
    const effect = isSame && !identified.isChanged ? 'same' : 'changed';
    for (const row of group) {
      const findings = row === speaker ? fit.findings : row.checked.told;
      const outcome = row === maker ? 'new' : effect;
      const differences = fit.differences.filter(({ column }) => {
        const teller = fit.lastSaid.get(column);
        return row === (teller && group.includes(teller) ? teller : (effective.at(-1) ?? speaker));
      });
      this.receive(row, { said: fit.lastSaid, episodeId, outcome, findings, differences });
    }
  }

  /** Puts down what became of a row that is taken, with what of it is out of date. */
  private receive(
    row: ReceivedRow,
    {
      said,
      episodeId,
      outcome,
      findings,
      differences,
    }: Pick<RowOutcome, 'outcome' | 'findings' | 'differences'> & {
      readonly said: ReadonlyMap<ColumnName, ReceivedRow>;
      readonly episodeId: EpisodeId;
    },
  ): void {
    const columns = columnsOf(row);
    const effective = new Set<string>(columns.filter((column) => said.get(column) === row));
    const isMoot = effective.size === 0 && columns.length > 0;
    // What was held and is out of date by now was put right meanwhile.
    if (isMoot && row.earlier !== null) return;
    const left = columns.filter(
      (column) => !effective.has(column) && !isEqual(said.get(column)?.values[column], row.values[column]),
    );
    const { checked, place } = row;
    const more = [
      ...(isMoot || left.length > 0 ? [outOfDate(checked, left)] : []),
      ...(row.earlier === null || row.earlier.shown?.isConfirmed
        ? []
        : [placed(checked, note(heldUntilComplete), null)]),
    ];
    const cells = Object.fromEntries(
      Object.entries(checked.cells).filter(([header]) => effective.has(columnKey(header))),
    );
    const applied = isMoot ? null : { ref: checked.ref ?? '', rowVersion: place.version, cells };
    this.taken.add(row);
    this.outcomes.set(row, {
      ...{ sent: row, outcome: isMoot ? 'same' : outcome, episodeId, findings: [...findings, ...more], applied },
      ...{ awaited: nothingAwaited, isPutRight: false, differences },
    });
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

  private putRight(ref: string, all: readonly ReceivedRow[]): void {
    const held = all.filter((row) => !this.taken.has(row));
    if (held.length === 0) return;
    const ordered = inOrder(all);
    const taken = ordered.filter((row) => this.taken.has(row));
    for (const row of held) {
      if (!isPutRight(row, taken, ordered)) continue;
      const before = this.outcomes.get(row) ?? heldRow(row, []);
      const findings = row.earlier === null ? before.findings : [];
      const said = placed(row.checked, note(putRight), null);
      this.outcomes.set(row, { ...heldRow(row, [...findings, said]), isPutRight: true });
    }
  }
}
