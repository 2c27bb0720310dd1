import { auditActions } from '#access';
import type { AuditPage, AuditedEvent } from '#access';
import { parseInstant, showInstant } from '#domain/time';
import { presentEvent } from '../event-words.js';
import type { EventView } from '../event-words.js';
import { choices } from '../forms/choices.js';
import type { AuditQuery } from './audit.query.js';

interface RowView extends EventView {
  readonly children: string;
  /** To the events of the same child, where it is one alone. */
  readonly childHref: string | null;
}

interface DayView {
  readonly id: string;
  readonly day: string;
  readonly rows: readonly RowView[];
}

export interface AuditShown {
  readonly query: AuditQuery;
  readonly council: string;
}

const filterNames = ['day', 'person', 'action', 'outcome', 'child', 'authority'] as const;

export function presentAudit({ events, next, people, seals }: AuditPage, { query, council }: AuditShown) {
  return {
    council,
    ...{ day: query.day ?? '', child: query.child ?? '' },
    people: choices(
      people.map(({ id, name }) => [id, name]),
      query.person,
    ),
    actions: choices(actionChoices, query.action),
    outcomes: choices(
      [
        ['done', 'Done'],
        ['refused', 'Refused'],
      ],
      query.outcome,
    ),
    days: byDay(events, query),
    seal: presentSeals(seals),
    isFiltered: filterNames.some((name) => name !== 'authority' && (query[name] ?? '') !== ''),
    all: addressOf({ authority: query.authority }),
    newest: query.after === undefined ? null : addressOf(query, null),
    older: next === null ? null : addressOf(query, next),
    refused: addressOf({ authority: query.authority, outcome: 'refused' }),
  };
}

const actionChoices = Object.entries(auditActions)
  .map(([code, { words }]): [string, string] => [code, words])
  .sort(([, left], [, right]) => left.localeCompare(right, 'en-GB'));

function byDay(events: readonly AuditedEvent[], query: AuditQuery): readonly DayView[] {
  const days = new Map<string, RowView[]>();
  for (const event of events) {
    const row = { ...presentEvent(event), ...childrenOf(event, query) };
    const rows = days.get(row.day);
    if (rows) rows.push(row);
    else days.set(row.day, [row]);
  }
  return [...days].map(([day, rows], index) => ({ id: `day-${index + 1}`, day, rows }));
}

function childrenOf({ childCount, onlyChild }: AuditedEvent, { authority }: AuditQuery) {
  return {
    children: childCount === 0 ? 'none' : `${childCount} ${childCount === 1 ? 'child' : 'children'}`,
    childHref: onlyChild === null ? null : addressOf({ authority, child: onlyChild }),
  };
}

/** The page with these filters, from after an event on. */
function addressOf(
  query: Readonly<Partial<Record<keyof AuditQuery, string | undefined>>>,
  after: string | null = null,
) {
  const given = filterNames.flatMap((name): [string, string][] => {
    const value = query[name] ?? '';
    return value === '' ? [] : [[name, value]];
  });
  const parameters: readonly [string, string][] = after === null ? given : [...given, ['after', after]];
  return parameters.length === 0 ? '/audit' : `/audit?${new URLSearchParams(parameters).toString()}`;
}

function presentSeals({ last, unsealed }: AuditPage['seals']) {
  return {
    number: last?.number ?? null,
    head: last?.hash ?? '',
    at: last === null ? '' : showInstant(parseInstant(last.sealedAt)),
    unsealed: unsealed === 1 ? '1 event waits' : `${unsealed} events wait`,
  };
}
