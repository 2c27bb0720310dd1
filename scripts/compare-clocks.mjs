// Judges 100,000 drawn absences and the clocks of as many drawn episodes by the domain and by a second implementation in
// SQL, and fails where the two differ, or where a change of the clocks or a bank holiday of the list was met by no case.
// `npm test` does the same with 2,000. Others are drawn by another seed: HOMEWARD_TEST_SEED=7 npm run check:long.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from './run-tests.mjs';

const folder = mkdtempSync(join(tmpdir(), 'homeward-clocks-'));
const figures = join(folder, 'figures');
writeFileSync(figures, '');
const settings = { HOMEWARD_CLOCK_CASES: '100000', HOMEWARD_CLOCK_FIGURES: figures };
const code = await runTests({ project: 'integration', paths: 'clock-oracle', settings });

let [passed, failed] = [0, 0];
for (const line of readFileSync(figures, 'utf8').split('\n').filter(Boolean)) {
  const { what, cases, differing, clockChanges, bankHolidays } = JSON.parse(line);
  const missed = [...clockChanges, ...bankHolidays].filter(([, count]) => count === 0);
  passed += cases - differing;
  failed += differing + missed.length;
  process.stdout.write(`\n${what}: ${cases} cases, ${differing} differ\n`);
  process.stdout.write(`cases that met each change of the clocks: ${inWords(clockChanges)}\n`);
  process.stdout.write(`cases that met each bank holiday: ${inWords(bankHolidays)}\n`);
}
rmSync(folder, { recursive: true, force: true });
if (code !== 0 && failed === 0) failed = 1;
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(code);

function inWords(counts) {
  return counts.map(([day, count]) => `${day} ${count}`).join(', ');
}
