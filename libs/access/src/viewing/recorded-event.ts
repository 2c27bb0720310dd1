import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';

/** An event of the audit with the names by which people know who it was. */
export interface RecordedEvent {
  readonly id: string;
  readonly at: Instant;
  readonly action: string;
  readonly isRefused: boolean;
  /** The person's name; null where a machine, a command or the service itself acted. */
  readonly person: string | null;
  /** The provider for whom it was done; null for the council and for the service. */
  readonly provider: string | null;
  /** Who acted as the record has it: `key:` and an id, `cli:` and a user, `worker`. */
  readonly actor: string;
  readonly role: string | null;
  readonly address: string | null;
  readonly reason: string | null;
}

export interface EventRow {
  readonly id: string;
  readonly occurred_at: Date;
  readonly action: string;
  readonly outcome: string;
  readonly person: string | null;
  readonly provider: string | null;
  readonly actor: string;
  readonly role: string | null;
  readonly address: string | null;
  readonly reason: string | null;
}

/** What is read of an event `e`, and the tables that know the names. */
export const eventColumns = `e.id, e.occurred_at, e.action, e.outcome, e.actor, e.role, e.address, e.reason,
  named.display_name AS person, organisation.name AS provider`;
export const eventNames = `LEFT JOIN person named ON named.id = e.person_id
  LEFT JOIN provider organisation ON organisation.id = e.provider_id`;

export function recordedEvent(row: EventRow): RecordedEvent {
  const { id, action, person, provider, actor, role, address, reason } = row;
  return {
    ...{ id, at: instantOf(row.occurred_at), action, isRefused: row.outcome === 'refused' },
    ...{ person, provider, actor, role, address, reason },
  };
}
