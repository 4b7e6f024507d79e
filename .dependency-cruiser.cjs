/** What each layer of src-main may import of ours, itself apart; from the leaf up. */
const engineTypes = ['engines/types\\.ts$', 'engines/[^/]+/types\\.ts$'];
const featureImports = ['contract/', 'rpc/', 'storage/', ...engineTypes];
const layers = {
  rpc: [],
  contract: ['rpc/'],
  storage: ['rpc/errors\\.ts$'],
  engines: ['rpc/'],
  features: [...featureImports, 'jobs/types\\.ts$'],
  jobs: featureImports,
  core: ['contract/', 'rpc/', 'storage/', 'engines/', 'features/', 'jobs/'],
  hosts: ['contract/', 'rpc/', 'storage/', 'engines/', 'features/', 'jobs/', 'core/'],
};

const ours = '^src-(main|preload|renderer)/';
const tests = '\\.test\\.tsx?$';

const layerRules = Object.entries(layers).map(([layer, allowed]) => ({
  name: `${layer}-imports-below`,
  severity: 'error',
  from: { path: `^src-main/${layer}/`, pathNot: tests },
  to: { path: ours, pathNot: [`${layer}/`, ...allowed].map((path) => `^src-main/${path}`) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'rpc-and-contract-run-anywhere',
      comment:
        'The renderer, the preload script and every host load them: no platform, only valibot, and for notes a parser.',
      severity: 'error',
      from: { path: '^src-main/(rpc|contract)/', pathNot: tests },
      to: { pathNot: [ours, 'node_modules/valibot/', 'node_modules/@lezer/'] },
    },
    {
      name: 'features-are-strangers',
      comment: 'They meet in events and in core.',
      severity: 'error',
      from: { path: '^src-main/features/([^/]+)/' },
      to: { path: '^src-main/features/', pathNot: '^src-main/features/$1/' },
    },
    {
      name: 'hosts-are-strangers',
      comment: 'But for loopback, with which the others serve browsers.',
      severity: 'error',
      from: { path: '^src-main/hosts/([^/]+)/' },
      to: { path: '^src-main/hosts/[^/]+/', pathNot: ['^src-main/hosts/$1/', '^src-main/hosts/loopback/'] },
    },
    {
      name: 'renderer-and-preload-see-the-contract',
      severity: 'error',
      from: { path: '^src-(renderer|preload)/', pathNot: tests },
      to: { path: ours, pathNot: ['^src-$1/', '^src-main/contract/', '^src-main/rpc/'] },
    },
    {
      name: 'only-its-host-reaches-electron',
      severity: 'error',
      from: { path: ours, pathNot: '^(src-main/hosts/electron|src-preload)/' },
      to: { path: '(^|/)node_modules/electron(-store)?/', reachable: true },
    },
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default', 'types'] },
  },
};
