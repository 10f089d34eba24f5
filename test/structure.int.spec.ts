import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LONGEST = 300;

/** What each library may know of ours, beside itself: docs/architecture.md, section 2. An app may know everything. */
const MAY_KNOW: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  postgres: [],
  'event-store': [],
  ledger: ['event-store'],
  commands: ['domain', 'event-store'],
  projections: ['domain', 'event-store', 'postgres'],
  'plan-import': ['domain', 'commands'],
  platform: ['domain', 'event-store', 'commands/failures.ts', 'postgres'],
};

/** Where a type may be any: tables of all verbs and of all projections cannot name the types of each. */
const MAY_HOLD_ANY = ['libs/domain/kernel/decider.ts', 'libs/projections/model/projection.ts'];

/** Tables of data, which are as long as what they list. */
const MAY_BE_LONG = ['libs/domain/timescale/plan-timescales.ts', 'libs/domain/catalogue/schemas.generated.ts'];

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

/** A way from a source back to itself, or undefined. */
function cycleFrom(start: string): readonly string[] | undefined {
  const seen = new Set<string>();
  const open = [[start]];
  for (let way = open.pop(); way; way = open.pop()) {
    for (const next of byPath.get(way.at(-1) as string)?.imports ?? []) {
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

  it('has no cycle, of types neither', () => {
    expect(sources.flatMap(({ path }) => cycleFrom(path) ?? [])).toEqual([]);
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
    const found = shipped.filter(
      (each) => escapes.test(each.text) || (anysIn(each) > 0 && !MAY_HOLD_ANY.includes(each.path)),
    );
    expect(found.map(({ path }) => path)).toEqual([]);
  });
});
