// One return read in a process of its own: node read-once.mjs <file>
import { readFileSync, writeFileSync } from 'node:fs';
import { parseReturn } from '#submissions';
import { memoryOf } from './memory.mjs';

const [file = ''] = process.argv.slice(2);
const bytes = readFileSync(file);
try {
  writeFileSync('/proc/self/clear_refs', '5'); // from here on Linux counts the most anew
} catch {
  // Elsewhere the most is that of the whole process.
}
const before = memoryOf(process.pid).now;
const start = performance.now();
const said = await parseReturn(bytes, null).then(
  ({ rows }) => `${rows.length} rows`,
  ({ reason }) => `refused, ${reason}`,
);
const seconds = (performance.now() - start) / 1000;
process.stdout.write(JSON.stringify({ said, seconds, grown: memoryOf(process.pid).most - before }));
