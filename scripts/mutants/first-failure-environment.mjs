// One test that notices is enough: after the first that fails the rest of its file is left out.
import { createRequire } from 'node:module';

// The environment that jest itself brings.
const jest = createRequire(createRequire(import.meta.url).resolve('jest/package.json'));
const { TestEnvironment } = jest('jest-environment-node');

export default class FirstFailureEnvironment extends TestEnvironment {
  hasFailed = false;

  handleTestEvent({ name, test }) {
    if (name === 'test_fn_failure' || name === 'hook_failure') this.hasFailed = true;
    if (name === 'test_start' && this.hasFailed) test.mode = 'skip';
  }
}
