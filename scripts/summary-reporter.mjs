import { relative } from 'node:path';
import { writeFileSync } from 'node:fs';

/** Ends the run with `N passed, N failed` alone on a line, and lets no skipped test pass unnoticed. */
export default class SummaryReporter {
  #failure = null;

  onRunComplete(_contexts, results) {
    // A suite that could not even be loaded has no tests to count, and is a failure all the same.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const counts = [`${results.numPassedTests} passed`, `${failed} failed`];
    if (skipped > 0) counts.push(`${skipped} skipped`);
    const line = counts.join(', ');
    if (skipped > 0) this.#judgeSkipped(results, skipped);
    if (process.env.HOMEWARD_TEST_SUMMARY) writeFileSync(process.env.HOMEWARD_TEST_SUMMARY, `${line}\n`);
    process.stdout.write(`${line}\n`);
  }

  getLastError() {
    return this.#failure ?? undefined;
  }

  #judgeSkipped(results, skipped) {
    for (const suite of results.testResults) {
      const count = suite.numPendingTests + suite.numTodoTests;
      if (count > 0)
        process.stderr.write(`*** did not run: ${count} in ${relative(process.cwd(), suite.testFilePath)}\n`);
    }
    // Asking for some tests by name skips the rest on purpose.
    if (process.env.HOMEWARD_ALLOW_SKIPS === '1' || process.env.HOMEWARD_TESTS_BY_NAME === '1') return;
    const message = `${skipped} skipped, which fails the run: set HOMEWARD_ALLOW_SKIPS=1 to allow it`;
    process.stderr.write(`*** ${message}\n`);
    this.#failure = new Error(message);
  }
}
