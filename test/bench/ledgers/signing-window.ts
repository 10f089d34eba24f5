import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openBegunLedger } from '#application/ledger/begin-ledger.js';
import { inFile } from '#event-store/index.js';
import { inDataDir } from '#read-store/index.js';
import { startTreeKeeper } from '#tree/keeper/index.js';
import { metadata } from '../http/samples.js';

// How long after an event is durable a signed checkpoint holds it, in milliseconds: alone, and under load.

export interface SigningWindow {
  readonly alone: readonly number[];
  readonly underLoad: readonly number[];
}

const ALONE = 100;
const PAUSE_MS = 40;
const WRITERS = 64;
const SECOND_MS = 1_000;

const [, , folder = '', seconds = '1'] = process.argv;
const { store } = await openBegunLedger({ DATA_DIR: folder }, 'Bench');
const [events, tree] = [inFile(join(folder, 'events.db')), inDataDir(folder)];
const keeper = startTreeKeeper({ events, tree, folder, onDegraded: (error) => error && console.error(error) });

let waiting: { readonly position: number; readonly at: number }[] = [];
let measured: number[] = [];
keeper.position$.subscribe((signed) => {
  const now = performance.now();
  measured.push(...waiting.filter(({ position }) => position <= signed).map(({ at }) => now - at));
  waiting = waiting.filter(({ position }) => position > signed);
});

async function append(stream: string): Promise<void> {
  const data = { narrative: 'The provider has signed the variation, and staff begin their training in June.' };
  const { position } = await store.append(
    stream,
    [{ id: randomUUID(), type: 'ActionNoteAdded', data, metadata }],
    'any',
  );
  waiting.push({ position, at: performance.now() });
}

async function settled(): Promise<readonly number[]> {
  while (waiting.length > 0) await delay(1);
  const found = measured;
  measured = [];
  return found;
}

await append('action-0');
await settled();
for (let nth = 0; nth < ALONE; nth++) {
  await append('action-0');
  await delay(PAUSE_MS);
}
const alone = await settled();
const until = performance.now() + Number(seconds) * SECOND_MS;
const write = async (writer: number) => {
  while (performance.now() < until) await append(`action-${writer}`);
};
await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
const underLoad = await settled();
await keeper.stop();
process.send?.({ alone, underLoad } satisfies SigningWindow);
process.disconnect?.();
