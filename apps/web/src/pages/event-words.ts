import { wordsOfAction } from '#access';
import type { RecordedEvent } from '#access';
import { isRole } from '#domain/access';
import { showTime, showWeekday } from '#domain/time';
import { roleWords } from './role-words.js';

/** A line of the record in words. */
export interface EventView {
  readonly day: string;
  readonly time: string;
  readonly who: string;
  readonly role: string;
  readonly what: string;
  readonly isRefused: boolean;
  readonly from: string;
  readonly why: string;
}

export function presentEvent(event: RecordedEvent): EventView {
  return {
    ...{ day: showWeekday(event.at), time: showTime(event.at), who: whoActed(event), role: roleOf(event) },
    what: wordsOfAction(event.action),
    isRefused: event.isRefused,
    from: event.address ?? 'not recorded',
    why: event.reason ?? '',
  };
}

function whoActed({ person, actor, provider }: RecordedEvent): string {
  if (person !== null) return person;
  if (actor.startsWith('key:')) return provider === null ? 'A provider’s system' : `A system of ${provider}`;
  if (actor.startsWith('cli:')) return `Whoever runs the service (${actor.slice('cli:'.length)})`;
  return actor === 'worker' ? 'The service itself' : actor;
}

function roleOf({ role, provider }: RecordedEvent): string {
  const words = role !== null && isRole(role) ? roleWords[role] : '';
  return [words, provider ?? ''].filter((each) => each !== '').join(', ');
}
