import { parentPort, workerData } from 'node:worker_threads';
import { DocumentFailure, lint, readDocument, understand } from '#documents/index.js';
import { planImport } from '../plan/plan-import.js';
import type { ReadingResult, ReadingTask } from './messages.js';

// Worker thread that reads one document and plans its import: its memory and time are limited, so that no document
// ends or holds up the process.

async function resultOf({ bytes, sha256, name, options, planning }: ReadingTask): Promise<ReadingResult> {
  try {
    const document = await readDocument(bytes, name);
    const understood = understand(document, options);
    const { format, notes } = document;
    const findings = lint(document, understood);
    const about = { name, sha256, bytes: bytes.length, format };
    if (!planning) return { findings };
    const read = { ...about, notes, understood, findings };
    const { title, tables } = understood;
    const summary = { ...about, understood: { ...(title !== undefined && { title }), tables } };
    return { previewed: { read: summary, plan: planImport(read, planning.now, planning.answers) } };
  } catch (error) {
    if (!(error instanceof DocumentFailure)) throw error;
    const { code, detail, fields } = error;
    return { failure: { code, detail, fields } };
  }
}

parentPort?.postMessage(await resultOf(workerData as ReadingTask));
