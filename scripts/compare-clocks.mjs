// Judges 100,000 drawn absences by the domain and by a second implementation in SQL, and fails where the two differ.
// `npm test` does the same with 2,000. Others are drawn by another seed: HOMEWARD_TEST_SEED=7 npm run check:long.
import { runTests } from './run-tests.mjs';

const settings = { HOMEWARD_CLOCK_CASES: '100000' };
process.exit(await runTests({ project: 'integration', paths: 'clock-oracle', settings }));
