import { queueUnmatchedWords } from '#casework';
import type { CaseworkTransaction } from '#casework';
import type { ChildId } from '#domain/kernel';
import { columnKey, factorWordsOf } from '#domain/submissions';
import type { Instant } from '#domain/time';
import { dayInLondon } from '#domain/time';
import { insertRows, sourceReferenceTable } from '#persistence';
import { newId } from '#platform';
import type { CheckContext, CheckedRow } from './check-return.js';
import { loadChildRegister } from './children-of-rows.js';
import { queueDoubts } from './doubts/queue-doubts.js';
import { loadCouncilReturns, loadKnownReferences } from './known-references.js';
import type { KnownReference } from './known-references.js';
import { loadEpisodesOfChildren } from './load-episodes-of-children.js';
import { loadReceivedRows } from './received-rows.js';
import type { WhatArrived } from './received-rows.js';
import { decideRows } from './row-decisions/decide-rows.js';
import type { DecidedRows } from './row-decisions/decide-rows.js';
import { asReceived } from './row-decisions/row-outcome.js';
import type { RowOutcome } from './row-decisions/row-outcome.js';
import { storeSettled } from './settled-rows-store.js';
import { storeOutcomes } from './submission-store.js';

/** The submission whose rows are applied. */
export interface Origin {
  readonly submissionId: string;
  readonly receivedAt: Instant;
}

/** Rows that are decided for the first time, and references of which the rows that are held are tried again. */
export interface Undecided {
  readonly origin: Origin | null;
  readonly rows: readonly CheckedRow[];
  readonly refs: readonly string[];
  /** Leave out the rows that are held and wait. */
  readonly isAlone?: boolean;
}

/** What deciding rows brought that others may have waited for, and how many that were held were taken in. */
export interface Stored extends WhatArrived {
  readonly taken: number;
}

/** Decides rows of one provider, and writes what they say, their receipts and their findings. */
export async function decideAndStore(
  { tx, apply }: CaseworkTransaction,
  { origin, rows, refs, isAlone = false }: Undecided,
  context: CheckContext,
): Promise<Stored> {
  const sent = await loadReceivedRows(tx, [...rows.flatMap(({ ref }) => ref ?? []), ...refs], context);
  const received = isAlone ? sent.filter(({ standing }) => standing === 'taken') : sent;
  const fresh = rows.map((row) =>
    asReceived(row, {
      receivedAt: (origin?.receivedAt ?? tx.now).epochMilliseconds,
      submissionId: origin?.submissionId ?? '',
    }),
  );
  const open = [...fresh, ...received.filter(({ standing }) => standing === 'held')];
  const values = open.filter(({ checked }) => checked.isReadable).map((row) => row.values);
  const references = await loadKnownReferences(tx, context.providerId, values);
  const standing: ChildId[] = [...references.values()].map(({ childId }) => childId);
  const children = await loadChildRegister(tx, values, { providerId: context.providerId, standing, newId });
  // With the episodes that an interview also covers: their clocks are settled by it.
  const episodeIds = [...new Set([...references.values()].map(({ episodeId }) => episodeId))];
  const councilReturns = await loadCouncilReturns(tx, episodeIds);
  const childIds = children.before.map(({ childId }) => childId);
  const others = await loadEpisodesOfChildren(tx, context.providerId, childIds);
  let decided: DecidedRows = { outcomes: [], settled: [], changed: [] };
  await apply({
    action: 'CasesChange',
    episodeIds,
    now: context.now,
    decide: (known) => {
      decided = decideRows(fresh, { known, references, received, children, others, councilReturns }, context);
      return { changed: decided.changed, children: { before: children.before, after: children.after() } };
    },
  });
  const all = [...decided.outcomes, ...decided.settled];
  await insertRows(tx, sourceReferenceTable, referenceRows(all, references, context), 'replace');
  await queueUnmatchedWords(tx, { ...context, day: dayInLondon(context.now) }, wordsOf(all, context));
  if (origin) await storeOutcomes(tx, origin.submissionId, decided.outcomes);
  await storeSettled(tx, origin?.submissionId ?? null, decided.settled);
  await queueDoubts(tx, all);
  return {
    refs: newReferences(all, references, context),
    childIds: decided.changed.map(({ episode }) => episode.childId),
    taken: decided.settled.filter(({ outcome }) => outcome !== 'held').length,
  };
}

function newReferences(
  outcomes: readonly RowOutcome[],
  references: ReadonlyMap<string, KnownReference>,
  { providerId }: CheckContext,
): WhatArrived['refs'] {
  const applied = new Set(outcomes.flatMap(({ applied: row }) => row?.ref ?? []));
  return [...applied].filter((ref) => !references.has(ref)).map((ref) => ({ providerId, ref }));
}

/** What the rows that were applied say of factors; what is out of date changes nothing, here as elsewhere. */
function wordsOf(outcomes: readonly RowOutcome[], { lists }: CheckContext) {
  const cellsOf = new Map<string, Readonly<Record<string, string>>>();
  for (const { applied } of outcomes) {
    if (!applied) continue;
    const cells = Object.fromEntries(Object.entries(applied.cells).map(([header, cell]) => [columnKey(header), cell]));
    cellsOf.set(applied.ref, { ...cellsOf.get(applied.ref), ...cells });
  }
  return [...cellsOf].map(([ref, cells]) => ({ ref, ...factorWordsOf(cells, lists.factorWords) }));
}

/** The references that are new or came with a later version. */
function referenceRows(
  outcomes: readonly RowOutcome[],
  references: ReadonlyMap<string, KnownReference>,
  context: CheckContext,
) {
  const latest = new Map<string, { readonly episodeId: string | null; readonly rowVersion: number | null }>();
  for (const { applied, episodeId } of outcomes) {
    if (!applied) continue;
    const { ref, rowVersion } = applied;
    const known = latest.get(ref)?.rowVersion ?? references.get(ref)?.rowVersion ?? null;
    const highest = known === null || rowVersion === null ? (rowVersion ?? known) : Math.max(rowVersion, known);
    latest.set(ref, { episodeId, rowVersion: highest });
  }
  return [...latest]
    .filter(([ref, { rowVersion }]) => {
      const known = references.get(ref);
      return known === undefined || known.isReferral || known.rowVersion !== rowVersion;
    })
    .map(([ref, { episodeId, rowVersion }]) => ({
      ...{ provider_id: context.providerId, ref, episode_id: episodeId, row_version: rowVersion },
    }));
}
