// Builds dist; with --if-changed only where what it is made from has changed since.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const COMPILED = ['apps', 'libs', 'test'];
const MADE_FROM = [...COMPILED, 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json'];
/** Holds the hash of what dist was made from. */
const STAMP = 'dist/.made-from';

const now = hashOf(MADE_FROM);
if (!process.argv.includes('--if-changed') || made() !== now) await build();

async function build() {
  rmSync(STAMP, { force: true });
  const { cleanStale } = await import('./clean-stale.js');
  cleanStale(COMPILED);
  const tsc = ['node_modules/typescript-native/bin/tsc', '-p', 'tsconfig.json'];
  const { status } = spawnSync(process.execPath, tsc, { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
  const { bundle } = await import('./bundle.js');
  await bundle();
  writeFileSync(STAMP, now);
}

function made() {
  return existsSync(STAMP) && existsSync('dist/run') ? readFileSync(STAMP, 'utf8') : undefined;
}

/** Of names and contents: what a checkout brings may be older than what was built. */
function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesIn)) {
    hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function filesIn(path) {
  if (statSync(path).isFile()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
