import { auditActions } from '#access';
import type { AuditFilter } from '#access';
import { parseDay } from '#domain/time';
import type { Day } from '#domain/time';
import type { FormFault } from '../../http/form-fault.js';
import type { AuditQuery } from './audit.query.js';

export interface ReadFilter {
  readonly filter: AuditFilter;
  readonly faults: readonly FormFault[];
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads the filters of the page. What cannot be read is left out of the list's filter, and told. */
export function readFilter(query: AuditQuery): ReadFilter {
  const faults: FormFault[] = [];
  const take = <Value>(field: keyof AuditQuery, read: (text: string) => Value | null, words: string) => {
    const text = query[field]?.trim() ?? '';
    if (text === '') return null;
    const value = read(text);
    if (value === null) faults.push({ field, text: words });
    return value;
  };
  const filter: AuditFilter = {
    day: take('day', dayOf, 'Choose a day that exists, written as 2025-11-03'),
    personId: take('person', idOf, 'Choose a person from the list'),
    action: take(
      'action',
      (text) => (Object.hasOwn(auditActions, text) ? text : null),
      'Choose an action from the list',
    ),
    outcome: take('outcome', outcomeOf, 'Choose done or refused'),
    childId: take('child', idOf, 'Give the id of the record as it stands in its address'),
    after: query.after ?? null,
  };
  return { filter, faults };
}

function dayOf(text: string): Day | null {
  try {
    return parseDay(text);
  } catch {
    return null;
  }
}

function idOf(text: string): string | null {
  return uuid.test(text) ? text.toLowerCase() : null;
}

function outcomeOf(text: string): 'done' | 'refused' | null {
  return text === 'done' || text === 'refused' ? text : null;
}
