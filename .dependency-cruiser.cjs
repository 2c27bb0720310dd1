/** The import rules of the architecture: see docs/adr/0004-one-pure-core.md. Every rule is an error. */
const domainOrder = [
  'kernel',
  'time',
  'children',
  'factors',
  'providers',
  'episodes',
  'interviews',
  'cases',
  'deadlines',
  'alerts',
  'submissions',
  'notifications',
  'disclosure',
  'reports',
  'retention',
  'access',
  'questions',
  'messages',
];
const lib = (name) => `^libs/${name}/`;
const libMayUse = {
  platform: [],
  workbooks: [],
  persistence: ['platform'],
  access: ['platform', 'persistence'],
  casework: ['platform', 'persistence', 'access'],
  messages: ['platform', 'persistence', 'access', 'casework'],
  submissions: ['platform', 'workbooks', 'persistence', 'access', 'casework'],
  reports: ['platform', 'persistence', 'access'],
  exports: ['platform', 'persistence', 'access'],
  demonstration: ['platform', 'persistence', 'access', 'casework', 'submissions'],
  service: ['platform', 'persistence', 'access', 'casework', 'messages', 'submissions', 'reports'],
};
const allLibs = Object.keys(libMayUse);

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'domain-is-pure',
      comment: 'libs/domain imports itself, and temporal-polyfill through time/temporal.ts only',
      severity: 'error',
      from: { path: '^libs/domain/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^libs/domain/', 'node_modules/temporal-polyfill/'] },
    },
    {
      name: 'temporal-through-one-file',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/domain/src/time/temporal\\.ts$' },
      to: { path: 'node_modules/temporal-polyfill/' },
    },
    ...domainOrder.map((folder, index) => ({
      name: `domain-looks-back-only-${folder}`,
      severity: 'error',
      from: { path: `^libs/domain/src/${folder}/` },
      to: {
        path: `^libs/domain/src/(${domainOrder
          .slice(index + 1)
          .concat('never')
          .join('|')})/`,
      },
    })),
    {
      name: 'domain-one-door',
      comment: 'each domain concept is entered by its index.ts',
      severity: 'error',
      from: { path: '^libs/domain/src/([^/]+)/' },
      to: {
        path: '^libs/domain/src/[^/]+/.+',
        pathNot: ['^libs/domain/src/$1/', '^libs/domain/src/[^/]+/index\\.ts$'],
      },
    },
    ...allLibs.map((name) => ({
      name: `lib-${name}`,
      severity: 'error',
      from: { path: lib(name) },
      to: {
        path: `^libs/(${allLibs
          .filter((other) => other !== name && !libMayUse[name].includes(other))
          .concat('never')
          .join('|')})/`,
      },
    })),
    {
      name: 'one-door',
      comment: 'from outside a lib only its index.ts',
      severity: 'error',
      from: { path: '^(apps|libs|migrations|test)/([^/]+)/' },
      to: {
        path: '^libs/[^/]+/src/.+',
        pathNot: ['^libs/$2/', '^libs/[^/]+/src/index\\.ts$', '^libs/domain/src/[^/]+/index\\.ts$'],
      },
    },
    { name: 'libs-never-import-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'apps-never-import-each-other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'database-only-in-persistence',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/persistence/' },
      to: { path: 'node_modules/(typeorm|pg|@nestjs/typeorm)/' },
    },
    {
      name: 'queue-only-in-platform-and-worker',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^(libs/platform|apps/worker)/' },
      to: { path: 'node_modules/(bullmq|ioredis)/' },
    },
    {
      name: 'workbooks-know-nothing-of-homeward',
      comment: 'the format alone: what its cells mean is the business of whoever reads them',
      severity: 'error',
      from: { path: '^libs/workbooks/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/', pathNot: '^libs/workbooks/' },
    },
    {
      name: 'hucre-only-in-workbooks',
      severity: 'error',
      from: { path: '^(apps|libs|test)/', pathNot: '^libs/workbooks/' },
      to: { path: 'node_modules/hucre/' },
    },
    {
      name: 'senders-only-in-messages',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/messages/' },
      to: { path: 'node_modules/(nodemailer|notifications-node-client)/' },
    },
    {
      name: 'production-never-imports-tests',
      severity: 'error',
      from: { path: '^(apps|libs|migrations)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '(^test/|\\.spec\\.ts$)' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.dependencies.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
