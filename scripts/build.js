// Builds dist; with --if-changed only where what it is made from has changed since.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hashOf } from './hash-of.js';

const COMPILED = ['apps', 'libs', 'test'];
const MADE_FROM = [...COMPILED, 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json'];
/** Holds the hash of what dist was made from. */
const STAMP = 'dist/.made-from';

const now = hashOf('.', MADE_FROM);
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
  const { buildPages } = await import('./pages.js');
  await buildPages();
  writeFileSync(STAMP, now);
}

function made() {
  return existsSync(STAMP) && existsSync('dist/run') && existsSync('dist/pages/templates')
    ? readFileSync(STAMP, 'utf8')
    : undefined;
}
