import { careStatusLabels, childGroupLabels } from '#domain/children';
import { Temporal, instantOf, parseDay, showInstant, showWeekday, startOfDay } from '#domain/time';
import { nameInAuthority } from '#persistence';
import type { ReferenceLists, Transaction } from '#persistence';
import type { Wording } from './held-table.js';

/** What codes and ids stand for. */
export interface PackNames {
  readonly lists: ReferenceLists;
  readonly codes: ReadonlyMap<string, string>;
  readonly persons: ReadonlyMap<string, string>;
  readonly providers: ReadonlyMap<string, string>;
  /** Each record of the child by the council’s child ID, or by its opaque id where it has none. */
  readonly records: ReadonlyMap<string, string>;
  /** Each episode by its number and day. */
  readonly episodes: ReadonlyMap<string, string>;
}

/** A coded word as people read it: `no_response` is "No response". */
export function showCode(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What the codes and ids in a pack stand for. Of people only those whom it tells of are looked up. */
export async function readNames(
  tx: Transaction,
  lists: ReferenceLists,
  childIds: readonly string[],
  personIds: readonly string[],
): Promise<PackNames> {
  const named = (rows: readonly { id: string; name: string }[]) => new Map(rows.map(({ id, name }) => [id, name]));
  const episodes = await tx.query<{ id: string; missing_at: Date }>(
    'SELECT id, missing_at FROM missing_episode WHERE authority = $1 AND child_id = ANY ($2::uuid[]) ORDER BY missing_at, id',
    [tx.context.authority, childIds],
  );
  return {
    lists,
    codes: named(await tx.query(`SELECT code_set || '|' || code AS id, label AS name FROM code_set_entry`)),
    persons: named(
      await tx.query(`SELECT p.id, ${nameInAuthority('p', '$1')} AS name FROM person p WHERE p.id = ANY ($2::uuid[])`, [
        tx.context.authority,
        personIds,
      ]),
    ),
    records: named(
      await tx.query(
        `SELECT c.id, coalesce(i.council_child_id, c.id::text) AS name
         FROM child c LEFT JOIN child_identity i ON i.authority = c.authority AND i.child_id = c.id
         WHERE c.authority = $1 AND c.id = ANY ($2::uuid[])`,
        [tx.context.authority, childIds],
      ),
    ),
    providers: named(await tx.query('SELECT id, name FROM provider')),
    episodes: new Map(
      episodes.map(({ id, missing_at: from }, index) => [
        id,
        `Episode ${index + 1}, from ${showWeekday(instantOf(from))}`,
      ]),
    ),
  };
}

/** One value in words. `isTimeKnown` matters to a moment only. */
export function showValue(value: unknown, as: Wording, names: PackNames, isTimeKnown = true): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  switch (as) {
    case 'text':
      return text;
    case 'code':
      return showCode(text);
    case 'care_status':
      return Reflect.has(careStatusLabels, text) ? String(Reflect.get(careStatusLabels, text)) : text;
    case 'group':
      return Reflect.has(childGroupLabels, text) ? String(Reflect.get(childGroupLabels, text)) : text;
    case 'episode_code':
      return { M: 'Missing (M)', A: 'Away from placement without authorisation (A)' }[text] ?? text;
    case 'place':
      return withLabel(text, names.codes.get(`PLACE|${text}`));
    case 'ethnicity':
      return withLabel(text, names.codes.get(`ETHNIC|${text}`));
    case 'factor':
      return withLabel(text, names.lists.taxonomy.findByCode(text)?.label);
    case 'authority':
      return names.lists.authorityName(text);
    case 'person':
      return names.persons.get(text) ?? 'Somebody who is not known any more';
    case 'record':
      return names.records.get(text) ?? 'A record of another child';
    case 'provider':
      return names.providers.get(text) ?? 'A provider that is not known any more';
    case 'episode':
      return names.episodes.get(text) ?? 'An episode of another child';
    case 'moment':
      return isTimeKnown ? showAt(text) : `${showAt(text).split(', ')[0] ?? ''}, time not known`;
    case 'instant':
      return showAt(text);
    case 'day':
      return showWeekday(startOfDay(parseDay(text)));
    case 'yes_no':
      return value === true ? 'Yes' : 'No';
    case 'pence':
      return `£${(Number(value) / 100).toFixed(2)}`;
  }
}

function showAt(text: string): string {
  return showInstant(Temporal.Instant.from(text));
}

function withLabel(code: string, label: string | undefined): string {
  return label === undefined ? code : `${label} (${code})`;
}
