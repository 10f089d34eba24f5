import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openForWriting } from '#event-store/sqlite/database.js';
import { temporaryFolder } from '../support/processes.js';
import { largeHistory } from '../support/read-models/large-history.js';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.js';

const ACTIONS = 100_000;
const MB = 1_000_000;
/** The rows as objects would take ten times as much. */
const MOST_MORE = 150 * MB;

let server: TestServer;
beforeAll(async () => {
  const folder = temporaryFolder();
  const db = openForWriting(join(folder, 'events.db'));
  const insert = db.prepare(
    'INSERT INTO events (stream, revision, id, type, data, metadata) VALUES (?, ?, ?, ?, ?, ?)',
  );
  db.transaction(() => {
    for (const event of largeHistory({ events: ACTIONS + 20_000, actions: ACTIONS, programmes: 40 })) {
      const { stream, revision, type, data, metadata, position } = event;
      const id = `${position.toString(16).padStart(8, '0')}-0000-5000-8000-000000000000`;
      const ids = { commandId: id, correlationId: id, causationId: id, bodyHash: 'a'.repeat(64) };
      insert.run(stream, revision, id, type, JSON.stringify(data), JSON.stringify({ ...metadata, ...ids }));
    }
  })();
  db.close();
  server = await startServer({ DATA_DIR: folder });
});
afterAll(async () => {
  await server?.stop();
});

/** The most memory that the server has ever had, in bytes. */
const peak = () => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) * 1024;

async function taken(path: string) {
  const answer = await fetch(server.url + path, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } });
  const hash = createHash('sha256');
  let [bytes, lines] = [0, 0];
  for await (const chunk of answer.body ?? []) {
    hash.update(chunk);
    bytes += chunk.length;
    for (const byte of chunk) if (byte === 0x0a) lines += 1;
  }
  return { status: answer.status, bytes, lines, hash: hash.digest('hex') };
}

describe('an export of a hundred thousand actions', () => {
  it.each(['csv', 'xlsx'])('as %s has all of them, in bounded memory', async (format) => {
    await taken(`/api/exports/actions.${format}?programme=P0`);
    const before = peak();
    const first = await taken(`/api/exports/actions.${format}`);
    expect(first.status).toBe(200);
    if (format === 'csv') expect(first.lines).toBeGreaterThan(ACTIONS);
    expect(first.bytes).toBeGreaterThan(5 * MB);
    const more = peak() - before;
    console.info(`${format}: ${Math.round(first.bytes / MB)} MB sent, ${Math.round(more / MB)} MB of memory more`);
    expect(more).toBeLessThan(MOST_MORE);
  });
});
