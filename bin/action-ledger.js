#!/usr/bin/env node
// The command line in a clone: installs and builds first where that has not been done.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const main = new URL('../dist/run/cli.js', import.meta.url);
if (!existsSync(main) || !existsSync(new URL('../node_modules', import.meta.url))) {
  const prepare = spawnSync('sh', ['-euc', '. scripts/prepare.sh'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (prepare.status !== 0) {
    console.error(`action-ledger could not be built; run "npm ci && npm run build" in ${root} and see why.`);
    process.exit(1);
  }
}
await import(main.href);
