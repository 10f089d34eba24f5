import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { DocumentFailure, type Finding, LIMITS, type UnderstandOptions } from '#documents/index.js';
import type { ErrorArguments } from '#errors/index.js';
import type { Planning, Previewed, ReadingResult, ReadingTask } from './messages.js';

const HEAP_MB = 768;

interface ReadingOptions extends UnderstandOptions {
  /** For tests: milliseconds after which reading ends. */
  readonly milliseconds?: number;
  /** For tests: megabytes after which reading ends. */
  readonly heapMegabytes?: number;
}

/** Errors: DocumentFailure, also where reading takes more time or memory than a document may. */
export async function lintInWorker(
  bytes: Uint8Array,
  name: string,
  options: ReadingOptions,
): Promise<readonly Finding[]> {
  const result = await inWorker(bytes, name, options);
  if ('findings' in result) return result.findings;
  throw new Error('The thread that reads documents did not lint.');
}

/** Reads a document and plans its import. Errors: as of `lintInWorker`. */
export async function planInWorker(
  bytes: Uint8Array,
  name: string,
  options: ReadingOptions,
  planning: Planning,
): Promise<Previewed> {
  const result = await inWorker(bytes, name, options, planning);
  if ('previewed' in result) return result.previewed;
  throw new Error('The thread that reads documents made no plan.');
}

async function inWorker(
  bytes: Uint8Array,
  name: string,
  { milliseconds = LIMITS.milliseconds, heapMegabytes = HEAP_MB, ...options }: ReadingOptions,
  planning?: Planning,
) {
  refuseTooLarge(bytes.length);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const task = { bytes, sha256, name, options, ...(planning && { planning }) };
  const result = await inTurn(() => answered(task, milliseconds, heapMegabytes));
  if (!('failure' in result)) return result;
  const { code, detail, fields } = result.failure;
  throw new DocumentFailure(...([code, detail, fields] as ErrorArguments<typeof code>));
}

/** Two at most, lest many uploads at once take the memory of many threads. */
const turns: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()];
let taken = 0;

function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const turn = taken++ % turns.length;
  const done = (turns[turn] as Promise<unknown>).then(work);
  turns[turn] = done.catch(() => {});
  return done;
}

export function refuseTooLarge(found: number): void {
  const limit = LIMITS.bytes;
  if (found <= limit) return;
  const detail = `The file has ${found} bytes; at most ${limit} are read. Leave out pictures, or split it.`;
  throw new DocumentFailure('document-too-large', detail, { what: 'bytes', limit, found });
}

function answered(workerData: ReadingTask, milliseconds: number, heap: number): Promise<ReadingResult> {
  const worker = new Worker(new URL('./document.worker.js', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: 32 },
  });
  let timer: NodeJS.Timeout | undefined;
  return new Promise<ReadingResult>((resolve, reject) => {
    timer = setTimeout(() => reject(tooLong(milliseconds)), milliseconds);
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) => reject(isOutOfMemory(error) ? tooMuch(heap) : error));
    worker.once('exit', (code) => reject(new Error(`The thread that reads documents ended with code ${code}.`)));
  }).finally(() => {
    clearTimeout(timer);
    return worker.terminate();
  });
}

const isOutOfMemory = ({ code }: NodeJS.ErrnoException) => code === 'ERR_WORKER_OUT_OF_MEMORY';

const tooLong = (limit: number) =>
  new DocumentFailure('document-timeout', `The document takes longer than ${limit} ms to read. Split it.`, { limit });

const tooMuch = (limit: number) =>
  new DocumentFailure('document-bomb', `The document takes more than ${limit} MB of memory to read. Split it.`, {
    limit,
  });
