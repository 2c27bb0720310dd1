import type { ComparedCandidate, DoubtLine, DoubtsPage, MatchToUndo, OpenDoubt } from '#casework';
import { claimWords } from '../children/claim-words.js';
import { nameKey, outwardCodeOf } from '#domain/children';
import type { ChildDoubtCause, ChildName } from '#domain/children';
import { showDay, showInstant } from '#domain/time';
import { choices } from '../forms/choices.js';
import { LEFT_OUT, NEW_CHILD, doneWords } from './doubtful-children.forms.js';
import type { Done, TypedDoubt } from './doubtful-children.forms.js';

const causeWords: Readonly<Record<ChildDoubtCause, string>> = {
  date_of_birth_differs: 'The council child ID is on record with another date of birth.',
  several_children: 'Several children on record have this name and date of birth.',
  reference_of_another_child: 'Under its reference an episode of another child is on record.',
};

const KEPT = 'Not shown: it may speak of a record you may not open.';
const RESTRICTED = 'Not shown before you say why you open the restricted record.';

/** The rows that wait, and those that were left out. */
export function presentDoubts({ doubts, next, leftOut }: DoubtsPage, after: string | null, done: Done | null) {
  return {
    done: done === null ? '' : doneWords[done],
    isFirst: after === null,
    doubts: doubts.map((doubt) => ({
      ...{ href: `/doubtful-children/${doubt.id}`, provider: doubt.providerName },
      ...{ says: saysOf(doubt), cause: causeWords[doubt.because], since: showInstant(doubt.askedAt) },
    })),
    next: next === null ? '' : `/doubtful-children?after=${next}`,
    leftOut: leftOut.map((match) => ({
      ...{ provider: match.providerName, ref: match.ref ?? 'none', reason: match.reason },
      by: `${match.decidedByName}, ${showInstant(match.decidedAt)}`,
      undo: `/doubtful-children/decisions/${match.id}/undo`,
    })),
  };
}

function saysOf({ state, claimed }: DoubtLine): string {
  if (claimed) return claimWords(claimed);
  return state === 'kept' ? KEPT : RESTRICTED;
}

/** A row beside the records of which it may speak. Where it is not for who looks, no more than that is said. */
export function presentDoubt(open: OpenDoubt, typed: TypedDoubt) {
  const { doubt, sight, others, records } = open;
  const isShown = !sight.isKept && !sight.needsReason;
  return {
    ...{ isShown, isKept: sight.isKept, cause: causeWords[doubt.because] },
    ...{ caption: `${doubt.providerName}, waiting since ${showInstant(doubt.askedAt)}` },
    hidden: sight.hidden.map(() => 'A record you may not open'),
    restricted: sight.isKept
      ? []
      : sight.seen.filter(({ needsReason }) => needsReason).map(({ child }) => `/children/${child.childId}`),
    others: others === 0 ? '' : othersWords(others),
    sections: isShown ? [presentRow(open), ...records.map((record, at) => presentRecord(open, record, at + 1))] : [],
    isUnknown: isShown && records.length === 0,
    ...(isShown && presentChoices(open, typed)),
  };
}

function othersWords(others: number): string {
  const rows = others === 1 ? '1 other row of this provider waits' : `${others} other rows of this provider wait`;
  return `${rows} for the same: what you decide holds for all of them.`;
}

interface Fact {
  readonly label: string;
  readonly value: string;
  /** What is to be said of it beside the row; nothing where neither is known. */
  readonly mark: string;
  readonly differs: boolean;
}

function fact(label: string, value: string, mark: '' | 'the same' | 'differs from the row' = ''): Fact {
  return { label, value, mark, differs: mark === 'differs from the row' };
}

function nameOf({ givenName, familyName }: ChildName): string {
  return [givenName, familyName].filter(Boolean).join(' ') || 'none';
}

function outwardOf(postcode: string | null): string {
  return postcode === null ? 'not recorded' : (outwardCodeOf(postcode) ?? 'not readable');
}

function presentRow({ doubt, row }: OpenDoubt) {
  const { claimed, ref } = doubt;
  return {
    title: 'What the row says',
    record: '',
    facts: [
      fact('Council child ID', claimed.councilChildId ?? 'none'),
      fact('Name', nameOf(claimed)),
      fact('Date of birth', showDay(claimed.dateOfBirth)),
      fact('Gender', row.gender ?? 'not recorded'),
      fact('Home postcode, first part', outwardOf(row.homePostcode)),
      fact('Reference', ref ?? 'none'),
    ],
  };
}

function presentRecord({ doubt, row }: OpenDoubt, record: ComparedCandidate, place: number) {
  const { identity, aliases, child, episodes, sources } = record;
  const { claimed } = doubt;
  const beside = (isSame: boolean, isTold = true) => {
    if (!isTold) return '';
    return isSame ? 'the same' : 'differs from the row';
  };
  const key = nameKey(claimed);
  const isKnownBy = [identity, ...aliases].some((name) => nameKey(name) === key);
  const outward = outwardOf(identity.homePostcode);
  return {
    title: `Record ${place}`,
    record: `/children/${child.childId}`,
    facts: [
      fact(
        'Council child ID',
        identity.councilChildId ?? 'none',
        beside(identity.councilChildId === claimed.councilChildId, claimed.councilChildId !== null),
      ),
      fact('Name', nameOf(identity), beside(isKnownBy)),
      fact('Also known as', aliases.map(nameOf).join('; ') || 'no other name'),
      fact('Date of birth', showDay(identity.dateOfBirth), beside(identity.dateOfBirth.equals(claimed.dateOfBirth))),
      fact(
        'Gender',
        identity.gender ?? 'not recorded',
        beside(identity.gender?.toLowerCase() === row.gender?.toLowerCase(), Boolean(identity.gender && row.gender)),
      ),
      fact(
        'Home postcode, first part',
        outward,
        beside(outward === outwardOf(row.homePostcode), Boolean(identity.homePostcode && row.homePostcode)),
      ),
      fact('Missing episodes', String(episodes)),
      fact('Told by', sources.join('; ') || 'nobody'),
      ...(record.isOfReference ? [fact('Reference', 'The row’s reference stands on an episode of this record')] : []),
    ],
  };
}

function presentChoices({ doubt, records }: OpenDoubt, typed: TypedDoubt) {
  const { claimed, because } = doubt;
  const isTied = because === 'reference_of_another_child';
  const offered = records.filter(({ isOfReference }) => !isTied || isOfReference);
  const key = nameKey(claimed);
  const isElsewhere = offered.some(({ identity }) => !identity.dateOfBirth.equals(claimed.dateOfBirth));
  const isOtherName = offered.some(({ identity }) => nameKey(identity) !== key);
  return {
    choice: choices(
      [
        ...offered.map(
          ({ identity }) =>
            [
              identity.childId,
              `The child of record ${placeOf(records, identity.childId)}: ${claimWords(identity)}`,
            ] as const,
        ),
        ...(isTied ? [] : [[NEW_CHILD, 'Another child: make a new record'] as const]),
        [LEFT_OUT, 'No child that can be told: leave the row out'] as const,
      ],
      typed.choice,
    ),
    birth: isElsewhere
      ? choices(
          [
            ['record', 'That of the record; the row’s is a mistake'],
            ['row', `That of the row, ${showDay(claimed.dateOfBirth)}; the record’s is a mistake and is changed`],
          ],
          typed.birth,
        )
      : null,
    keepName:
      isOtherName && claimed.givenName !== null && claimed.familyName !== null
        ? choices(
            [
              ['yes', `Yes, the child is also known as ${nameOf(claimed)}`],
              ['no', 'No'],
            ],
            typed.keepName,
          )
        : null,
    reason: typed.reason ?? '',
  };
}

function placeOf(records: readonly ComparedCandidate[], childId: string): number {
  return records.findIndex(({ identity }) => identity.childId === childId) + 1;
}

/** The page on which a decision is undone. */
export function presentUndo({ match, applied, held }: MatchToUndo, reason: string) {
  const { providerName, claimed, decidedByName, decidedAt, childId } = match;
  const count = (rows: number) => (rows === 1 ? '1 row' : `${rows} rows`);
  return {
    action: `/doubtful-children/decisions/${match.id}/undo`,
    back: childId === null ? '/doubtful-children' : `/children/${childId}`,
    says: `${providerName} says: ${claimWords(claimed)}. Decided by ${decidedByName} on ${showInstant(decidedAt)}, because: ${match.reason}`,
    lines: [
      'What the provider sends later and says the same is asked about again.',
      ...(held === 0 ? [] : [`${count(held)} that ${held === 1 ? 'is' : 'are'} held: asked about again at once.`]),
      ...(match.aliasId === null ? [] : ['The name that was added is no longer one by which the child is known.']),
      ...(match.formerDateOfBirth === null
        ? []
        : [
            `The date of birth of the record is again ${showDay(match.formerDateOfBirth)}, unless it was changed since.`,
          ]),
      ...(applied === 0
        ? []
        : [
            `${count(applied)} that ${applied === 1 ? 'was' : 'were'} applied: the episodes stay on this record. Where they are another child’s, ask the provider to cancel them, and to send them under new references.`,
          ]),
    ],
    reason,
  };
}
