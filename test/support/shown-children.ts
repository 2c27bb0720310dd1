import type { Client } from 'pg';

interface KnownChild {
  readonly id: string;
  readonly authority: string;
  readonly council_child_id: string | null;
  readonly given_name: string | null;
  readonly family_name: string | null;
}

/** Finds which children a text is about. */
export interface ShownChildren {
  /** The children whose id, or whose council's id, stands in the text. */
  readonly named: (text: string) => ReadonlySet<string>;
  /** For each full name in the text, the children who bear it: one of them at least is meant. */
  readonly bearers: (text: string) => readonly (readonly string[])[];
}

/** Knows every child there is, as superuser. */
export async function readShownChildren(superuser: Client): Promise<ShownChildren> {
  const { rows } = await superuser.query<KnownChild>(
    `SELECT c.id, c.authority, i.council_child_id, i.given_name, i.family_name
     FROM child c LEFT JOIN child_identity i ON i.authority = c.authority AND i.child_id = c.id`,
  );
  const byWord = new Map<string, string>();
  const byName = new Map<string, string[]>();
  for (const { id, council_child_id, given_name, family_name } of rows) {
    byWord.set(id, id);
    if (council_child_id !== null) byWord.set(council_child_id, id);
    if (given_name === null || family_name === null) continue;
    for (const name of [`${given_name} ${family_name}`, `${family_name}, ${given_name}`])
      byName.set(name, [...(byName.get(name) ?? []), id]);
  }
  return {
    named: (text) => new Set((text.match(/[\w-]+/g) ?? []).flatMap((word) => byWord.get(word) ?? [])),
    bearers: (text) => [...byName].filter(([name]) => text.includes(name)).map(([, ids]) => ids),
  };
}
