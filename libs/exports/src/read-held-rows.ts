import type { Transaction } from '#persistence';
import type { HeldTable } from './held-table.js';
import { showValue } from './pack-words.js';
import type { PackNames } from './pack-words.js';
import type { PackEntry, PackRecord, PackSection } from './subject-access-pack.js';

const onEpisode = 'JOIN missing_episode e ON e.authority = t.authority AND e.id = t.episode_id';
/** Questions by their episode, by the reference that stands for one, or by a row that speaks of the child. */
const asked = (key: string) =>
  `JOIN (SELECT c.id AS child_id, k.question_id FROM unnest($2::uuid[]) AS c (id), LATERAL questions_of_child($1, c.id) k) k
     ON k.question_id = t.${key}`;
/** How the rows of a table are found: the way to the child, and the episode that a row is told by. */
const ways: Readonly<
  Record<HeldTable['by'], { readonly join: string; readonly child: string; readonly episode: string }>
> = {
  self: { join: '', child: 't.id', episode: 'NULL::uuid' },
  child: { join: '', child: 't.child_id', episode: 'NULL::uuid' },
  // What was merged into one of the records, or one of them into another.
  merge: {
    join: '',
    child: 'CASE WHEN t.child_id = ANY ($2::uuid[]) THEN t.child_id ELSE t.into_child_id END',
    episode: 'NULL::uuid',
  },
  own_episode: { join: '', child: 't.child_id', episode: 't.id' },
  episode: { join: onEpisode, child: 'e.child_id', episode: 'e.id' },
  interview: {
    join: `JOIN interview i ON i.authority = t.authority AND i.id = t.interview_id
             JOIN missing_episode e ON e.authority = i.authority AND e.id = i.episode_id`,
    child: 'e.child_id',
    episode: 'e.id',
  },
  reference: {
    join: `JOIN source_reference r ON r.authority = t.authority AND r.provider_id = t.provider_id AND r.ref = t.ref
             JOIN missing_episode e ON e.authority = r.authority AND e.id = r.episode_id`,
    child: 'e.child_id',
    episode: 'e.id',
  },
  notification: {
    join: 'JOIN missing_notification n ON n.authority = t.authority AND n.id = t.notification_id',
    child: 'n.child_id',
    episode: 'n.episode_id',
  },
  question: { join: asked('id'), child: 'k.child_id', episode: 'episode_of_question(t.authority, t.id)' },
  message: {
    join: asked('question_id'),
    child: 'k.child_id',
    episode: 'episode_of_question(t.authority, t.question_id)',
  },
  acknowledgement: {
    join: `JOIN alert_acknowledgement k ON k.authority = t.authority AND k.id = t.acknowledgement_id
             JOIN alert a ON a.authority = k.authority AND a.id = k.alert_id
             JOIN missing_episode e ON e.authority = a.authority AND e.id = a.episode_id`,
    child: 'e.child_id',
    episode: 'e.id',
  },
  alert: {
    join: `JOIN alert a ON a.authority = t.authority AND a.id = t.alert_id
             JOIN missing_episode e ON e.authority = a.authority AND e.id = a.episode_id`,
    child: 'e.child_id',
    episode: 'e.id',
  },
};

/** The rows of one table that hang on the child, as they are stored. */
export interface HeldRows {
  readonly held: HeldTable;
  readonly rows: readonly HeldRow[];
}

interface HeldRow {
  readonly row: Readonly<Record<string, unknown>>;
  readonly child_id: string;
  readonly episode_id: string | null;
}

export async function readHeldRows(tx: Transaction, held: HeldTable, childIds: readonly string[]): Promise<HeldRows> {
  const { join, child, episode } = ways[held.by];
  const rows = await tx.query<HeldRow>(
    `SELECT to_jsonb(t) AS row, ${child} AS child_id, ${episode} AS episode_id FROM ${held.table} t ${join}
     WHERE t.authority = $1 AND ${child} = ANY ($2::uuid[]) ORDER BY ${held.order}`,
    [tx.context.authority, childIds],
  );
  return { held, rows };
}

/** The ids of the people of whom some rows tell. */
export function personsIn({ held, rows }: HeldRows): readonly string[] {
  const columns = Object.entries(held.columns).filter(([, [, as]]) => as === 'person');
  return columns.flatMap(([column]) => rows.map(({ row }) => row[column]).filter((id) => typeof id === 'string'));
}

/** A section of the pack: every row of one table, in words. */
export function sectionOf({ held, rows }: HeldRows, names: PackNames): PackSection {
  return {
    id: held.table.replaceAll('_', '-'),
    title: held.title,
    lead: held.lead,
    records: rows.map(({ row, child_id: childId, episode_id: episodeId }, index) => {
      const record = recordOf(held, row, episodeId, rows.length === 1 ? null : index + 1, names);
      return { ...record, entries: [...recordEntry(childId, names), ...record.entries] };
    }),
  };
}

/** From which record something comes, where the child has more than one. */
export function recordEntry(childId: string, names: PackNames): readonly PackEntry[] {
  if (names.records.size < 2) return [];
  return [{ label: 'From the record', value: showValue(childId, 'record', names), thirdParty: false }];
}

function recordOf(
  { by, columns }: HeldTable,
  row: Readonly<Record<string, unknown>>,
  episodeId: string | null,
  number: number | null,
  names: PackNames,
): PackRecord {
  const entries = Object.entries(columns).flatMap(([column, [label, as, mark]]): readonly PackEntry[] => {
    const value = row[column];
    // What a row hangs on is its title.
    if (value === null || value === undefined || (column === 'episode_id' && by !== 'interview')) return [];
    const isTimeKnown = row[column.replace(/_(at|for)$/, '_time_known')] !== false;
    return [{ label, value: showValue(value, as, names, isTimeKnown), thirdParty: mark === 'third' }];
  });
  const named = episodeId ?? (typeof row['episode_id'] === 'string' ? row['episode_id'] : null);
  return { title: named === null ? (number?.toString() ?? '') : showValue(named, 'episode', names), entries };
}
