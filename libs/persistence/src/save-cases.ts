import type { CaseRecord } from '#domain/cases';
import type { ChildIdentity } from '#domain/children';
import { isEqual } from '#domain/kernel';
import { deleteRows, differenceOf, insertRows, updateRows } from './batch-sql.js';
import type { Row, RowDifference, TableShape } from './batch-sql.js';
import {
  careStatusRow,
  caseTextRow,
  childIdentityRow,
  claimRow,
  classificationOf,
  episodeRow,
  offerRows,
  requirementRow,
} from './case-rows.js';
import { coverRows, factorRows, interviewRow, vulnerabilityRows } from './interview-rows.js';
import { dateOf } from './moment-columns.js';
import { careStatusTable, childIdentityTable, childTable } from './child-tables.js';
import { caseTextTable, classificationTable, episodeTable } from './episode-tables.js';
import {
  claimTable,
  coverTable,
  factorTable,
  interviewTable,
  offerTable,
  requirementTable,
  vulnerabilityTable,
} from './interview-tables.js';
import type { Transaction } from './transaction.js';

/** Writes what differs between two states of cases: a few statements, however many cases there are. */
export async function saveCases(
  tx: Transaction,
  before: readonly CaseRecord[],
  after: readonly CaseRecord[],
): Promise<void> {
  const interviews = (records: readonly CaseRecord[]) =>
    records.flatMap(({ interview }) => (interview ? [interview] : []));
  const changed = changedRecords(before, after);
  const replaced = [
    difference(coverTable, interviews(changed.before).flatMap(coverRows), interviews(changed.after).flatMap(coverRows)),
    difference(
      factorTable,
      interviews(changed.before).flatMap(factorRows),
      interviews(changed.after).flatMap(factorRows),
    ),
    difference(
      vulnerabilityTable,
      interviews(changed.before).flatMap(vulnerabilityRows),
      interviews(changed.after).flatMap(vulnerabilityRows),
    ),
  ];
  const kept = [
    difference(
      episodeTable,
      changed.before.map(({ episode }) => episodeRow(episode)),
      changed.after.map(({ episode }) => episodeRow(episode)),
    ),
    difference(requirementTable, changed.before.map(requirementRow), changed.after.map(requirementRow)),
    difference(offerTable, changed.before.flatMap(offerRows), changed.after.flatMap(offerRows)),
    difference(
      interviewTable,
      interviews(changed.before).map(interviewRow),
      interviews(changed.after).map(interviewRow),
    ),
  ];
  for (const write of replaced) await write.remove(tx);
  for (const write of kept) await write.remove(tx);
  for (const write of [...kept, ...replaced]) await write.add(tx);
  await saveWhereSaid(tx, caseTextTable, changed, hasText, caseTextRow);
  await saveWhereSaid(tx, claimTable, changed, hasClaim, claimRow);
  await insertRows(
    tx,
    careStatusTable,
    lastByKey(
      changed.after.map(({ careSeen }) => careStatusRow(careSeen)),
      (row) => `${row.child_id}|${row.seen_on}`,
    ),
    'replace',
  );
  await insertRows(tx, classificationTable, newClassifications(tx, changed.before, changed.after), 'keep');
}

interface Changed {
  readonly before: readonly CaseRecord[];
  readonly after: readonly CaseRecord[];
}

function changedRecords(before: readonly CaseRecord[], after: readonly CaseRecord[]): Changed {
  const was = new Map(before.map((record) => [record.episode.id, record]));
  const differs = after.filter((record) => !isEqual(was.get(record.episode.id), record));
  const ids = new Set(differs.map(({ episode }) => episode.id));
  return { before: before.filter(({ episode }) => ids.has(episode.id)), after: differs };
}

/** Rows of texts and of claims stand only where something was said, and stay, empty, where it was taken back. */
async function saveWhereSaid<Column extends string>(
  tx: Transaction,
  table: TableShape<Column>,
  { before, after }: Changed,
  isSaid: (record: CaseRecord) => boolean,
  rowOf: (record: CaseRecord) => Row<Column>,
): Promise<void> {
  const said = before.filter(isSaid);
  const wasSaid = new Set(said.map(({ episode }) => episode.id));
  const wanted = after.filter((record) => isSaid(record) || wasSaid.has(record.episode.id));
  await difference(table, said.map(rowOf), wanted.map(rowOf)).add(tx);
}

function hasText({ text }: CaseRecord): boolean {
  return Object.values(text).some((value) => value !== null);
}

function hasClaim({ claim }: CaseRecord): boolean {
  return claim.feePence !== null || claim.miles !== null;
}

function newClassifications(tx: Transaction, before: readonly CaseRecord[], after: readonly CaseRecord[]) {
  const was = new Map(before.map(({ episode }) => [episode.id, classificationOf(episode)]));
  return after
    .map(({ episode }) => ({ id: episode.id, line: classificationOf(episode) }))
    .filter(({ id, line }) => !isEqual(was.get(id), line))
    .map(({ id, line }) => ({
      episode_id: id,
      recorded_at: dateOf(tx.now),
      recorded_by: tx.context.actorName,
      ...line,
    }));
}

/** Writes who children are, where that is new or has changed. */
export async function saveChildren(
  tx: Transaction,
  before: readonly ChildIdentity[],
  after: readonly ChildIdentity[],
): Promise<void> {
  const known = new Set(before.map(({ childId }) => childId));
  await insertRows(
    tx,
    childTable,
    after.filter(({ childId }) => !known.has(childId)).map(({ childId }) => ({ id: childId, is_restricted: false })),
  );
  await difference(childIdentityTable, before.map(childIdentityRow), after.map(childIdentityRow)).add(tx);
}

interface Write {
  remove(tx: Transaction): Promise<void>;
  add(tx: Transaction): Promise<void>;
}

function difference<Column extends string>(
  table: TableShape<Column>,
  before: readonly Row<Column>[],
  after: readonly Row<Column>[],
): Write {
  const rows: RowDifference<Column> = differenceOf(table, before, after);
  return {
    remove: (tx) => deleteRows(tx, table, rows.deleted),
    add: async (tx) => {
      await updateRows(tx, table, rows.updated);
      await insertRows(tx, table, rows.inserted);
    },
  };
}

function lastByKey<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
