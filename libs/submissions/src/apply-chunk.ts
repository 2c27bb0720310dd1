import { lockImports, queueUnmatchedWords } from '#casework';
import type { CaseworkTransaction } from '#casework';
import { factorWordsOf } from '#domain/submissions';
import { dayInLondon } from '#domain/time';
import { insertRows, sourceReferenceTable } from '#persistence';
import { newId } from '#platform';
import type { CheckContext, CheckedRow } from './check-return.js';
import { loadChildRegister } from './children-of-rows.js';
import { withDifferences } from './confirmations/differences-of-outcomes.js';
import { loadToldRegister } from './confirmations/told-register.js';
import { decideRows } from './decide-rows.js';
import type { RowOutcome } from './decide-rows.js';
import { loadEpisodesOfChildren } from './episodes-of-children.js';
import { loadCouncilReturns, loadKnownReferences } from './known-references.js';
import type { KnownReference } from './known-references.js';

/**
 * Applies a chunk of rows in the open transaction. One import of an authority writes at a time, so that two uploads of
 * the same file, or two providers speaking of one child, end with one record.
 */
export async function applyChunk(
  { tx, apply }: CaseworkTransaction,
  rows: readonly CheckedRow[],
  context: CheckContext,
): Promise<readonly RowOutcome[]> {
  await lockImports(tx);
  const sound = rows.flatMap(({ sound: values }) => (values ? [values] : []));
  const references = await loadKnownReferences(tx, context.providerId, sound);
  const children = await loadChildRegister(tx, sound, newId);
  // With the episodes that an interview also covers: their clocks are settled by it.
  const episodeIds = [...new Set([...references.values()].map(({ episodeId }) => episodeId))];
  const councilReturns = await loadCouncilReturns(tx, episodeIds);
  const childIds = children.before.map(({ childId }) => childId);
  const others = await loadEpisodesOfChildren(tx, context.providerId, childIds);
  const told = context.confirming && (await loadToldRegister(tx, episodeIds, context));
  const outcomes: RowOutcome[] = [];
  await apply({
    action: 'CasesChange',
    episodeIds,
    now: context.now,
    decide: (known) => {
      const decided = decideRows(rows, { known, references, children, others, councilReturns, told }, context);
      outcomes.push(...decided.outcomes);
      return { changed: decided.changed, children: { before: children.before, after: children.after() } };
    },
  });
  await insertRows(tx, sourceReferenceTable, referenceRows(outcomes, references, context), 'replace');
  await queueUnmatchedWords(tx, { ...context, day: dayInLondon(context.now) }, wordsOf(outcomes, context));
  return withDifferences(tx, outcomes, context);
}

/** What the rows that were applied say of factors; what is out of date changes nothing, here as elsewhere. */
function wordsOf(outcomes: readonly RowOutcome[], { lists }: CheckContext) {
  return outcomes.flatMap(({ row, applied }) =>
    applied ? [{ ref: applied.provider_ref, ...factorWordsOf(row.cells, lists.factorWords) }] : [],
  );
}

/** The references that are new or came with a later version. */
function referenceRows(
  outcomes: readonly RowOutcome[],
  references: ReadonlyMap<string, KnownReference>,
  context: CheckContext,
) {
  const applied = outcomes.flatMap(({ applied: values, episodeId }) => {
    if (!values) return [];
    const ref = values.provider_ref;
    const rowVersion = values.row_version ?? references.get(ref)?.rowVersion ?? null;
    return [{ provider_id: context.providerId, ref, episode_id: episodeId, row_version: rowVersion }];
  });
  const latest = new Map(applied.map((row) => [row.ref, row]));
  return [...latest.values()].filter(({ ref, row_version }) => {
    const known = references.get(ref);
    return known === undefined || known.isReferral || known.rowVersion !== row_version;
  });
}
