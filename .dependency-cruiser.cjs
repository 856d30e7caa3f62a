/** The walls of the house: calls go down, events come up. No exception list. */
const below = (names) => `^server/modules/(${names.join('|')})/`
const order = ['finance', 'inventory', 'procurement', 'sales', 'production']
/** What a module may call: the modules below it (procurement and sales stand side by side; hr stands on finance). */
const mayCall = {
  finance: [],
  inventory: ['finance'],
  procurement: ['finance', 'inventory'],
  sales: ['finance', 'inventory'],
  production: ['finance', 'inventory', 'procurement', 'sales'],
  hr: ['finance'],
}
const rule = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from,
  to: { dependencyTypesNot: ['type-only'], ...to },
})

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    rule(
      'kernel-is-pure',
      { path: '^server/kernel/' },
      { path: '^(server/(?!kernel/)|db/|app/|components/)' },
      'the kernel imports nothing of the project',
    ),
    rule(
      'contracts-import-kernel-only',
      { path: '^server/contracts/' },
      { path: '^(server/(?!kernel/|contracts/)|db/|app/|components/)' },
      'contracts import kernel and zod only',
    ),
    rule(
      'schema-stands-on-kernel',
      { path: '^db/(schema|columns)' },
      { path: '^(server/(?!kernel/|contracts/)|app/|components/)' },
    ),
    rule(
      'platform-knows-no-module',
      { path: '^server/platform/' },
      { path: '^(server/(modules|api|worker|composition)|app/|components/)' },
    ),
    rule(
      'modules-know-no-delivery',
      { path: '^server/modules/' },
      { path: '^(server/(api|worker|composition)|app/|components/)' },
    ),
    ...[...order, 'hr'].map((m) =>
      rule(
        `${m}-calls-down-only`,
        { path: `^server/modules/${m}/` },
        { path: below([...order, 'hr'].filter((other) => other !== m && !mayCall[m].includes(other))) },
        'calls go down, events come up',
      ),
    ),
    rule(
      'one-door',
      { path: '^(?!server/modules/)', pathNot: '^server/testing/' },
      { path: '^server/modules/[^/]+/(?!index\\.ts$)' },
      "nobody imports behind a module's index.ts",
    ),
    ...[...order, 'hr'].map((m) =>
      rule(
        `door-of-others-${m}`,
        { path: `^server/modules/${m}/` },
        { path: `^server/modules/(?!${m}/)[^/]+/(?!index\\.ts$)` },
        'other modules are entered by their index.ts',
      ),
    ),
    rule(
      'imports-stand-on-top',
      { path: '^(server/(?!import/|testing/)|app/|components/|db/)' },
      { path: '^server/import/' },
      'the importers of other systems call commands; nothing calls them but scripts',
    ),
    rule(
      'imports-know-no-delivery',
      { path: '^server/import/' },
      { path: '^(server/(api|worker|composition)|db/|app/|components/|scripts/)' },
    ),
    rule(
      'composition-alone-sees-all',
      { path: '^server/(?!worker/|api/|testing/)', pathNot: '^server/composition' },
      { path: '^server/composition' },
    ),
    rule(
      'components-know-contracts-only',
      { path: '^components/' },
      { path: '^(server/(?!kernel/|contracts/)|db/|app/)' },
      'components see contracts and kernel; the router type is type-only',
    ),
    rule(
      'ui-primitives-know-nothing',
      { path: '^components/ui/' },
      { path: '^(server/(?!kernel/)|db/|app/|components/(?!ui/))' },
    ),
    rule(
      'app-goes-through-the-api',
      { path: '^app/' },
      { path: '^(server/(?!api/|contracts/|kernel/|platform/identity/)|db/)' },
    ),
    rule(
      'tests-stay-out-of-production',
      { path: '^(server|app|components|db)/', pathNot: '(\\.test\\.tsx?$|^server/testing/)' },
      { path: '(^server/testing/|\\.test\\.tsx?$)' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^\\.next/|node_modules/next/dist)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
