import type { Client } from 'pg';

/** What is looked for in everything that is written: each with the kind of fact that it would give away. */
export interface Secret {
  readonly kind: string;
  readonly text: string;
}

const months = 'January February March April May June July August September October November December'.split(' ');

/** A day in every way of writing it that somebody might choose. */
export function waysToWrite(day: string): readonly string[] {
  const [year = '', month = '', date = ''] = day.split('-');
  const [d, m] = [String(Number(date)), String(Number(month))];
  const name = months[Number(month) - 1] ?? '';
  const short = name.slice(0, 3);
  return [
    ...[day, `${year}/${month}/${date}`, `${year}${month}${date}`, `${date}/${month}/${year}`, `${d}/${m}/${year}`],
    ...[`${date}.${month}.${year}`, `${date}-${month}-${year}`, `${month}/${date}/${year}`, `${m}/${d}/${year}`],
    ...[`${d} ${name} ${year}`, `${date} ${name} ${year}`, `${d} ${short} ${year}`, `${date} ${short} ${year}`],
    ...[`${short} ${date} ${year}`, `${name} ${d}, ${year}`, `${date}/${month}/${year.slice(2)}`],
  ];
}

/** Who the children are, and what was written about them in words, as the database holds it. */
export async function readSecrets(superuser: Client): Promise<readonly Secret[]> {
  const { rows } = await superuser.query<{ kind: string; text: string }>(
    `SELECT DISTINCT kind, text FROM child_identity, LATERAL (VALUES ('council id', council_child_id), ('given name', given_name),
       ('family name', family_name), ('day of birth', date_of_birth::text), ('postcode', home_postcode)) AS f (kind, text)
     WHERE text IS NOT NULL
     UNION SELECT DISTINCT 'free text', e.value FROM case_text t, jsonb_each_text(to_jsonb(t)) e
     WHERE e.key NOT IN ('authority', 'episode_id', 'child_id', 'created_at', 'created_by', 'modified_at', 'modified_by')
       AND length(e.value) > 12`,
  );
  return rows.flatMap(({ kind, text }) => {
    if (kind === 'day of birth') return waysToWrite(text).map((way) => ({ kind, text: way }));
    if (kind === 'postcode')
      return [...new Set([text, text.replaceAll(' ', ''), text.replaceAll(' ', '+')])].map((way) => ({
        kind,
        text: way,
      }));
    return [{ kind, text }];
  });
}

/** Which of them stand in a text, as a word or words of their own. */
export function secretsIn(text: string, secrets: readonly Secret[]): readonly Secret[] {
  const low = text.toLowerCase();
  return secrets.filter((secret) => {
    // A given name such as Demo is a word as well; written small it says nothing.
    const [where, what] = secret.kind === 'given name' ? [text, secret.text] : [low, secret.text.toLowerCase()];
    for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + 1))
      if (!isPartOfWord(where[at - 1]) && !isPartOfWord(where[at + what.length])) return true;
    return false;
  });
}

function isPartOfWord(letter: string | undefined): boolean {
  return letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
}
