// An import of 10,000 rows against plain INSERT statements of the very rows that it wrote.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { countRows, insertFacts, readFacts } from './plain-inserts.mjs';
import { largeReturn } from './returns.mjs';
import { newFolder } from './server.mjs';
import { mebibytes, median, ratio, seconds } from './words.mjs';

const ROWS = 10_000;
/** As many as one return may have. */
const MOST_ROWS = 20_000;
const RUNS = 3;

export async function benchImport(server, say) {
  const { bytes, children } = largeReturn(ROWS);
  const folder = newFolder();
  const file = join(folder.path, 'return.csv');
  writeFileSync(file, bytes);
  try {
    const runs = [];
    for (let run = 1; run <= RUNS; run += 1) {
      runs.push(await importAndInsert(server, file));
      const { imported, plain } = runs.at(-1);
      say(`  run ${run}: import ${seconds(imported.seconds)}, plain inserts ${seconds(plain)}`);
    }
    return { ...results(runs, children), ...(await memoryOfLargest(server, file)) };
  } finally {
    folder.remove();
  }
}

async function importAndInsert(server, file) {
  const database = await server.freshDatabase();
  const imported = await importOnce(database.appUrl, file);
  const facts = await readFacts(database.superuserUrl);
  const counts = await countRows(database.superuserUrl);
  await database.drop();
  const second = await server.freshDatabase();
  const plain = await insertFacts(second.appUrl, facts);
  const again = await countRows(second.superuserUrl);
  await second.drop();
  const differing = Object.keys(counts).filter((table) => counts[table] !== again[table]);
  if (differing.length > 0) throw new Error(`The plain inserts left out rows of ${differing.join(', ')}.`);
  if (imported.counts.new !== ROWS) throw new Error(`Of ${ROWS} rows ${imported.counts.new} were new.`);
  return { imported, plain, transactions: facts.length, counts };
}

/** The largest return that is taken, by itself: what counts is the memory. */
async function memoryOfLargest(server, file) {
  writeFileSync(file, largeReturn(MOST_ROWS).bytes);
  const database = await server.freshDatabase();
  const { before, now, most, counts } = await importOnce(database.appUrl, file);
  await database.drop();
  if (counts.rows !== MOST_ROWS) throw new Error(`${counts.rows} rows were taken in, not ${MOST_ROWS}.`);
  const grown = `${mebibytes(before)} before, ${mebibytes(now)} after, ${mebibytes(most)} at most`;
  return { [`memory of the process that imports ${MOST_ROWS} rows`]: `${grown}: grew by ${mebibytes(most - before)}` };
}

async function importOnce(databaseUrl, file) {
  const script = join(import.meta.dirname, 'import-once.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, databaseUrl, file], { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout);
}

function results(runs, children) {
  const imported = median(runs.map((run) => run.imported.seconds));
  const plain = median(runs.map((run) => run.plain));
  const written = Object.values(runs[0].counts).reduce((sum, count) => sum + count, 0);
  const held = (name) => median(runs.map((run) => run.imported[name]));
  return {
    import: `${seconds(imported)}, ${Math.round(ROWS / imported)} rows/s (${ROWS} rows of ${children} children become ${written} table rows)`,
    'plain inserts of the same': `${seconds(plain)}, ${Math.round(ROWS / plain)} rows/s in ${runs[0].transactions} transactions`,
    ratio: ratio(plain, imported),
    'memory of the importing process': `${mebibytes(held('before'))} before, ${mebibytes(held('now'))} after, ${mebibytes(held('most'))} at most`,
  };
}
