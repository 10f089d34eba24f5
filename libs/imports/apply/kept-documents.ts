import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailure } from '#commands/index.js';

export const DOCUMENTS_FOLDER = 'documents';

/** Keeps a file under its SHA-256 beside the store, so that every item can be traced to its sentence. */
export function keepDocument(dataFolder: string, sha256: string, bytes: Uint8Array): void {
  const folder = join(dataFolder, DOCUMENTS_FOLDER);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const partial = join(folder, `${sha256}.${process.pid}.partial`);
  writeFileSync(partial, bytes, { mode: 0o600, flush: true });
  renameSync(partial, join(folder, sha256));
}

/** Errors: `item-not-found` where the file is not beside the store. */
export function keptDocument(dataFolder: string, sha256: string): Uint8Array {
  try {
    return readFileSync(join(dataFolder, DOCUMENTS_FOLDER, sha256));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const detail = `The document ${sha256} is not in the folder "${DOCUMENTS_FOLDER}" of DATA_DIR; put its file there.`;
    throw new CommandFailure('item-not-found', detail, { kind: 'document', ref: sha256 });
  }
}
