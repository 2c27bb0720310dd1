import type { CaseworkTransaction } from '#casework';
import type { CaseRecord } from '#domain/cases';
import type { ChildIdentity } from '#domain/children';
import { isEqual } from '#domain/kernel';
import type { EpisodeId } from '#domain/kernel';
import { amendCase } from '#domain/submissions';
import type { Finding, SoundValues } from '#domain/submissions';
import { dayOf } from '#domain/time';
import { insertRows, saveChildren, sourceReferenceTable } from '#persistence';
import { newId } from '#platform';
import { travelRulesOn } from './check-return.js';
import type { CheckContext, CheckedRow } from './check-return.js';
import { loadChildRegister } from './children-of-rows.js';
import type { ChildRegister } from './children-of-rows.js';
import { loadKnownReferences } from './known-references.js';
import type { KnownReference } from './known-references.js';

export type Outcome = 'new' | 'same' | 'changed' | 'held';

/** What became of one row. */
export interface RowOutcome {
  readonly row: CheckedRow;
  readonly outcome: Outcome;
  readonly episodeId: EpisodeId | null;
  readonly findings: readonly Finding[];
}

/** A sound row that will be applied: to which child and, by its reference, to which episode. */
interface Assignment {
  readonly row: CheckedRow;
  readonly values: SoundValues;
  readonly child: ChildIdentity;
  readonly isChildChanged: boolean;
}

/**
 * Applies a chunk of rows in the open transaction. One import of an authority writes at a time, so that two uploads of
 * the same file, or two providers speaking of one child, end with one record.
 */
export async function applyChunk(
  casework: CaseworkTransaction,
  rows: readonly CheckedRow[],
  context: CheckContext,
): Promise<readonly RowOutcome[]> {
  const { tx, apply } = casework;
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('homeward import ' || $1, 0))`, [context.authority]);
  const sound = rows.flatMap(({ sound: values }) => (values ? [values] : []));
  const references = await loadKnownReferences(tx, context.providerId, sound);
  const children = await loadChildRegister(tx, sound, newId);
  const { assigned, settled } = assign(rows, references, children);
  await saveChildren(tx, children.before, children.after());

  const episodeIds = new Map([...references].map(([ref, known]) => [ref, known.episodeId]));
  const outcomes: RowOutcome[] = [...settled];
  await apply({
    action: 'CasesChange',
    episodeIds: [...new Set(assigned.flatMap(({ values }) => episodeIds.get(values.provider_ref) ?? []))],
    now: context.now,
    decide: (known) => {
      const decided = decideRows(assigned, known, episodeIds, context);
      outcomes.push(...decided.outcomes);
      return decided.changed;
    },
  });
  await insertRows(tx, sourceReferenceTable, referenceRows(assigned, episodeIds, references, context), 'replace');
  return outcomes;
}

/** Settles which rows can be applied, in their order: a reference is known once the row that brings it has been seen. */
function assign(rows: readonly CheckedRow[], references: ReadonlyMap<string, KnownReference>, children: ChildRegister) {
  const assigned: Assignment[] = [];
  const settled: RowOutcome[] = [];
  const arriving = new Set<string>();
  for (const row of rows) {
    const held = (...findings: readonly Finding[]) =>
      settled.push({ row, outcome: 'held', episodeId: null, findings: [...row.findings, ...findings] });
    if (row.sound === null) {
      held();
      continue;
    }
    const values = row.sound;
    const known = references.get(values.provider_ref);
    const uncovered = (values.interview_covers ?? []).filter(
      (ref) => !references.has(ref) && !arriving.has(ref) && ref !== values.provider_ref,
    );
    if (uncovered.length > 0) {
      held(
        finding(
          row,
          'PR-302',
          'error',
          'interview_covers',
          `interview_covers names ${uncovered.join(', ')}, which is not on record; send that row first, or in the same file.`,
        ),
      );
    } else if (known && isOlder(values, known)) {
      settled.push({
        row,
        outcome: 'same',
        episodeId: known.episodeId,
        findings: [
          ...row.findings,
          finding(
            row,
            'PR-304',
            'info',
            'row_version',
            `Version ${known.rowVersion ?? 0} of this row is on record already; this earlier one changes nothing.`,
          ),
        ],
      });
    } else {
      const resolved = children.resolve(values);
      if (resolved === null || (known && known.childId !== resolved.child.childId)) {
        held(
          finding(
            row,
            'PR-303',
            'error',
            'child_id',
            'Held for the council: it has to be settled which child this row speaks of. You need do nothing.',
          ),
        );
      } else {
        assigned.push({ row, values, child: resolved.child, isChildChanged: resolved.isChanged });
        arriving.add(values.provider_ref);
      }
    }
  }
  return { assigned, settled };
}

function isOlder(values: SoundValues, known: KnownReference): boolean {
  return typeof values.row_version === 'number' && known.rowVersion !== null && values.row_version < known.rowVersion;
}

function finding(
  row: CheckedRow,
  code: string,
  severity: Finding['severity'],
  column: string,
  message: string,
): Finding {
  return { code, severity, row: row.row, ref: row.ref, column, message };
}

/** Decides every row purely in memory. `episodeIds` learns the episodes that are new. */
function decideRows(
  assigned: readonly Assignment[],
  known: ReadonlyMap<EpisodeId, CaseRecord>,
  episodeIds: Map<string, EpisodeId>,
  context: CheckContext,
): { readonly outcomes: readonly RowOutcome[]; readonly changed: readonly CaseRecord[] } {
  const current = new Map(known);
  const changed = new Map<EpisodeId, CaseRecord>();
  const outcomes = assigned.map(({ row, values, child, isChildChanged }): RowOutcome => {
    const before = current.get(episodeIds.get(values.provider_ref) ?? '') ?? null;
    const after = amendCase(before, values, {
      providerId: context.providerId,
      child,
      travelRules: travelRulesOn(dayOf(values.missing_at), context),
      taxonomyVersion: context.lists.taxonomy.version,
      newId,
      episodeOf: (ref) => episodeIds.get(ref) ?? '',
    });
    const episodeId = after.episode.id;
    episodeIds.set(values.provider_ref, episodeId);
    current.set(episodeId, after);
    const isSame = isEqual(before, after);
    if (!isSame) changed.set(episodeId, after);
    const outcome = before === null ? 'new' : isSame && !isChildChanged ? 'same' : 'changed';
    return { row, outcome, episodeId, findings: row.findings };
  });
  return { outcomes, changed: [...changed.values()] };
}

function referenceRows(
  assigned: readonly Assignment[],
  episodeIds: ReadonlyMap<string, EpisodeId>,
  references: ReadonlyMap<string, KnownReference>,
  context: CheckContext,
) {
  const rows = assigned.map(({ values }) => ({
    provider_id: context.providerId,
    ref: values.provider_ref,
    episode_id: episodeIds.get(values.provider_ref) ?? null,
    row_version: values.row_version ?? references.get(values.provider_ref)?.rowVersion ?? null,
  }));
  const latest = new Map(rows.map((row) => [row.ref, row]));
  return [...latest.values()].filter(
    ({ ref, row_version }) => references.get(ref)?.rowVersion !== row_version || !references.has(ref),
  );
}
