import { parentPort, workerData } from 'node:worker_threads';
import { DocumentFailure, lint, readDocument, understand } from '#documents/index.js';
import type { ReadingResult, ReadingTask } from './messages.js';

// Worker thread that reads one document: its memory and time are limited, so that no document ends the process.

async function resultOf({ bytes, name, options }: ReadingTask): Promise<ReadingResult> {
  try {
    const document = await readDocument(bytes, name);
    const understood = understand(document, options);
    const { format, notes } = document;
    return { read: { name, format, notes, understood, findings: lint(document, understood) } };
  } catch (error) {
    if (!(error instanceof DocumentFailure)) throw error;
    const { code, detail, fields } = error;
    return { failure: { code, detail, fields } };
  }
}

parentPort?.postMessage(await resultOf(workerData as ReadingTask));
