import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import {
  heldTables,
  omittedEverywhere,
  packFileName,
  readSubjectAccessPack,
  renderPackHtml,
  renderPackJson,
  tablesLeftOut,
  tablesReadApart,
} from '#exports';
import type { SubjectAccessPack } from '#exports';
import type { TransactionContext } from '#persistence';
import { childTables, freeTextColumns, reachesChild } from '../support/child-rows.js';
import { codedColumns, markRest, officerContext, receiveMarkedChild } from '../support/marked-child.js';
import type { MarkedChild } from '../support/marked-child.js';
import { testServers } from '../support/postgres.js';
import { createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';
import { connect } from '../support/two-authorities.js';

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;')
    .replaceAll('=', '&#x3D;')
    .replaceAll('`', '&#x60;');

describe.each(testServers())('the subject access pack on $name', (server) => {
  let test: TestService;
  let superuser: Client;
  let officer: TransactionContext;
  let marked: MarkedChild;
  let pack: SubjectAccessPack;

  const read = (context = officer, childId = marked.childId) =>
    readSubjectAccessPack(test.service.database, test.service.lists, context, childId);
  const entries = () => pack.sections.flatMap(({ records }) => records.flatMap((record) => record.entries));
  const section = (id: string) => pack.sections.find((each) => each.id === id);

  beforeAll(async () => {
    test = await createTestService({ server, months: 1 });
    superuser = await connect(test.database.superuserUrl);
    officer = await officerContext(superuser, ['identity', 'form', 'third_party', 'audit']);
    marked = await receiveMarkedChild(test, superuser);
    await markRest(superuser, marked);
    await tellApart();
    const made = await read();
    if (!made) throw new Error('The child of the test has no pack.');
    pack = made;
  }, 60_000);
  afterAll(async () => {
    await superuser.end();
    await test.close();
  });

  /** Writes into each free text from which column it is. */
  async function tellApart(): Promise<void> {
    for (const table of childTables(marked.tables))
      for (const { name } of freeTextColumns(table)) {
        const column = `${table.name}.${name}`;
        if (!isToldApart(column)) continue;
        await superuser.query(
          `UPDATE ${table.name} t SET ${name} = '<${column}>' WHERE ${reachesChild(marked.tables, table) ?? ''} AND ${name} IS NOT NULL`,
          [marked.childId],
        );
      }
  }

  it('accounts for every column of every table that hangs on a child', () => {
    const known = new Map(heldTables.map((held) => [held.table, held]));
    const unaccounted = childTables(marked.tables)
      .filter(({ name }) => !tablesReadApart.includes(name) && !(name in tablesLeftOut))
      .flatMap(({ name: table, columns }) =>
        columns
          .filter(({ name }) => {
            const held = known.get(table);
            const moment = name.replace(/_time_known$/, '');
            const isMoment = [`${moment}_at`, `${moment}_for`].some((each) => held?.columns[each]?.[1] === 'moment');
            return !(held && (name in held.columns || name in { ...held.omitted, ...omittedEverywhere } || isMoment));
          })
          .map(({ name }) => `${table}.${name}`),
      );
    expect(unaccounted).toEqual([]);
  });

  it('leaves out only what it says, and that with a reason', () => {
    const reasons = [...Object.values(tablesLeftOut), ...Object.values(omittedEverywhere)];
    for (const reason of [...reasons, ...heldTables.flatMap(({ omitted = {} }) => Object.values(omitted))])
      expect(reason.length).toBeGreaterThan(10);
    const tables = new Set(childTables(marked.tables).map(({ name }) => name));
    expect([...heldTables.map(({ table }) => table), ...tablesReadApart].filter((table) => !tables.has(table))).toEqual(
      [],
    );
  });

  it('holds every row of every table that hangs on the child', async () => {
    for (const { table } of heldTables) {
      const described = marked.tables.find(({ name }) => name === table) ?? never();
      const { rows } = await superuser.query<{ n: number }>(
        `SELECT count(*)::integer AS n FROM ${table} t WHERE ${reachesChild(marked.tables, described) ?? ''}`,
        [marked.childId],
      );
      expect(rows[0]?.n).toBeGreaterThan(0);
      expect([table, section(table.replaceAll('_', '-'))?.records.length]).toEqual([table, rows[0]?.n]);
    }
  });

  it('holds every free text, whatever table it stands in', () => {
    const values = entries().map(({ value }) => value);
    for (const table of childTables(marked.tables)) {
      if (table.name in tablesLeftOut) continue;
      for (const { name } of freeTextColumns(table)) {
        const column = `${table.name}.${name}`;
        if (!isToldApart(column)) continue;
        expect(values).toContain(`<${column}>`);
      }
    }
  });

  it('holds the rows that providers sent, held ones too, with the file and when it came', () => {
    const rows = section('provider-returns')?.records ?? [];
    expect(rows).toHaveLength(5);
    expect(rows[0]?.title).toMatch(/^Row 2 of a file of Harbour \(demonstration\) for 2025-10, received on \w+day \d/);
    const labels = rows.flatMap((row) => row.entries.map(({ label, value }) => `${label}: ${value}`));
    expect(labels).toEqual(
      expect.arrayContaining([
        'What became of the row: Held: it is not settled that this row speaks of this child',
        'date_of_birth: not a day',
      ]),
    );
    expect(JSON.stringify(rows)).not.toContain('Sample-O1');
  });

  it('tells who looked, by role and organisation, and that it was made itself', async () => {
    const again = await read();
    const log = again?.sections.find(({ id }) => id === 'log')?.records.at(-1);
    expect(log?.entries).toEqual([
      { label: 'What', value: 'Subject access read', thirdParty: false },
      { label: 'Who', value: 'Data protection officer', thirdParty: false },
      { label: 'For', value: 'Sutton', thirdParty: false },
    ]);
    const imported = section('log')?.records[0]?.entries.map(({ value }) => value);
    expect(imported).toEqual(['Cases change', 'The service itself', 'Sutton']);
  });

  it('names people as this council calls them', async () => {
    const merged = await superuser.query<{ person_id: string }>(
      'SELECT person_id FROM child_opening WHERE child_id = $1',
      [marked.childId],
    );
    const person = merged.rows[0]?.person_id ?? '';
    const call = (name: string | null) =>
      superuser.query('UPDATE membership SET known_as = $2 WHERE person_id = $1', [person, name]);
    await call('Ms Known Here');
    const named = (await read())?.sections.find(({ id }) => id === 'child-opening')?.records[0]?.entries;
    await call(null);
    expect(named).toContainEqual({ label: 'Who', value: 'Ms Known Here', thirdParty: false });
    const before = section('child-opening')?.records[0]?.entries.find(({ label }) => label === 'Who')?.value;
    expect(before).toMatch(/^Demonstration /);
  });

  it('marks what third parties said and free text, and leaves none of it out', () => {
    const marks = new Set(entries().flatMap(({ thirdParty, value }) => (thirdParty ? [value] : [])));
    for (const column of [
      'third_party_information.information',
      'case_text.carer_information',
      'case_text.themes',
      'case_text.child_voice',
      'child_admission.reason',
      'child_opening.reason',
      'legal_hold.reason',
    ])
      expect(marks).toContain(`<${column}>`);
    expect([...marks].some((value) => value.endsWith(' note'))).toBe(true);
    expect(entries().find(({ value }) => value === '<case_text.interviewer>')?.thirdParty).toBe(false);
    expect(pack.marked).toBe(entries().filter(({ thirdParty }) => thirdParty).length);
  });

  it('says the same as HTML and as JSON, without scripts or files of others', () => {
    const html = renderPackHtml(pack);
    expect(JSON.parse(renderPackJson(pack))).toEqual(pack);
    for (const { label, value } of entries()) {
      expect(html).toContain(`${escaped(label)}</dt>`);
      expect(html).toContain(`<dd>${escaped(value)}</dd>`);
    }
    expect(html.split('Third party: consider before giving out</strong>')).toHaveLength(pack.marked + 1);
    expect(html).not.toMatch(/<script|<link|https?:|<case_text/);
    expect(html.match(/OFFICIAL-SENSITIVE/g)?.length).toBeGreaterThan(2);
  });

  it('has a file name with its classification and nothing of the child', () => {
    expect(packFileName(pack, 'html')).toMatch(
      /^OFFICIAL-SENSITIVE subject access \d{4}-\d\d-\d\d [0-9a-f]{12}\.html$/,
    );
  });

  it('is not there for a child that the person may not see, a deleted one and none at all', async () => {
    const { rows } = await superuser.query<{ id: string }>('SELECT id FROM child WHERE id <> $1 LIMIT 2', [
      marked.childId,
    ]);
    const [restricted = '', deleted = ''] = rows.map(({ id }) => id);
    await superuser.query('UPDATE child SET is_restricted = true WHERE id = $1', [restricted]);
    await superuser.query('UPDATE child SET deleted_at = now() WHERE id = $1', [deleted]);
    for (const childId of [restricted, deleted, crypto.randomUUID()]) expect(await read(officer, childId)).toBeNull();
    expect(await read({ ...officer, reach: 'none' })).toBeNull();
  });
});

/** Codes, who wrote a row, the raw rows, what is too short, and the name by which a held row is found stay as they are. */
function isToldApart(column: string): boolean {
  if (column in codedColumns) return false;
  return !/\.(created_by|modified_by|record|findings|differences|before|\w*outward_code|given_name|family_name)$/.test(
    column,
  );
}

function never(): never {
  throw new Error('A table of the pack is not in the database.');
}
