import type { ChildRecord, EmergencyRecord } from '#casework';
import type { Action } from '#domain/access';
import type { FactorTaxonomy } from '#domain/factors';
import { isBefore, showDay, showInstant } from '#domain/time';
import type { Instant } from '#domain/time';
import { showReview } from '../break-glass/review-words.js';
import { presentEpisode } from './episode.presenter.js';
import { presentHeading } from './heading.presenter.js';
import { claimWords } from './claim-words.js';
import type { LabelledValue } from './labelled-value.js';
import { nameOfMerged, presentMerges } from './merge.presenter.js';

/** What the page of a record depends on besides the record. */
export interface RecordShown {
  readonly council: string;
  readonly authority: string;
  readonly now: Instant;
  readonly taxonomy: FactorTaxonomy;
  readonly may: (action: Action) => boolean;
  readonly done: Done | null;
}

const doneWords = {
  restricted: 'The record is restricted. Only those on its access list can open it.',
  lifted: 'The restriction is lifted.',
  admitted: 'The person is admitted to this record.',
  removed: 'The person is no longer admitted to this record.',
  allocated: 'The lead worker and team are recorded.',
  merged: 'The two records are merged. You can undo it at any time.',
  'one-absence': 'The two reports are one absence from now on, which counts once. You can undo it at any time.',
  'one-absence-undone': 'The merge of the two reports is undone. Each is again what it was, with its own clock.',
  'two-absences': 'It is on record that the two reports are two absences. You can take it back at any time.',
  'two-absences-undone': 'It is taken back that the two reports are two absences. They are asked about again.',
  'merge-undone': 'The merge is undone. Each record is again what it was.',
  'council-step': 'What the council did is recorded.',
  'council-step-taken-back': 'It is taken back. The clock that waits for it runs again.',
  return: 'The return is corrected. What stood before stays with the episode.',
  'third-party': 'What you wrote is kept with the episode. It is shown only to the few at the council who need it.',
} as const;
export type Done = keyof typeof doneWords;
export const dones: readonly string[] = Object.keys(doneWords);

export function isDone(text: string | undefined): text is Done {
  return text !== undefined && dones.includes(text);
}

/** A child's record in words, with what the person may do next. */
export function presentChild(record: ChildRecord, { council, authority, now, taxonomy, may, done }: RecordShown) {
  // More than one where merged records were with several teams.
  const present = record.allocations.filter(({ isInForce }) => isInForce);
  const { childId, episodes } = record;
  return {
    council,
    heading: presentHeading(record),
    done: done === null ? '' : doneWords[done],
    flags: flagsOf(record, now),
    merged: presentMerges(record.merges),
    matches: presentMatches(record, may('child.match')),
    undoAddress: may('child.merge') ? `/children/${childId}/merge/undo` : '',
    identity: identityOf(record),
    allocation: present
      .map(
        ({ workerName, team, validFrom }) => `${workerName ?? 'No lead worker'}, ${team}, since ${showDay(validFrom)}`,
      )
      .join('; '),
    links: linksOf(childId, may),
    episodes: episodes.map((each) =>
      presentEpisode(each, { childId, authority, taxonomy, may, isOnlyOne: episodes.length === 1 }),
    ),
    history: record.emergencies.map((each) => historyLine(each)),
  };
}

/** What was decided where a row might have spoken of another child, with the way to undo it for those who may. */
function presentMatches({ matches }: ChildRecord, mayUndo: boolean) {
  return matches.map(({ id, providerName, claimed, decidedByName, decidedAt, reason }) => ({
    line: `${providerName} says: ${claimWords(claimed)}`,
    decided: `${decidedByName}, ${showInstant(decidedAt)}, because: ${reason}`,
    undo: mayUndo ? `/doubtful-children/decisions/${id}/undo` : '',
  }));
}

/** What has to be known at once of a record: who is admitted, and who opened it in an emergency and is not yet reviewed. */
function flagsOf(record: ChildRecord, now: Instant): readonly string[] {
  const restricted = record.isRestricted ? [restrictedWords(record.admittedCount)] : [];
  const openings = record.emergencies
    .filter(({ reviewedAt }) => reviewedAt === null)
    .map(({ openedByName, startsAt, endsAt }) => {
      const until = `${isBefore(now, endsAt) ? 'until' : 'ended'} ${showInstant(endsAt)}`;
      return `Opened in an emergency by ${openedByName} on ${showInstant(startsAt)}, ${until}, not yet reviewed.`;
    });
  return [...restricted, ...openings];
}

function restrictedWords(admitted: number | null): string {
  if (admitted === null) return 'Restricted record.';
  return `Restricted record: ${admitted === 1 ? '1 person is' : `${admitted} people are`} admitted.`;
}

function identityOf({ identity, merges, aliases }: ChildRecord): readonly LabelledValue[] {
  if (!identity) return [];
  const { councilChildId, dateOfBirth, gender, ethnicity, homePostcode } = identity;
  return [
    { label: 'Council child ID', value: councilChildId ?? 'none' },
    ...(merges.length === 0 ? [] : [{ label: 'Of merged records', value: merges.map(nameOfMerged).join(', ') }]),
    ...(aliases.length === 0
      ? []
      : [{ label: 'Also known as', value: aliases.map((name) => `${name.givenName} ${name.familyName}`).join('; ') }]),
    { label: 'Date of birth', value: showDay(dateOfBirth) },
    { label: 'Gender', value: gender ?? 'not recorded' },
    { label: 'Ethnicity (code)', value: ethnicity ?? 'not recorded' },
    { label: 'Home postcode', value: homePostcode ?? 'not recorded' },
  ];
}

const recordLinks = [
  { action: 'child.evidence.read', below: '/children', path: '/evidence', text: 'Evidence page, to print' },
  { action: 'child.views.read', below: '/children', path: '/views', text: 'Who viewed this child' },
  { action: 'child.allocate', below: '/children', path: '/allocation', text: 'Lead worker and team' },
  { action: 'child.merge', below: '/children', path: '/merge', text: 'This is the same child as another record' },
  { action: 'child.match', below: '/children', path: '/names', text: 'Other names of this child' },
  { action: 'child.restrict', below: '/children', path: '/restriction', text: 'Restriction and access list' },
  { action: 'subject_access.read', below: '/children', path: '/subject-access', text: 'Subject access pack' },
  { action: 'retention.manage', below: '/retention/children', path: '', text: 'Keeping and deletion' },
] as const satisfies readonly Readonly<Record<'below' | 'path' | 'text', string> & { action: Action }>[];

function linksOf(childId: string, may: (action: Action) => boolean) {
  return recordLinks
    .filter(({ action }) => may(action))
    .map(({ below, path, text }) => ({ href: `${below}/${childId}${path}`, text }));
}

/** An emergency opening as it stays on the child's page for good. */
function historyLine(opening: EmergencyRecord): {
  readonly line: string;
  readonly reason: string;
  readonly review: string;
} {
  const { openedByName, startsAt, endsAt, reason, note } = opening;
  return {
    line: `${openedByName}, ${showInstant(startsAt)} to ${showInstant(endsAt)}`,
    reason,
    review: [`${showReview(opening)}.`, note].filter(Boolean).join(' '),
  };
}
