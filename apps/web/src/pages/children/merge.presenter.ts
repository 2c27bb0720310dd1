import type { ComparedRecord, FoundChildren, MergeChoice, StandingMerge } from '#casework';
import { showDay, showInstant, showMoment } from '#domain/time';
import { choices } from '../forms/choices.js';
import { presentHeading } from './heading.presenter.js';
import type { LabelledValue } from './labelled-value.js';
import { noLookUp, presentFound, presentLookUp } from './look-up.presenter.js';

/** What the council calls a record that is merged into another one. */
export function nameOfMerged({ councilChildId }: StandingMerge): string {
  return councilChildId ?? 'a record without council child ID';
}

const NUMBERS = ['', 'one record', 'two records', 'three records', 'four records'];

/** What a record says of those that are merged into it; null where there are none. */
export function presentMerges(merges: readonly StandingMerge[]) {
  if (merges.length === 0) return null;
  const count = merges.length + 1;
  return {
    title: `This record holds ${NUMBERS[count] ?? `${count} records`} of one child`,
    lines: merges.map(lineOf),
  };
}

function lineOf(merge: StandingMerge): string {
  return `${nameOfMerged(merge)} was merged into it on ${showInstant(merge.mergedAt)} by ${merge.mergedByName}, because: ${merge.reason}`;
}

/** The page on which the other record of a child is looked up. */
export function presentOther(
  choice: MergeChoice,
  typed: Parameters<typeof presentLookUp>[0] | null,
  found: FoundChildren | null,
) {
  const address = `/children/${choice.childId}/merge`;
  const others = found && { ...found, children: found.children.filter(({ childId }) => !isOwn(choice, childId)) };
  const listed = others && presentFound(others);
  return {
    ...presentLookUp(typed ?? noLookUp),
    heading: presentHeading(choice),
    address,
    found: listed && {
      ...listed,
      children: listed.children.map((child, at) => ({
        ...child,
        href: `${address}?other=${others.children[at]?.childId ?? ''}`,
      })),
    },
  };
}

function isOwn({ recordIds }: MergeChoice, childId: string): boolean {
  return recordIds.includes(childId);
}

/** Two records side by side, with what merging them means. */
export function presentPair(
  choice: MergeChoice,
  [goesOn, other]: readonly [ComparedRecord, ComparedRecord],
  reason: string,
) {
  return {
    heading: presentHeading(choice),
    address: `/children/${choice.childId}/merge`,
    otherId: other.childId,
    isRestricted: goesOn.isRestricted || other.isRestricted,
    records: [
      { ...presentRecord(goesOn), title: 'This record, which goes on' },
      { ...presentRecord(other), title: 'The other record, which is merged into it' },
    ],
    reason,
  };
}

function presentRecord(record: ComparedRecord) {
  const { identity, episodes, isRestricted } = record;
  const facts: readonly LabelledValue[] = [
    { label: 'Council child ID', value: identity?.councilChildId ?? 'none' },
    { label: 'Name', value: presentHeading(record).name },
    { label: 'Date of birth', value: identity ? showDay(identity.dateOfBirth) : 'not shown' },
    { label: 'Gender', value: identity?.gender ?? 'not recorded' },
    { label: 'Ethnicity (code)', value: identity?.ethnicity ?? 'not recorded' },
    { label: 'Restricted', value: isRestricted ? 'yes' : 'no' },
  ];
  return {
    facts,
    episodes: episodes.map(({ missingAt, returnedAt, providerName, refs }) => ({
      when: `${showMoment(missingAt)} to ${returnedAt ? showMoment(returnedAt) : 'no return recorded'}`,
      from: `${providerName ?? 'The council'}, reference ${refs.length === 0 ? 'none' : refs.join(', ')}`,
    })),
  };
}

/** The page on which a merge is undone. */
export function presentUndo(choice: MergeChoice, typed: { readonly mergeId: string; readonly reason: string }) {
  const { merges } = choice;
  const [only] = merges;
  return {
    heading: presentHeading(choice),
    address: `/children/${choice.childId}/merge/undo`,
    only: merges.length === 1 && only ? { id: only.id, line: lineOf(only) } : null,
    options: choices(
      merges.map((merge) => [merge.id, lineOf(merge)]),
      typed.mergeId,
    ),
    reason: typed.reason,
  };
}
