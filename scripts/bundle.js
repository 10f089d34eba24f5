// Bundles what tsc wrote into dist/run: opening hundreds of modules is most of what a start costs.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { directImports } from './direct-imports.js';

/**
 * What is bundled together: the programs, and the workers and child processes that they start as files beside them.
 * Two that share code would load it in many small chunks, and no thread has a use for another's.
 */
const BUNDLES = [
  { cli: 'dist/apps/cli/main.js' },
  { server: 'dist/apps/server/main.js', demo: 'dist/apps/demo/main.js' },
  { 'writer.worker': 'dist/libs/event-store/sqlite/writer.worker.js' },
  { 'projector.worker': 'dist/libs/projector/projector.worker.js' },
  { 'tree.worker': 'dist/libs/tree/keeper/tree.worker.js' },
  { 'reader.worker': 'dist/libs/read-store/sqlite/reader.worker.js' },
  { 'document.worker': 'dist/libs/imports/reading/document.worker.js' },
  { 'reading.worker': 'dist/libs/maintenance/batches/reading.worker.js' },
  { 'rebuild.process': 'dist/libs/maintenance/rebuild/rebuild.process.js' },
];

const SQLITE_BINARY = 'better-sqlite3/build/Release/better_sqlite3.node';
const EXTERNAL = [
  // Native.
  SQLITE_BINARY,
  // Loaded only where events or read models are kept there.
  '@eventstore/db-client',
  '@grpc/grpc-js',
  'pg',
  // Optional peers of Nest and Fastify that are not installed.
  '@fastify/multipart',
  '@fastify/view',
  '@nestjs/microservices',
  '@nestjs/platform-express',
  '@nestjs/websockets',
  'class-transformer/storage',
];
/** What class-validator needs for @IsPhoneNumber, which no command uses. */
const LEFT_OUT = /^libphonenumber-js/;

const FOLDER = 'dist/runs';
const LINK = 'dist/run';
/** How many bundles stay: a running process loads chunks lazily from the one that it was started from. */
const KEPT = 3;

/** Bundles into a folder named after its content, and points the link `dist/run` to it in one step. */
export async function bundle() {
  const bundles = await Promise.all(
    BUNDLES.map((entries) => build({ ...OPTIONS, entryPoints: entries, ...('cli' in entries && WITHOUT_TRACES) })),
  );
  const files = bundles.flatMap(({ outputFiles }) => outputFiles);
  const modules = Object.assign({}, ...bundles.map(({ metafile }) => modulesOf(metafile)));
  publish([
    ...files.map(({ path, contents }) => ({ name: basename(path), contents })),
    { name: 'modules.json', contents: JSON.stringify(modules, null, 1) },
  ]);
}

/** Which modules each chunk holds code of. */
function modulesOf({ outputs }) {
  const chunks = Object.entries(outputs).filter(([path]) => path.endsWith('.js'));
  return Object.fromEntries(
    chunks.map(([path, { inputs }]) => [
      basename(path),
      Object.keys(inputs).filter((input) => inputs[input].bytesInOutput > 0),
    ]),
  );
}

const leftOut = {
  name: 'left-out',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: LEFT_OUT }, ({ path }) => ({ path, namespace: 'left-out' }));
    onLoad({ filter: LEFT_OUT, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** Looks for the binary of better-sqlite3 where npm puts it; `bindings` tries a dozen places at every start. */
const sqliteBinary = {
  name: 'sqlite-binary',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^bindings$/ }, ({ path }) => ({ path, namespace: 'sqlite-binary' }));
    onLoad({ filter: /./, namespace: 'sqlite-binary' }, () => ({
      contents: `module.exports = () => require('${SQLITE_BINARY}');`,
      resolveDir: '.',
    }));
  },
};

/** Node reads the source map of every chunk when it loads it: without those of packages they are a fraction. */
const withoutMapsOfPackages = {
  name: 'without-maps-of-packages',
  setup({ onLoad }) {
    const none = Buffer.from('{"version":3,"sources":[""],"mappings":"A"}').toString('base64');
    onLoad({ filter: /\/node_modules\/.*\.[cm]?js$/ }, ({ path }) => ({
      contents: `${readFileSync(path, 'utf8')}\n//# sourceMappingURL=data:application/json;base64,${none}`,
      loader: 'js',
    }));
  },
};

const OPTIONS = {
  outdir: join(FOLDER, 'bundle'),
  write: false,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: EXTERNAL,
  // Schemas and errors show the names of classes.
  keepNames: true,
  sourcemap: true,
  sourcesContent: false,
  metafile: true,
  // Bundled CommonJS modules call require for the modules of Node.
  banner: { js: "import { createRequire as ofNode } from 'node:module'; const require = ofNode(import.meta.url);" },
  plugins: [leftOut, sqliteBinary, withoutMapsOfPackages, directImports('dist')],
  logLevel: 'warning',
};

/** The command line prints no class names, so its bundle is minified whole. */
const WITHOUT_TRACES = { minifyWhitespace: true, keepNames: false };

function publish(files) {
  const hash = createHash('sha256');
  for (const { name, contents } of files) hash.update(name).update(contents);
  const folder = join(FOLDER, hash.digest('hex').slice(0, 16));
  mkdirSync(FOLDER, { recursive: true });
  if (!existsSync(folder)) {
    const unfinished = `${folder}-${process.pid}`;
    mkdirSync(unfinished);
    for (const { name, contents } of files) writeFileSync(join(unfinished, name), contents);
    renameSync(unfinished, folder);
  }
  const now = new Date();
  utimesSync(folder, now, now);
  const link = `${LINK}-${process.pid}`;
  symlinkSync(join(basename(FOLDER), basename(folder)), link);
  renameSync(link, LINK);
  const age = (name) => -statSync(join(FOLDER, name)).mtimeMs;
  const others = readdirSync(FOLDER).sort((a, b) => age(a) - age(b));
  for (const old of others.slice(KEPT)) rmSync(join(FOLDER, old), { recursive: true, force: true });
}
