// Tries the laws of the escalation ladder with a million random commands; `npm test` does the same with 20,000.
import { runTests } from './run-tests.mjs';

process.exit(await runTests({ project: 'unit', paths: 'ladder-laws', settings: { HOMEWARD_LAW_COMMANDS: '1000000' } }));
