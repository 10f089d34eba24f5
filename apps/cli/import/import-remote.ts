import { setTimeout } from 'node:timers/promises';
import type { ImportState, RefusedRow } from '#domain/index.js';
import type { Answers, Document, ImportPlan } from '#imports/index.js';
import { withProgress } from '#platform/index.js';
import { httpClient } from '../client/http-client.js';

const PAUSE_MS = 300;

export interface Server {
  readonly url: string;
  readonly token: string;
}

export interface RemoteImport
  extends Pick<ImportState, 'reference' | 'status' | 'document' | 'done' | 'commands' | 'taken' | 'stays'> {
  readonly applied: number;
  readonly refusedRows: readonly RefusedRow[];
  readonly rows: ImportPlan['rows'];
  readonly questions: ImportPlan['questions'];
}

const pathOf = (reference: string, ...more: readonly string[]) =>
  ['/api/imports', encodeURIComponent(reference), ...more].join('/');

const asJson = (body: object): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});

/** Has a running server bring a document in, and waits until it has. */
export async function importThrough(server: Server, document: Document, answers: Answers): Promise<RemoteImport> {
  if (document.map) throw new Error('--map needs the data folder itself; stop the server first, or leave it out.');
  const { ask } = httpClient(server.url, server.token);
  const query = new URLSearchParams({ name: document.name, ...(document.date && { date: document.date }) });
  const { reference } = await ask<RemoteImport>(`/api/imports?${query}`, {
    method: 'POST',
    body: Buffer.from(document.bytes),
    headers: { 'content-type': 'application/octet-stream' },
  });
  await ask(pathOf(reference, 'confirm'), asJson({ answers }));
  return withProgress(`Importing ${document.name}`, async (progress) => {
    for (;;) {
      const found = await ask<RemoteImport>(pathOf(reference));
      progress(found.done, found.commands);
      if (found.status !== 'running') return found;
      await setTimeout(PAUSE_MS);
    }
  });
}

export type TakenBack = Pick<ImportState, 'taken' | 'stays'>;

export async function undoThrough(server: Server, reference: string, reason: string): Promise<TakenBack> {
  const { ask } = httpClient(server.url, server.token);
  await ask(pathOf(reference, 'undo'), asJson({ reason }));
  return ask<RemoteImport>(pathOf(reference));
}
