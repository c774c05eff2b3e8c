import type { ImportEdge, ImportGraph, SourceFile } from './import-graph.js';

/** A rule of the house: what breaks it, one line each. */
export type Rule = (graph: ImportGraph) => string[];

/**
 * Modules by level (house.md, "Who may import whom"): a module imports lower levels only. `audit` writes in its caller's
 * transaction and is open to all.
 */
const LEVELS: readonly (readonly string[])[] = [
  ['tenants', 'audit', 'system'],
  ['auth'],
  ['billing', 'api-keys'],
  ['agents'],
  ['conversations'],
  ['referrals', 'widget', 'alerts'],
  ['analytics'],
  ['exports'],
  ['reports'],
  ['webhooks'],
  // a mail may carry what any of the above made
  ['email'],
  ['admin', 'privacy'],
];

/** Layers inside a module, and which of the module's other layers each may use. `jobs` holds definitions (which services enqueue) and handlers. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  http: ['services', 'domain', 'events'],
  jobs: ['services', 'domain', 'persistence', 'events', 'stripe', 'transport'],
  services: ['domain', 'persistence', 'stripe', 'transport', 'events', 'jobs', 'generated', 'pdf'],
  stripe: ['services', 'domain', 'persistence', 'events'],
  transport: ['domain'],
  persistence: ['domain', 'events', 'generated'],
  events: [],
  generated: [],
  domain: [],
  pdf: ['domain'],
};

const isTest = (path: string): boolean => /\.(spec|e2e|browser)\.ts$|\/testing\//.test(path);
const moduleOf = (path: string): string | undefined => /^backend\/src\/modules\/([^/]+)\//.exec(path)?.[1];
const layerOf = (path: string): string | undefined => /^backend\/src\/modules\/[^/]+\/([^/]+)\//.exec(path)?.[1];
const levelOf = (module: string): number => LEVELS.findIndex((level) => level.includes(module));
const isDoor = (path: string): boolean => /^backend\/src\/modules\/[^/]+\/(index\.ts$|events\/)/.test(path);

type Judge = (from: SourceFile, edge: ImportEdge) => string | undefined;

/** Every import of the graph, judged; test files look wherever they need to. */
const eachImport =
  (judge: Judge): Rule =>
  (graph) =>
    [...graph.values()]
      .filter(({ path }) => !isTest(path))
      .flatMap((from) =>
        from.imports.flatMap((edge) => {
          const complaint = judge(from, edge);
          return complaint ? [`${from.path} → ${edge.file ?? edge.specifier}: ${complaint}`] : [];
        }),
      );

const eachFile =
  (judge: (file: SourceFile) => string | undefined): Rule =>
  (graph) =>
    [...graph.values()].flatMap((file) => {
      const complaint = judge(file);
      return complaint ? [`${file.path}: ${complaint}`] : [];
    });

/** What the contracts' own platform folder declares: problems and pages, no business word. */
const platformContracts = (graph: ImportGraph): Set<string> =>
  new Set(
    [...graph.values()]
      .filter(({ path }) => path.startsWith('shared-dto/src/platform/'))
      .flatMap(({ text }) => [...text.matchAll(/^export (?:const|type|function) (\w+)/gm)].map(([, name = '']) => name)),
  );

export const platformKnowsNoModule: Rule = (graph) => {
  const neutral = platformContracts(graph);
  return eachImport((from, { file, specifier, names }) => {
    if (!from.path.startsWith('backend/src/platform/')) return undefined;
    if (specifier === '@orbisvoice/shared-dto' && !names.every((name) => neutral.has(name))) return 'platform knows no business word';
    return file && !file.startsWith('backend/src/platform/') ? 'platform imports nothing above it' : undefined;
  })(graph);
};

const onlyAdmin = (own: string, other: string): string | undefined => (own === 'admin' ? undefined : `only admin may import ${other}`);

export const modulesImportDownwards = eachImport((from, { file }) => {
  const [own, other] = [moduleOf(from.path), file && moduleOf(file)];
  if (!own || !other || own === other) return undefined;
  if (levelOf(own) < 0 || levelOf(other) < 0) return 'a module without a place in the order';
  if (other === 'audit') return undefined;
  if (levelOf(other) >= levelOf(own)) return `${own} may not import ${other}: publish an event instead`;
  // exports and reports write down what analytics computed (decisions 32, 36); whoever else wants a number counted or a mail sent publishes an event
  if (other === 'analytics' && (own === 'exports' || own === 'reports')) return undefined;
  return other === 'email' || other === 'analytics' ? onlyAdmin(own, other) : undefined;
});

export const modulesHaveOneDoor = eachImport((from, { file }) => {
  const other = file && moduleOf(file);
  // demo data and tests look at rules from the inside; what ships does not
  const isJudged = from.path.startsWith('backend/src/') && !isRoot(from.path);
  return isJudged && other && other !== moduleOf(from.path) && !isDoor(file) ? 'past the door of the module' : undefined;
});

/** The composition roots (entry points, the list of migrations) may name anything. */
const isRoot = (path: string): boolean => /^backend\/src\/([^/]+\.ts$|migrations\/)/.test(path);

export const layersPointInwards = eachImport((from, { file, specifier }) => {
  const layer = layerOf(from.path);
  if (!layer) return undefined;
  const allowed = LAYERS[layer];
  if (!allowed) return `no such layer: ${layer}`;
  if (layer === 'domain') {
    const isOwn = file && moduleOf(file) === moduleOf(from.path) && layerOf(file) === 'domain';
    return isOwn || specifier === '@orbisvoice/shared-dto/values' ? undefined : 'domain is pure: shared-dto/values and itself';
  }
  const target = file && moduleOf(file) === moduleOf(from.path) ? layerOf(file) : undefined;
  return target && target !== layer && !allowed.includes(target) ? `${layer} may not use ${target}` : undefined;
});

export const noInnerBarrels = eachFile(({ path, imports }) => {
  const isInner = /^backend\/src\/(platform\/|modules\/[^/]+\/.+\/)(.*\/)?index\.ts$/.test(path);
  return isInner && imports.some(({ isReExport }) => isReExport) ? 'a barrel: import the file itself' : undefined;
});

export const productionKnowsNoSandbox = eachImport((from, { file }) =>
  from.path.startsWith('backend/src/') && file && /^backend\/(sandbox|test|bench)\//.test(file)
    ? 'production code imports the sandbox'
    : undefined,
);

const featureOf = (path: string): string | undefined => /^((?:admin-console|customer-portal)\/src\/app\/features\/[^/]+)\//.exec(path)?.[1];

export const featuresDoNotKnowEachOther = eachImport((from, { file }) => {
  const [own, other] = [featureOf(from.path), file && featureOf(file)];
  return own && other && own !== other ? 'features share through core/ or shared-ui' : undefined;
});

export const coreKnowsNoFeature = eachImport((from, { file }) =>
  /^(admin-console|customer-portal)\/src\/app\/core\//.test(from.path) && file && featureOf(file) ? 'core imports a feature' : undefined,
);

export const oneFileKnowsStripe = eachImport((from, { specifier }) =>
  specifier === 'stripe' && from.path.startsWith('backend/src/') && !from.path.startsWith('backend/src/modules/billing/stripe/')
    ? 'only billing/stripe imports the SDK'
    : undefined,
);

export const crossTenantReadsAreRare = eachImport((from, { file, names }) => {
  const [own, other] = [moduleOf(from.path), file && moduleOf(file)];
  if (!other || own === other || isRoot(from.path) || own === 'admin' || own === 'analytics') return undefined;
  return names.some((name) => name.startsWith('AllTenants')) ? 'cross-tenant reads of another module: admin and analytics only' : undefined;
});

export const repositoriesAloneKnowTypeOrm = eachFile(({ path, text }) =>
  path.startsWith('backend/src/') && !/\.repository\.ts$|\/platform\/database\//.test(path) && /@InjectRepository\(/.test(text)
    ? '@InjectRepository outside a repository'
    : undefined,
);

/** Migrations, and what a tool writes (house.md §1.9). */
const GROWS_BY_ITSELF = /^backend\/src\/(?:migrations|modules\/\w+\/generated)\//;

/** house.md 1.9; generated code and migrations are exempt. */
export const filesStayShort = eachFile(({ path, lines }) =>
  lines > 300 && !GROWS_BY_ITSELF.test(path) ? `${lines} lines, the limit is 300` : undefined,
);

/** From here on; those before it ran where they ran. */
const FIRST_BESIDE_WRITERS = 1764005100000;

/** docs/guides/migrations.md: who indexes a table that is there makes nobody wait who writes to it. */
export const indexesAreMadeBesideWriters = eachFile(({ path, text }) => {
  const id = Number(/^backend\/src\/migrations\/(\d+)-/.exec(path)?.[1] ?? 0);
  if (id < FIRST_BESIDE_WRITERS) return undefined;
  const made = new Set([...text.matchAll(/create table (?:if not exists )?(\w+)/gi)].map(([, table]) => table));
  const indexed = [...text.matchAll(/create (?:unique )?index (?:concurrently )?(?:if not exists )?\w+ on (?:only )?(\w+)/gi)];
  const waits = indexed.map(([, table = '']) => table).filter((table) => !made.has(table));
  return waits.length > 0 ? `createIndexConcurrently for an index of ${waits.join(', ')}` : undefined;
});

/** Import cycles, each by its members: strongly connected components of more than one file (Tarjan). */
export const noCycles: Rule = (graph) => {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[] = [];
  const visit = (path: string): void => {
    index.set(path, index.size);
    low.set(path, index.get(path) ?? 0);
    stack.push(path);
    for (const { file } of graph.get(path)?.imports ?? []) {
      if (file === undefined || !graph.has(file)) continue;
      if (!index.has(file)) visit(file);
      if (stack.includes(file)) low.set(path, Math.min(low.get(path) ?? 0, low.get(file) ?? 0));
    }
    if (low.get(path) !== index.get(path)) return;
    const members = stack.splice(stack.indexOf(path));
    if (members.length > 1) cycles.push(`cycle: ${members.join(' → ')}`);
  };
  for (const path of graph.keys()) if (!index.has(path)) visit(path);
  return cycles;
};

/** All of them, by the sentence they enforce. */
export const HOUSE_RULES: Readonly<Record<string, Rule>> = {
  'platform imports no module and knows no business word': platformKnowsNoModule,
  'modules import downwards only': modulesImportDownwards,
  'another module is entered through its index or its events': modulesHaveOneDoor,
  'inside a module layers point inwards, and the domain is pure': layersPointInwards,
  'there is no barrel but the door': noInnerBarrels,
  'production code never imports sandbox, tests or benchmarks': productionKnowsNoSandbox,
  'Angular features never import each other': featuresDoNotKnowEachOther,
  'core imports no feature': coreKnowsNoFeature,
  'only billing/stripe knows the Stripe SDK': oneFileKnowsStripe,
  'cross-tenant reads leave their module for admin and analytics only': crossTenantReadsAreRare,
  'only repositories inject repositories': repositoriesAloneKnowTypeOrm,
  'an index of a table that is there is made beside its writers': indexesAreMadeBesideWriters,
  'there are no import cycles': noCycles,
  'no file is longer than 300 lines': filesStayShort,
};
