/** Two Temporal values that differ are never taken for equal, and the cases of properties are the same in every run. */
const setUp = ['<rootDir>/test/builders/temporal-equality.ts', '<rootDir>/test/support/seeded-properties.ts'];

/** Native ES modules: tests load the modules the way production does (docs/adr/0005-jest-and-es-modules.md). */
const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  setupFilesAfterEnv: setUp,
  moduleNameMapper: {
    '^#domain/(.*)$': '<rootDir>/libs/domain/src/$1/index.ts',
    '^#(\\w+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};

/** What runs on a database, by the clock of the machine: no midnight falls into a file. */
const onServers = { ...shared, setupFilesAfterEnv: [...setUp, '<rootDir>/test/support/steady-day.ts'] };

export default {
  // Generous, because machines differ; nothing here asserts speed.
  testTimeout: 300_000,
  projects: [
    { ...shared, displayName: 'unit', roots: ['<rootDir>/libs', '<rootDir>/apps'], testMatch: ['**/*.spec.ts'] },
    { ...onServers, displayName: 'schema', roots: ['<rootDir>/test/schema'], testMatch: ['**/*.schema-spec.ts'] },
    {
      ...onServers,
      displayName: 'integration',
      roots: ['<rootDir>/test/integration'],
      testMatch: ['**/*.int-spec.ts'],
    },
    { ...onServers, displayName: 'contract', roots: ['<rootDir>/test/contract'], testMatch: ['**/*.contract-spec.ts'] },
    { ...onServers, displayName: 'e2e', roots: ['<rootDir>/test/e2e'], testMatch: ['**/*.e2e-spec.ts'] },
  ],
};
