// What guards children in the sources, taken away one at a time: found by pattern, so that what is added later is found too.
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const MATRIX = 'test/e2e/permissions-matrix.e2e-spec.ts';
const VISIBILITY = 'test/integration/child-visibility.int-spec.ts';
const RULE = 'libs/domain/src/access/child-visibility.ts';
const PERMISSIONS = 'libs/domain/src/access/permissions.ts';
const WEB_APP = 'apps/web/src/create-web-app.ts';

export async function sourceMutants(root) {
  const sources = ['apps', 'libs']
    .flatMap((folder) => filesBelow(root, folder))
    .map((path) => ({
      path,
      text: readFileSync(join(root, path), 'utf8'),
    }));
  const find = (path) => sources.find((source) => source.path === path) ?? { path, text: '' };
  return [
    ...clausesOf(find(RULE)),
    ...sources.flatMap(factsInForce),
    ...(await permissionsWidened(find(PERMISSIONS))),
    ...sources.flatMap(routesOpened),
    ...sources.flatMap((source) => filtersRemoved(source, specsAbout(root, source))),
    ...hooksRemoved(find(WEB_APP)),
    ...sources.flatMap(guardsRemoved),
  ];
}

function filesBelow(root, folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) =>
      relative(root, join(root, folder, name))
        .split(sep)
        .join('/'),
    )
    .sort();
}

function change(kind, source, start, end, replacement, what, specs) {
  const text = `${source.text.slice(0, start)}${replacement}${source.text.slice(end)}`;
  return { kind, what: `${source.path}: ${what.replace(/\s+/g, ' ').slice(0, 90)}`, path: source.path, text, specs };
}

/** Each argument of each `every(…)` and `some(…)` of the rule about who may see a child, left out. */
function clausesOf(source) {
  const from = source.text.indexOf('export const childVisibility');
  const specs = ['libs/domain/src/access/child-visibility.spec.ts', VISIBILITY];
  return [...source.text.matchAll(/\b(every|some)\(/g)]
    .filter(({ index }) => index > from)
    .flatMap(({ 0: opening, index }) => argumentsFrom(source.text, index + opening.length))
    .map(([start, end]) => change('clause of the rule', source, start, end, '', source.text.slice(start, end), specs));
}

/** Where each argument of a call begins and ends, with the comma behind it. */
function argumentsFrom(text, start) {
  const found = [];
  let depth = 0;
  let begin = start;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    const isEnd = text[at] === ')' && depth === 0;
    if (isEnd || (text[at] === ',' && depth === 0)) {
      if (text.slice(begin, at).trim() !== '') found.push([begin, isEnd ? at : at + 1]);
      begin = at + 1;
    }
    if (isEnd) return found;
    if (text[at] === ')') depth -= 1;
  }
  return found;
}

/** Facts that count although they are over or have not begun. */
function factsInForce(source) {
  return [...source.text.matchAll(/\binForce: (`[^`]*`|'[^']*'|\w+),/g)]
    .filter(({ 0: found }) => !/: 'true',/.test(found))
    .map(({ 0: found, index }) =>
      change('fact not in force', source, index, index + found.length, `inForce: 'true',`, found, [VISIBILITY]),
    );
}

/** Each action given to one role that does not have it. */
async function permissionsWidened(source) {
  const { permissions, roles } = await import('../../dist/libs/domain/src/access/index.js');
  const specs = ['libs/domain/src/access/permissions.spec.ts', MATRIX];
  return [...source.text.matchAll(/^ {2}'([\w.]+)': (\{|\w+,$)/gm)].flatMap(
    ({ 0: row, 1: action, 2: value, index }, at) => {
      const lacking = roles.filter((role) => permissions[action]?.[role] === undefined);
      const role = lacking[(at * 5) % lacking.length];
      if (role === undefined) return [];
      const given = `${role}: { reach: 'authority', fields: ['identity'] }`;
      const wider = value === '{' ? `{ ${given},` : `{ ...${value.slice(0, -1)}, ${given} },`;
      return [
        change(
          'permission widened',
          source,
          index,
          index + row.length,
          `  '${action}': ${wider}`,
          `${action} for ${role}`,
          specs,
        ),
      ];
    },
  );
}

/** Each route, or each controller, that asks for an action, opened to all. */
function routesOpened(source) {
  const door = /from '([^']*\/requires\.js)'/.exec(source.text)?.[1];
  if (door === undefined || !source.path.endsWith('.controller.ts')) return [];
  return [...source.text.matchAll(/@Requires\([^)]*\)/g)].map(({ 0: found, index }) => {
    const line = source.text.slice(0, index).split('\n').length;
    const opened = change(
      'route opened',
      source,
      index,
      index + found.length,
      '@OpenedByMutant()',
      `line ${line}, ${found}`,
      [MATRIX],
    );
    return { ...opened, text: `import { OpenToAll as OpenedByMutant } from '${door}';\n${opened.text}` };
  });
}

/** The tests that speak of what a source is about, by its file's name or its function's; then those of all routes. */
function specsAbout(root, { path }) {
  const name = path.split('/').at(-1).replace(/\.ts$/, '');
  const camel = name.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());
  const about = ['integration', 'e2e'].flatMap((folder) =>
    readdirSync(join(root, 'test', folder))
      .sort()
      .map((file) => `test/${folder}/${file}`)
      .filter((file) => file.endsWith('-spec.ts'))
      .filter((file) =>
        [name, camel].some((word) => `${file} ${readFileSync(join(root, file), 'utf8')}`.includes(word)),
      ),
  );
  return [...new Set([...about, MATRIX])];
}

/** Each filter of a list that lets everything through. */
function filtersRemoved(source, specs) {
  return [...source.text.matchAll(/(?<!function )\bchildFilter\(/g)].map(({ 0: found, index }) => {
    const line = source.text.slice(0, index).split('\n').length;
    const everything = `(() => ({ sql: 'true', parameters: [] }))(`;
    return change('filter removed', source, index, index + found.length, everything, `line ${line}`, specs);
  });
}

/** What every request passes on its way: the protection of forms, headers, limits. */
function hooksRemoved(source) {
  const about = ['web', 'web-api', 'metrics', 'rate-limits', 'headers', 'hostile-input', 'body-after-key'];
  const specs = [...about.map((name) => `test/e2e/${name}.e2e-spec.ts`), MATRIX];
  const hook = /^ {2}(?:await )?(?:secure|protect|forbid|complete|limit|guard|refuse|authenticate)\w*\([^;]*;$/gm;
  return [...source.text.matchAll(hook)].map(({ 0: found, index }) =>
    change('hook removed', source, index, index + found.length, '', found.trim(), specs),
  );
}

function guardsRemoved(source) {
  return [...source.text.matchAll(/^.*\bprovide: APP_GUARD\b.*$/gm)].map(({ 0: found, index }) =>
    change('guard removed', source, index, index + found.length, '', found.trim(), [MATRIX]),
  );
}
