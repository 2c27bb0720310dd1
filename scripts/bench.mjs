// Measures Homeward against the least that could be done instead, each time in the same run on the same machine.
// All of it: npm run bench. Some of it: npm run bench -- import sweep
import { cpus, totalmem } from 'node:os';
import { benchAlert } from './bench/alert.mjs';
import { benchImport } from './bench/import.mjs';
import { benchRead } from './bench/read.mjs';
import { benchRecord } from './bench/record.mjs';
import { startServer } from './bench/server.mjs';
import { benchStart } from './bench/start.mjs';
import { benchSweep } from './bench/sweep.mjs';

const benchmarks = {
  ...{ read: benchRead, import: benchImport, sweep: benchSweep, alert: benchAlert },
  ...{ record: benchRecord, start: benchStart },
};
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(`No benchmark is called ${unknown.join(', ')}; there are ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(2);
}

const [processor] = cpus();
console.log(
  `${cpus().length} × ${processor?.model}, ${Math.round(totalmem() / 1024 ** 3)} GiB, Node ${process.versions.node}`,
);
const server = await startServer();
try {
  for (const [name, measure] of Object.entries(benchmarks)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    console.log(`\n${name}`);
    for (const [label, figure] of Object.entries(await measure(server, console.log)))
      console.log(`  ${label}: ${figure}`);
  }
} finally {
  await server.stop();
}
