import type { Client } from 'pg';
import { aReturnRow } from '../builders/provider-return.js';
import { crawl } from './crawl.js';
import { SUTTON } from './service.js';
import { connect } from './two-authorities.js';
import { Visitor, request } from './web.js';

/** Said in the return of a child who is not in the sample, and to be found nowhere but in the tables. */
export const told = {
  given_name: 'Zebedee',
  family_name: 'Unheardof-Sample',
  home_postcode: 'SM1 1ZZ',
  date_of_birth: '2012-02-29',
};

/** Good and bad, in each format; what cannot be read is told back, and kept out of every log. */
export async function sendReturns(url: string, key: string): Promise<void> {
  const row = aReturnRow({ ...told, provider_ref: 'ZEBEDEE-1', child_id: 'ZC-4711' });
  const bodies: readonly (readonly [string, string])[] = [
    ['application/json', JSON.stringify({ format: 1, period: '2025-10', rows: [row] })],
    [
      'application/json',
      JSON.stringify({
        format: 1,
        period: '2025-10',
        rows: [{ ...row, provider_ref: 'ZEBEDEE-2', date_of_birth: 'Zebedee' }],
      }),
    ],
    ['application/json', `{"given_name": "${told.given_name}", `],
    ['text/csv', `given_name,family_name\n${told.given_name},"${told.family_name}`],
    ['text/plain', told.family_name],
  ];
  for (const [type, body] of bodies)
    for (const address of [`period=2025-10`, `period=${told.given_name}`])
      await request(`${url}/api/v1/provider-returns?authority=${SUTTON}&${address}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': type },
        body,
      });
}

/**
 * What every person of the demonstration and a machine are shown, and what those get who ask for what is not there; and
 * what the metrics say after it.
 */
export async function walk(
  url: string,
  superuser: Client,
  key: string,
): Promise<{ readonly pages: string; readonly metrics: string }> {
  const web = { ask: (path: string, options: RequestInit = {}) => request(`${url}${path}`, options) };
  const { rows } = await superuser.query<{ name: string }>('SELECT display_name AS name FROM person ORDER BY 1');
  const people = rows.map(({ name: person }) => person);
  if (people.length <= 10) throw new Error('The demonstration has hardly anybody.');
  let seen = '';
  for (const person of people) {
    const visitor = new Visitor(web);
    await visitor.signIn(person);
    const starts = [
      '/',
      '/worklist',
      '/permissions',
      '/reports/mace',
      '/api/v1/worklist',
      `/worklist?show=${told.given_name}`,
      `/children/${told.family_name}`,
    ];
    for (const { answer } of await crawl(visitor, starts)) seen += answer.body;
    const birth = { birthDay: '29', birthMonth: '2', birthYear: '2012' };
    await visitor.send('/children', { councilChildId: '', familyName: told.family_name, ...birth });
    await visitor.send('/children', { councilChildId: 'ZC-4711', familyName: told.family_name, ...birth });
    await visitor.post(`/${told.given_name}`, { ...told, _csrf: visitor.token });
    await visitor.post('/sign-in', { personId: told.family_name, _csrf: visitor.token });
  }
  const machine = new Visitor(web, { authorization: `Bearer ${key}` });
  for (const path of [
    `/api/v1/provider-returns/${told.given_name}?authority=${SUTTON}`,
    `/api/v1/worklist?authority=${SUTTON}`,
  ])
    await machine.open(path);
  return { pages: seen, metrics: (await web.ask('/metrics')).body };
}

/** Statements that fail on a child's data, as the service's login and as the owner's. */
export async function provokeDatabase(urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    const client = await connect(url);
    await client.query(`SELECT set_config('app.authority', $1, false), set_config('app.actor', 'system', false)`, [
      SUTTON,
    ]);
    const { rows } = await client.query<{ child_id: string; council_child_id: string; family_name: string }>(
      'SELECT child_id, council_child_id, family_name FROM child_identity WHERE council_child_id IS NOT NULL AND family_name IS NOT NULL ORDER BY child_id LIMIT 2',
    );
    const [one, other] = rows;
    const failing: readonly (readonly [string, unknown[]])[] = [
      ['UPDATE child_identity SET council_child_id = $1 WHERE child_id = $2', [one?.council_child_id, other?.child_id]],
      ['UPDATE child_identity SET council_child_id = $1 WHERE child_id = $2', ['', one?.child_id]],
      ['SELECT $1::date', [one?.family_name]],
      [`SELECT '${one?.family_name ?? ''}'::integer`, []],
      [`SELECT * FROM child_identity WHERE family_name = '${one?.family_name ?? ''}' AND`, []],
    ];
    for (const [sql, parameters] of failing) await fails(client.query(sql, parameters));
    await client.end();
  }
}

/** A statement that was to fail and does not would prove nothing. */
async function fails(statement: Promise<unknown>): Promise<void> {
  const hasFailed = await statement.then(
    () => false,
    () => true,
  );
  if (!hasFailed) throw new Error('A statement that was to fail did not.');
}
