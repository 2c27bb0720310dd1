// One import in a process of its own, as `homeward import` runs it: node import-once.mjs <database> <file.csv>
import { readFileSync } from 'node:fs';
import { keepHeapSmall } from '#platform';
import { memoryOf } from './memory.mjs';
import { received } from './returns.mjs';
import { withService } from './server.mjs';

const [databaseUrl = '', file = ''] = process.argv.slice(2);
keepHeapSmall();
const bytes = readFileSync(file);
const measured = await withService(databaseUrl, async ({ returns }) => {
  const before = memoryOf(process.pid).now;
  const start = performance.now();
  const { receipts, findings, ...counts } = await returns.receive(received(bytes));
  const seconds = (performance.now() - start) / 1000;
  return { seconds, counts, findings: findings.length, before, ...memoryOf(process.pid) };
});
process.stdout.write(JSON.stringify(measured));
