import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { verifyFolder } from '#apps/cli/verify/verify-folder.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import { inDataDir } from '#read-store/runtime/read-location.js';
import { highWaterIn } from '#tree/high-water.js';
import { keepTree } from '#tree/keeping.js';
import { openTreeStore } from '#tree/open-tree-store.js';
import { openSigner } from '#tree/signing-key.js';

/** How long signing and verifying a whole ledger take, in milliseconds, and the bytes of its tree. */
export interface Signed {
  readonly signedMs: number;
  readonly verifiedMs: number;
  readonly treeBytes: number;
  readonly outcome: string;
}

const [, , file = ''] = process.argv;
const folder = dirname(file);
const store = await openSqliteStore({ file, readOnly: true });
const tree = await openTreeStore(inDataDir(folder));
const ending = new AbortController();
const highWater = highWaterIn(folder);
const head = await store.head();
const began = performance.now();
await keepTree({
  store,
  tree,
  signerFor: (origin, inForce) => openSigner({ folder }, origin, inForce),
  highWater,
  onGrown: (_size, position) => position >= head && ending.abort(),
  signal: ending.signal,
});
const signedMs = performance.now() - began;
highWater.flush();
await tree.close();
await store.close();
const { outcome } = await verifyFolder({ DATA_DIR: folder }, [], () => {});
const verifiedMs = performance.now() - began - signedMs;
const treeBytes = statSync(join(folder, 'tree.db')).size;
process.send?.({ signedMs, verifiedMs, treeBytes, outcome } satisfies Signed);
process.disconnect?.();
