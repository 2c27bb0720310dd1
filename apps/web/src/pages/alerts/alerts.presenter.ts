import { showAlertCursor } from '#casework';
import type { AlertEvent, AlertLife, AlertsPage, ListedAlert } from '#casework';
import { groupCalls } from '#domain/alerts';
import { showInstant } from '#domain/time';
import type { Instant } from '#domain/time';
import type { AuthorityChoice } from '../forms/authority-choice.js';
import { showAgo, showHolder, showNext, showRung, showStep, tagOfAlert } from './alert-words.js';
import { asksHour, typedBy } from './alerts.forms.js';
import type { PromiseForm } from './alerts.forms.js';

/** Whose list it is and what they may do. */
interface ListShown {
  readonly choice: AuthorityChoice;
  readonly mayTake: boolean;
  readonly maySet: boolean;
}

/** The open alerts: one's own first, those that nobody has before those that somebody has. */
export function presentAlerts(mine: AlertsPage, others: AlertsPage, { choice, mayTake, maySet }: ListShown) {
  const { authority } = choice;
  const lines = ({ alerts, at }: AlertsPage) => presentLines(alerts, at, authority);
  const isWaiting = ({ state }: ListedAlert) => state.kind === 'unacknowledged';
  const own = [...mine.alerts.filter(isWaiting), ...mine.alerts.filter((alert) => !isWaiting(alert))];
  return {
    choice,
    mine: lines({ ...mine, alerts: own }),
    others: lines(others),
    next: others.next === null ? '' : `/alerts?authority=${authority}&after=${showAlertCursor(others.next)}`,
    handover: mayTake ? `/alerts/handover?authority=${authority}` : '',
    ladder: maySet ? `/alerts/ladder?authority=${authority}` : '',
  };
}

/** The lines of a list: an alert each, and those that call for one thing together. */
export function presentLines(alerts: readonly ListedAlert[], now: Instant, authority: string) {
  return groupCalls(alerts).map(([alert, ...others]) =>
    presentLine(
      alert,
      others.map(({ step }) => step),
      { now, authority },
    ),
  );
}

function presentLine(
  alert: ListedAlert,
  otherSteps: readonly string[],
  { now, authority }: { readonly now: Instant; readonly authority: string },
) {
  const { id, ref, child, providerCode, step, raisedAt, isLate } = alert;
  return {
    ...{ id, ref: ref ?? 'none', child, provider: providerCode ?? 'nobody was asked' },
    step: showStep(step, otherSteps),
    ...{ raised: showInstant(raisedAt), ago: showAgo(raisedAt, now), late: isLate ? 'Raised late' : '' },
    ...{ tag: tagOfAlert(alert), holder: showHolder(alert), next: showNext(alert) },
    href: `/alerts/${id}?authority=${authority}`,
  };
}

/** Who looks at an alert, and what was typed into its form. */
interface AlertShown {
  readonly council: string;
  readonly authority: string;
  readonly mayTake: boolean;
  readonly mayOpenRecord: boolean;
  readonly typed: Partial<PromiseForm>;
}

/** One alert from its cause on, and the form by which it is taken on. */
export function presentAlert(
  { alert, otherSteps, events }: AlertLife,
  { council, authority, mayTake, mayOpenRecord, typed }: AlertShown,
) {
  const { state } = alert;
  const isOpen = state.kind !== 'ended';
  const by = typedBy(typed);
  return {
    ...{
      council,
      step: showStep(alert.step, otherSteps),
      tag: tagOfAlert(alert),
      back: `/alerts?authority=${authority}`,
    },
    facts: [
      { label: 'Reference', value: alert.ref ?? 'none' },
      { label: 'Child', value: alert.child },
      { label: 'Provider', value: alert.providerCode ?? 'nobody was asked' },
      { label: 'Deadline', value: showInstant(alert.dueAt) },
      { label: 'Last told', value: showRung(state.rung) },
      ...(isOpen ? [{ label: 'Told next', value: showNext(alert) }] : []),
      ...('acknowledgement' in state ? [{ label: 'Taken on', value: showHolder(alert) }] : []),
    ],
    record: mayOpenRecord ? `/children/${alert.childId}` : '',
    events: events.map((event) => ({ at: showInstant(event.at), ...wordsOf(event) })),
    taking:
      mayTake && isOpen
        ? {
            ...{ action: `/alerts/${alert.id}/acknowledgement?authority=${authority}`, promise: typed.promise ?? '' },
            ...{ isAgain: state.kind === 'acknowledged' },
            by: {
              ...{
                id: 'by',
                first: 'byDay',
                label: 'By when it will be done (optional)',
                hint: 'For example, 3 11 2025, 14:30',
              },
              ...{ day: by.day ?? '', month: by.month ?? '', year: by.year ?? '', time: by.time },
              needsTime: true,
              asksHour: asksHour(typed),
              isFirst: by.hour === 'first',
              isSecond: by.hour === 'second',
            },
          }
        : null,
  };
}

interface EventWords {
  readonly line: string;
  readonly words: string;
}

const channelWords: Readonly<Record<string, string>> = {
  page: 'on this page',
  email: 'by e-mail',
  notify: 'by GOV.UK Notify',
};

function wordsOf(event: AlertEvent): EventWords {
  switch (event.kind) {
    case 'clock_started':
      return plain('The clock started');
    case 'due':
      return plain('The deadline was due');
    case 'settled':
      return plain('Nothing more was to be done: the deadline was settled');
    case 'superseded':
      return plain('A correction put another deadline in the place of this one');
    case 'raised':
      return plain(`Raised${event.isLate ? ' late' : ''}: ${showStep(event.step)}`);
    case 'overtaken':
      return plain(`A later alert took the place of this one: ${showStep(event.step)}`);
    case 'told':
      return plain(toldWords(event));
    case 'acknowledged':
      return {
        line: `Taken on by ${event.who ?? 'the council'}${event.promisedBy === null ? '' : `, to be done by ${showInstant(event.promisedBy)}`}`,
        words: event.words ?? '',
      };
    case 'promise_passed':
      return plain('What was promised was due, and the deadline was still open');
    case 'handed_over':
      return plain(
        `${event.who ?? 'The council'} asked ${event.to ?? 'the council'} to take it over${event.answeredAt === null ? '; nobody has yet' : ''}`,
      );
  }
}

function toldWords({
  who,
  rung,
  channel,
  deliveredAt,
  seenAt,
  failedAt,
  withdrawnAt,
}: AlertEvent & { readonly kind: 'told' }): string {
  const became = [
    deliveredAt === null || channel === 'page' ? '' : `delivered ${showInstant(deliveredAt)}`,
    seenAt === null ? '' : `seen ${showInstant(seenAt)}`,
    failedAt === null ? '' : `failed ${showInstant(failedAt)}`,
    withdrawnAt === null
      ? ''
      : `not sent: withdrawn ${showInstant(withdrawnAt)}, as there was nothing to tell any more`,
  ].filter((part) => part !== '');
  const outcome = became.length === 0 ? (channel === 'page' ? 'not seen yet' : 'on its way') : became.join(', ');
  return `Told ${who ?? 'the council'}, for ${showRung(rung)}, ${channelWords[channel] ?? channel}: ${outcome}`;
}

function plain(line: string): EventWords {
  return { line, words: '' };
}
