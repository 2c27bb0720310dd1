/** Native ES modules: tests load the modules the way production does (docs/adr/0005-jest-and-es-modules.md). */
const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  // Two Temporal values that differ are never taken for equal.
  setupFilesAfterEnv: ['<rootDir>/test/builders/temporal-equality.ts'],
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

export default {
  // Generous, because machines differ; nothing here asserts speed.
  testTimeout: 60_000,
  projects: [
    { ...shared, displayName: 'unit', roots: ['<rootDir>/libs', '<rootDir>/apps'], testMatch: ['**/*.spec.ts'] },
    { ...shared, displayName: 'schema', roots: ['<rootDir>/test/schema'], testMatch: ['**/*.schema-spec.ts'] },
    { ...shared, displayName: 'integration', roots: ['<rootDir>/test/integration'], testMatch: ['**/*.int-spec.ts'] },
    { ...shared, displayName: 'contract', roots: ['<rootDir>/test/contract'], testMatch: ['**/*.contract-spec.ts'] },
    { ...shared, displayName: 'e2e', roots: ['<rootDir>/test/e2e'], testMatch: ['**/*.e2e-spec.ts'] },
  ],
};
