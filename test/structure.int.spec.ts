import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LONGEST = 300;

/** What each library may know of ours, beside itself: docs/architecture.md, section 2. An app may know everything. */
const MAY_KNOW: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  proof: [],
  domain: ['errors', 'proof'],
  'event-store': ['errors'],
  postgres: ['errors'],
  platform: ['errors', 'event-store'],
  commands: ['errors', 'domain', 'event-store', 'platform'],
  'plan-import': ['errors', 'domain', 'commands'],
  documents: ['errors', 'domain'],
  imports: ['errors', 'domain', 'event-store', 'platform', 'commands', 'documents'],
  'read-store': ['errors', 'domain', 'event-store', 'postgres', 'platform'],
  'read-models': ['errors', 'domain', 'platform', 'read-store'],
  reports: ['errors', 'domain', 'platform', 'read-store', 'read-models'],
  webhooks: ['errors', 'domain', 'platform', 'read-store', 'read-models'],
  access: ['errors', 'domain', 'postgres', 'platform', 'webhooks'],
  projector: ['errors', 'event-store', 'platform', 'read-store', 'read-models'],
  tree: ['errors', 'proof', 'domain', 'event-store', 'postgres', 'platform', 'read-store'],
  witness: ['errors', 'proof', 'event-store', 'platform', 'tree'],
  packs: ['errors', 'proof', 'domain', 'event-store', 'read-store', 'read-models', 'reports', 'projector', 'tree'],
  maintenance: ['errors', 'domain', 'event-store', 'platform', 'read-store', 'read-models', 'reports', 'projector'],
  application: [
    'errors',
    'proof',
    'tree',
    'domain',
    'event-store',
    'platform',
    'commands',
    'plan-import',
    'documents',
    'imports',
    'read-store',
    'read-models',
    'reports',
    'webhooks',
    'access',
    'projector',
    'maintenance',
  ],
  'documents-out': [],
  exports: ['errors', 'domain', 'platform', 'documents', 'read-store', 'read-models', 'application', 'documents-out'],
  pages: [
    'errors',
    'domain',
    'platform',
    'commands',
    'documents',
    'imports',
    'read-store',
    'read-models',
    'application',
    'documents-out',
  ],
  calendar: ['domain', 'read-store', 'read-models', 'application', 'pages'],
  digest: ['errors', 'domain', 'event-store', 'platform', 'read-store', 'access', 'application', 'pages'],
};

/** Engines are loaded on demand, each by an index of its own; so is what only a server needs. */
const ENGINES = [
  'libs/event-store/sqlite',
  'libs/event-store/eventstoredb',
  'libs/read-store/sqlite',
  'libs/tree/keeper',
  'libs/witness/serving',
];

/** Tables of data, which are as long as what they list. */
const MAY_BE_LONG = ['libs/domain/timescale/plan-timescales.ts', 'libs/domain/event-schemas/schemas.generated.ts'];

interface Source {
  /** Its path from the root, `libs/domain/aggregates.ts`. */
  readonly path: string;
  readonly text: string;
  /** The sources of ours that it imports, by path. */
  readonly imports: readonly string[];
}

const sources: readonly Source[] = ['apps', 'libs', 'test'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => read(join(folder, path))),
);
const shipped = sources.filter(({ path }) => !path.endsWith('.spec.ts') && !path.startsWith('test/'));
const byPath = new Map(sources.map((source) => [source.path, source]));

function read(path: string): Source {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const imports = ts.preProcessFile(text).importedFiles.flatMap(({ fileName }) => ownFile(path, fileName) ?? []);
  return { path, text, imports };
}

/** The source that an import names, or undefined where it is a package. */
function ownFile(from: string, name: string): string | undefined {
  const source = name.replace(/\.js$/, '.ts');
  if (name.startsWith('.')) return relative(ROOT, join(ROOT, dirname(from), source));
  const [, folder = '', rest = ''] = /^#([\w-]+)\/(.*)$/.exec(source) ?? [];
  if (folder === '') return undefined;
  return folder === 'apps' || folder === 'test' ? `${folder}/${rest}` : `libs/${folder}/${rest}`;
}

function mayImport(from: string, to: string): boolean {
  const [, library = ''] = from.split('/');
  const known = [library, ...(MAY_KNOW[library] ?? [])].map((each) => `libs/${each}`);
  return known.some((each) => to === each || to.startsWith(`${each}/`));
}

const libraryOf = (path: string) => path.split('/').slice(0, 2).join('/');
const ENTRIES = new RegExp(`^(libs/[\\w-]+|${ENGINES.join('|')})/index\\.ts$`);

/** A way from a node of a graph back to itself, or undefined. */
function cycleFrom(start: string, graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const seen = new Set<string>();
  const open = [[start]];
  for (let way = open.pop(); way; way = open.pop()) {
    for (const next of graph.get(way.at(-1) as string) ?? []) {
      if (next === start) return [...way, next];
      if (!seen.has(next)) open.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}

function anysIn({ path, text }: Source): number {
  const count = (node: ts.Node): number =>
    Number(node.kind === ts.SyntaxKind.AnyKeyword) +
    node.getChildren().reduce((total, child) => total + count(child), 0);
  return count(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
}

describe('the structure of the sources', () => {
  it('is read whole: every import of ours names a source', () => {
    expect(sources.length).toBeGreaterThan(200);
    const missing = sources.flatMap(({ path, imports }) =>
      imports.filter((each) => !byPath.has(each)).map((each) => `${path} imports ${each}`),
    );
    expect(missing).toEqual([]);
  });

  it('has a rule for every library', () => {
    const libraries = readdirSync(join(ROOT, 'libs'));
    expect(Object.keys(MAY_KNOW)).toEqual(expect.arrayContaining(libraries));
  });

  it('keeps each library to what it may know', () => {
    const broken = shipped
      .filter(({ path }) => path.startsWith('libs/'))
      .flatMap(({ path, imports }) =>
        imports.filter((each) => !mayImport(path, each)).map((each) => `${path} imports ${each}`),
      );
    expect(broken).toEqual([]);
  });

  it('lets nothing but apps and tests import an app, and nothing that ships a test', () => {
    const broken = shipped.flatMap(({ path, imports }) =>
      imports
        .filter((each) => each.startsWith('test/') || (each.startsWith('apps/') && !path.startsWith('apps/')))
        .map((each) => `${path} imports ${each}`),
    );
    expect(broken).toEqual([]);
  });

  it('lets outsiders import the index of a library, or of an engine, and nothing else of it', () => {
    const broken = shipped.flatMap(({ path, imports }) =>
      imports
        .filter((each) => each.startsWith('libs/') && libraryOf(each) !== libraryOf(path))
        .filter((each) => !ENTRIES.test(each))
        .map((each) => `${path} imports ${each}`),
    );
    expect(broken).toEqual([]);
  });

  it('lets the command line import nothing of the server', () => {
    const broken = shipped.flatMap(({ path, imports }) =>
      path.startsWith('apps/cli/') ? imports.filter((each) => each.startsWith('apps/server/')) : [],
    );
    expect(broken).toEqual([]);
  });

  it('has no cycle between files, type imports included', () => {
    const graph = new Map(sources.map(({ path, imports }) => [path, imports]));
    expect(sources.flatMap(({ path }) => cycleFrom(path, graph) ?? [])).toEqual([]);
  });

  it('has no cycle between folders, type imports included', () => {
    const graph = new Map<string, string[]>();
    for (const { path, imports } of shipped) {
      const others = imports.map((each) => dirname(each)).filter((each) => each !== dirname(path));
      graph.set(dirname(path), [...(graph.get(dirname(path)) ?? []), ...others]);
    }
    expect([...graph.keys()].flatMap((folder) => cycleFrom(folder, graph) ?? [])).toEqual([]);
  });

  it('exports no two types of one name', () => {
    const declared = /^export (?:declare )?(?:abstract )?(?:interface|type|class|enum) (\w+)/gm;
    const homes = new Map<string, string[]>();
    for (const { path, text } of shipped)
      for (const [, name = ''] of text.matchAll(declared)) homes.set(name, [...(homes.get(name) ?? []), path]);
    expect([...homes].filter(([, paths]) => paths.length > 1)).toEqual([]);
  });

  it('bundles every worker and child process beside the programs that start it', () => {
    const started = shipped
      .filter(({ path }) => !path.includes('/testing/'))
      .flatMap(({ text }) => [...text.matchAll(/new URL\('\.\/([\w.-]+)', import\.meta\.url\)/g)])
      .map(([, file = '']) => file);
    expect(started.length).toBeGreaterThan(4);
    expect(started.filter((file) => !existsSync(join(ROOT, 'dist/run', file)))).toEqual([]);
  });

  it(`has no source longer than ${LONGEST} lines`, () => {
    const long = shipped
      .filter(({ path }) => !MAY_BE_LONG.includes(path))
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > LONGEST);
    expect(long).toEqual([]);
  });

  it('escapes from no type', () => {
    const escapes = /@ts-(ignore|nocheck|expect-error)|\bas never\b/;
    const found = shipped.filter((each) => escapes.test(each.text) || anysIn(each) > 0);
    expect(found.map(({ path }) => path)).toEqual([]);
  });
});
