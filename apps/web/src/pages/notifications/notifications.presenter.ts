import { notificationSources } from '#domain/notifications';
import type { NotificationSource } from '#domain/notifications';
import { showInstant } from '#domain/time';
import type { NotificationListResult, RecentList } from '#submissions';
import { choices } from '../forms/choices.js';
import { sourceWords } from '../reconciliation/notification-words.js';

/** The form that takes a list in, and the lists that came last. */
export function presentUpload(lists: readonly RecentList[], source: NotificationSource) {
  return {
    sources: choices(
      notificationSources.map((value) => [value, sourceWords[value]]),
      source,
    ),
    lists: lists.map(({ id, source: from, receivedAt, rows, held, isApplied }) => ({
      href: `/notifications/${id}`,
      text: `${sourceWords[from]}, ${showInstant(receivedAt)}`,
      known: isApplied
        ? `${rows} rows, ${held} held`
        : `${rows} rows, broken off: send it again, what went in already says "same"`,
    })),
  };
}

/** What became of a list, row by row where there is something to say. */
export function presentList(result: NotificationListResult) {
  const { matched, doubtful, notOnRecord, held } = result;
  return {
    title: `List of ${result.rows} rows, ${sourceWords[result.source]}`,
    counts: [...(['new', 'changed', 'same', 'held'] as const).map((label) => ({ label, count: result[label] }))],
    links: [
      { label: 'Tied to an episode', value: String(matched) },
      { label: 'In doubt', value: String(doubtful) },
      { label: 'On no record', value: String(notOnRecord) },
    ],
    isHeld: held > 0,
    findings: result.findings.map(({ row, ref, column, severity, code, message }) => ({
      where: row === null ? 'The file' : `Row ${row}`,
      ref: ref ?? '',
      column: column ?? '',
      state: severity === 'error' ? 'Held' : severity === 'warning' ? 'To do' : 'Note',
      colour: severity === 'error' ? 'red' : severity === 'warning' ? 'yellow' : 'grey',
      ...{ code, message },
    })),
  };
}
