// Takes the guards of children's records away one at a time, and makes sure that a test notices each: policies, the rule
// about who may see a child, permissions, routes, filters, hooks. Ends with 1 when one is not missed. All of it happens in
// copies of the sources and in databases of its own, so that stopping it half-way leaves nothing changed.
//   node scripts/mutate-guards.mjs            every mutant (npm run check:long)
//   node scripts/mutate-guards.mjs --sample   six of them, always the same (npm run check)
//   node scripts/mutate-guards.mjs --only=TEXT those whose kind or name has the text; --list names them and runs none
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { databaseMutants } from './mutants/database-mutants.mjs';
import { sourceMutants } from './mutants/source-mutants.mjs';
import { sayProgress, sayResult } from './mutants/words.mjs';
import { copyTree, resultOf, tryMutant } from './mutants/try-mutant.mjs';
import { startTestServers } from './test-servers.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const asked = process.argv.slice(2);
const only = asked.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
const isSample = asked.includes('--sample');
const sampledKinds = [
  'policy shows all',
  'policy takes all',
  'clause of the rule',
  'permission widened',
  'route opened',
  'hook removed',
];

const scratch = mkdtempSync(join(tmpdir(), 'homeward-mutants-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stopping.abort(new Error('Stopped.')));
const { servers, stop } = await startTestServers();
const started = Date.now();
let code = 1;
try {
  const [server] = servers;
  const template = new URL(server.superuserUrl);
  template.pathname = '/homeward_test_template';
  const all = [...(await databaseMutants(template.toString())), ...(await sourceMutants(root))];
  const chosen = all.filter(({ kind, what }) => only === undefined || `${kind} ${what}`.includes(only));
  const mutants = isSample ? sampleOf(chosen) : chosen;
  if (asked.includes('--list')) {
    for (const { kind, what } of mutants) console.log(`${kind}: ${what}`);
    code = 0;
  } else {
    const places = Array.from({ length: Math.min(2, availableParallelism()) }, (_, number) => ({
      tree: join(scratch, `tree-${number}`),
      server,
      signal: stopping.signal,
    }));
    if (mutants.length === 0) throw new Error('No guard has this in its kind or name; --list names them.');
    for (const { tree } of places) copyTree(root, tree);
    if (!isSample) await expectGreen(mutants, places);
    code = await tryAll(mutants, places);
  }
} catch (error) {
  console.error(error.message);
} finally {
  // Whoever is still at work stops before the servers do.
  stopping.abort();
  await stop();
}
process.exit(code);

/** The middle one of each kind: the same from run to run, and others as guards are added. */
function sampleOf(mutants) {
  return sampledKinds.flatMap((kind) => {
    const those = mutants.filter((mutant) => mutant.kind === kind);
    return those.slice(Math.floor(those.length / 2)).slice(0, 1);
  });
}

/** A test that fails without a mutant would notice nothing. */
async function expectGreen(mutants, places) {
  const specs = [...new Set(mutants.flatMap((mutant) => mutant.specs))].sort();
  console.log(`First the ${specs.length} files of tests that should notice are run with every guard in its place.`);
  await inParallel(specs, places, async (spec, place) => {
    const { outcome, test } = await resultOf(spec, place);
    if (outcome !== 'passed') throw new Error(`${spec} is not green with every guard in its place: ${outcome} ${test}`);
  });
}

async function tryAll(mutants, places) {
  const tried = [];
  await inParallel(mutants, places, async (mutant, place) => {
    tried.push({ ...mutant, ...(await tryMutant(mutant, place)) });
    sayProgress(tried.at(-1), tried.length, mutants.length);
  });
  sayResult(tried, Math.round((Date.now() - started) / 1000));
  return tried.every(({ outcome }) => outcome === 'noticed') ? 0 : 1;
}

/** Each place works on one thing at a time. */
async function inParallel(things, places, work) {
  const waiting = [...things];
  await Promise.all(
    places.map(async (place) => {
      for (let thing = waiting.shift(); thing !== undefined; thing = waiting.shift()) await work(thing, place);
    }),
  );
}
