import type { UnrecordedAbsence } from '#casework';
import { INTERVIEW_HOURS, earliestDueAt } from '#domain/deadlines';
import { hoursBetween, showInstant } from '#domain/time';
import type { Instant } from '#domain/time';
import { sourceWords } from '../reconciliation/notification-words.js';
import { showTimeLeft } from './time-words.js';
import type { CountedSection, RowView } from './section-view.js';

/** Children who are back and of whose absence only a notification tells: they stand above everybody else. */
export function unrecordedSection(found: readonly UnrecordedAbsence[], at: Instant, mayLink: boolean): CountedSection {
  return {
    ...{ id: 'unrecorded', title: 'Back, and on no record', countLabel: 'on no record', none: '' },
    ...{ whenHeading: 'Due', lengthHeading: 'Time left' },
    rows: found.map((each) => rowOf(each, at, mayLink)),
  };
}

function rowOf(
  { childId, child, returnedAt, notifications }: UnrecordedAbsence,
  at: Instant,
  mayLink: boolean,
): RowView {
  const dueAt = earliestDueAt(returnedAt, INTERVIEW_HOURS);
  const [first] = notifications;
  const record = childId === null ? '' : `/children/${childId}`;
  return {
    child: child ?? 'not known',
    href: mayLink && first ? `/reconciliation/notifications/${first.id}` : record,
    ref: notifications.map(({ source, reference }) => `${sourceWords[source]} ${reference}`).join(', '),
    provider: 'nobody asked',
    what: 'Record the episode and refer it',
    arranging: '',
    steps: [],
    when: showInstant(dueAt),
    length: showTimeLeft(Math.floor(hoursBetween(at, dueAt) * 60)),
    state: 'Not on record',
    colour: 'red',
  };
}
