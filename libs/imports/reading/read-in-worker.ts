import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { DocumentFailure, LIMITS, type UnderstandOptions } from '#documents/index.js';
import type { ErrorArguments } from '#errors/index.js';
import type { ReadDocument } from '../plan/plan.js';
import type { ReadingResult, ReadingTask } from './messages.js';

const HEAP_MB = 768;

interface ReadingOptions extends UnderstandOptions {
  /** For tests: milliseconds after which reading ends. */
  readonly milliseconds?: number;
}

/** Errors: DocumentFailure, also where reading takes more time or memory than a document may. */
export async function readInWorker(
  bytes: Uint8Array,
  name: string,
  { milliseconds = LIMITS.milliseconds, ...options }: ReadingOptions,
): Promise<ReadDocument> {
  refuseTooLarge(bytes.length);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const result = await answered({ bytes, name, options }, milliseconds);
  if (result.failure) {
    const { code, detail, fields } = result.failure;
    throw new DocumentFailure(...([code, detail, fields] as ErrorArguments<typeof code>));
  }
  return { ...result.read, sha256, bytes: bytes.length };
}

export function refuseTooLarge(found: number): void {
  const limit = LIMITS.bytes;
  if (found <= limit) return;
  const detail = `The file has ${found} bytes; at most ${limit} are read. Leave out pictures, or split it.`;
  throw new DocumentFailure('document-too-large', detail, { what: 'bytes', limit, found });
}

function answered(workerData: ReadingTask, milliseconds: number): Promise<ReadingResult> {
  const worker = new Worker(new URL('./document.worker.js', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 64 },
  });
  let timer: NodeJS.Timeout | undefined;
  return new Promise<ReadingResult>((resolve, reject) => {
    timer = setTimeout(() => reject(tooLong(milliseconds)), milliseconds);
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) => reject(isOutOfMemory(error) ? tooMuch() : error));
    worker.once('exit', (code) => reject(new Error(`The thread that reads documents ended with code ${code}.`)));
  }).finally(() => {
    clearTimeout(timer);
    return worker.terminate();
  });
}

const isOutOfMemory = ({ code }: NodeJS.ErrnoException) => code === 'ERR_WORKER_OUT_OF_MEMORY';

const tooLong = (limit: number) =>
  new DocumentFailure('document-timeout', `The document takes longer than ${limit} ms to read. Split it.`, { limit });

const tooMuch = () =>
  new DocumentFailure('document-bomb', `The document takes more than ${HEAP_MB} MB of memory to read. Split it.`, {
    limit: HEAP_MB,
  });
