import type { ChildId } from '#domain/kernel';
import { factsOfChild, keepUntil } from '#domain/retention';
import type { Keeping, RetentionFacts, RetentionRule } from '#domain/retention';
import { dayInLondon } from '#domain/time';
import { listRetentionFacts, readSurvivors } from '#persistence';
import type { Transaction } from '#persistence';

/** How long a child is kept: all its records alike. */
export interface Judged {
  /** The record that goes on, where several are merged. */
  readonly childId: ChildId;
  readonly recordIds: readonly ChildId[];
  readonly facts: RetentionFacts;
  readonly keeping: Keeping;
}

/**
 * Judges the children of some records, each over all records that are merged into one, and each once. In the order in
 * which the records are given; those that are deleted are left out. Asked as the service itself.
 */
export async function judgeKeeping(
  tx: Transaction,
  found: readonly { readonly childId: ChildId; readonly facts: RetentionFacts }[],
  rules: readonly RetentionRule[],
): Promise<readonly Judged[]> {
  const survivors = await readSurvivors(tx);
  const survivorOf = (id: ChildId) => survivors.get(id) ?? id;
  const goingOn = new Set(found.map(({ childId }) => survivorOf(childId)));
  const merged = [...survivors].filter(([, into]) => goingOn.has(into));
  const mergedFacts = await listRetentionFacts(tx, [...new Set(merged.flat())]);
  const factsOf = new Map([...found, ...mergedFacts].map(({ childId, facts }) => [childId, facts]));
  return [...goingOn].flatMap((childId) => {
    const members = [childId, ...merged.flatMap(([away, into]) => (into === childId ? [away] : []))];
    const known = members.flatMap((id) => factsOf.get(id) ?? []);
    const [own, ...others] = known;
    if (!own) return [];
    const facts = factsOfChild(own, others);
    const recordIds = members.filter((id) => factsOf.has(id));
    return [{ childId, recordIds, facts, keeping: keepUntil(facts, rules, dayInLondon(tx.now)) }];
  });
}
