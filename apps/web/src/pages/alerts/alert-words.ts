import type { ListedAlert } from '#casework';
import { isRole } from '#domain/access';
import { nextRungOf, rungs } from '#domain/alerts';
import type { Rung, RungName } from '#domain/alerts';
import { deadlineLabel, isRepeatKind, readDeadlineKind } from '#domain/deadlines';
import { showInstant } from '#domain/time';
import type { Instant } from '#domain/time';
import { roleWords } from '../role-words.js';
import { showLength } from '../worklist/time-words.js';

/** What the steps of the clocks say. */
const stepWords: Readonly<Record<string, string>> = {
  missed_24: 'No offer within 24 hours of the return',
  warning_48: 'No interview booked 48 hours after the return',
  warning_60: 'No interview booked 60 hours after the return',
  missed_72: 'No interview within 72 hours of the return',
};

/** The step that ends a clock: by its name, the clock is known. */
const LAST_STEP = /^(?:missed_)?(.+)$/;

/** Who stands on a rung, in the middle of a sentence. */
const rungWords: Readonly<Record<RungName, string>> = {
  provider_worker: 'the provider’s interviewers',
  provider_manager: 'the provider’s manager',
  commissioner: 'the commissioner',
  team_manager: 'the team manager and the commissioner',
  head_of_service: 'the head of service',
};

/** A step in words, with those that are told as one with it; one of another version of the service by its name. */
export function showStep(step: string, others: readonly string[] = []): string {
  const kind = readDeadlineKind(LAST_STEP.exec(step)?.[1] ?? '');
  if (kind !== null && isRepeatKind(kind)) return deadlineLabel(kind, others.filter(isRepeatKind));
  return stepWords[step] ?? (kind === null ? step.replaceAll('_', ' ') : `Overdue: ${deadlineLabel(kind)}`);
}

export function showRung(rung: Rung): string {
  return rungWords[rungs[rung].name];
}

/** What somebody does, in words. */
export function showRoles(roles: readonly string[]): string {
  return roles.flatMap((role) => (isRole(role) ? [roleWords[role]] : [])).join(', ');
}

/** How long ago something was, as people say it. */
export function showAgo(then: Instant, now: Instant): string {
  return `${showLength((now.epochMilliseconds - then.epochMilliseconds) / 60_000)} ago`;
}

/** Where an alert stands, as a tag. */
export function tagOfAlert({ state, isAsked }: Pick<ListedAlert, 'state' | 'isAsked'>): {
  readonly state: string;
  readonly colour: string;
} {
  switch (state.kind) {
    case 'unacknowledged':
      return { state: isAsked ? 'Handed to you' : 'Nobody has it', colour: 'red' };
    case 'acknowledged':
      return { state: 'Taken on', colour: 'green' };
    case 'handed_over':
      return { state: isAsked ? 'Handed to you' : 'Handed over, not taken', colour: 'yellow' };
    case 'ended':
      return { state: 'Ended', colour: 'grey' };
  }
}

/** Who has an alert and what they promised; empty where nobody has. */
export function showHolder({ state, holder }: Pick<ListedAlert, 'state' | 'holder'>): string {
  if (!('acknowledgement' in state)) return '';
  const { promisedBy } = state.acknowledgement;
  const promise = promisedBy === null ? '' : `, to be done by ${showInstant(promisedBy)}`;
  return `By ${holder ?? 'the council'}${promise}`;
}

/** Who is told next and when; that nobody is, where nobody is. */
export function showNext({ state }: Pick<ListedAlert, 'state'>): string {
  const next = nextRungOf(state);
  if (next !== null) {
    const again = next.rung === state.rung ? ' again' : '';
    return `${capital(showRung(next.rung))}${again}, ${showInstant(next.at)}`;
  }
  if (state.kind === 'unacknowledged') return 'Nobody: it is at the top of the ladder';
  return 'Nobody';
}

/** Words as they begin a line. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
