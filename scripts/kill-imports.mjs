// Kills an import of 10,000 rows at twenty points, in the command line and in the worker in turn, and makes sure that each
// is complete or taken up again with nothing lost and nothing twice. `npm test` does the same at two points of a smaller
// file. Other points are drawn by another seed: HOMEWARD_TEST_SEED=7 npm run check:long.
import { runTests } from './run-tests.mjs';

process.exit(await runTests({ project: 'e2e', paths: 'killed-import', settings: { HOMEWARD_KILL_POINTS: '20' } }));
