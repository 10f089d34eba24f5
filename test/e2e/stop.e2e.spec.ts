import { existsSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { listen } from '../support/event-stream.js';
import { start, temporaryFolder } from '../support/processes.js';
import { ADMIN_TOKEN, answering, spawnServer, startServer } from '../support/server.js';

/** Sends bytes as they are and collects the answer. */
function rawly(url: string, text: string) {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect(Number(port), hostname);
  let answer = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    answer += part;
  });
  const ended = new Promise<string>((resolve, reject) => {
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
  const sent = new Promise<void>((resolve) => socket.write(text, () => resolve()));
  return { socket, sent, ended };
}

/** Waits until nothing listens there any more. */
async function closed(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  for (let listens = true; listens; ) {
    const socket = connect(Number(port), hostname);
    listens = await new Promise((resolve) =>
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false)),
    );
    socket.destroy();
  }
}

describe('a server that is told to stop', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('by %s ends with code 0, and leaves nothing open', async (signal) => {
    const server = await startServer();
    server.signal(signal);
    expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(server.folder, 'server.json'))).toBe(false);
    expect(existsSync(join(server.folder, 'events.db-wal'))).toBe(false);
  });

  test('ignores a signal that is repeated', async () => {
    const server = await startServer();
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGTERM', 'SIGTERM'] as const) server.signal(signal);
    expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
  });

  test('finishes the request in flight, and leaves idle connections', async () => {
    const server = await startServer({ LOG_LEVEL: 'info', LOG_FORMAT: 'json' });
    await server.get('/health/live');
    const body = JSON.stringify({ reference: 'AMH', name: 'Adult mental health' });
    const head = [
      'POST /api/programmes HTTP/1.1',
      'host: ledger',
      `authorization: Bearer ${ADMIN_TOKEN}`,
      'content-type: application/json',
      `content-length: ${body.length}`,
      'expect: 100-continue',
    ];
    const request = rawly(server.url, `${head.join('\r\n')}\r\n\r\n`);
    await new Promise((resolve) => request.socket.once('data', resolve));
    server.signal('SIGTERM');
    request.socket.write(body);
    expect(await request.ended).toMatch(/HTTP\/1\.1 201 Created[\s\S]*"reference":"AMH"/);
    expect((await server.ended).code).toBe(0);
  });

  test('ends the streams of events', async () => {
    const server = await startServer();
    const streams = await Promise.all([listen(server), listen(server), listen(server)]);
    await Promise.all(streams.map((stream) => stream.until(() => true)));
    expect((await server.stop()).code).toBe(0);
    await Promise.all(streams.map((stream) => stream.ended));
  });

  test('answers what comes in over an open connection that it stops, and when to come back', async () => {
    const server = await startServer();
    const begun = rawly(server.url, 'GET /api/actions HTTP/1.1\r\nhost: ledger\r\n');
    await begun.sent;
    // What was sent before is read before this is answered.
    await server.get('/health/live');
    server.signal('SIGTERM');
    await closed(server.url);
    begun.socket.write('\r\n');
    const answer = await begun.ended;
    expect(answer).toMatch(/^HTTP\/1\.1 503 /);
    expect(answer).toMatch(/^retry-after: \d+\r$/im);
    expect(answer).toMatch(/^content-type: application\/problem\+json/im);
    expect(answer).toContain('"code":"server-stopping"');
    expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
  });

  test('while it loads the plan ends with code 0, and takes the load up again', async () => {
    const folder = temporaryFolder();
    const settings = { SEED: 'seeds/dorset-mental-health-2018', DATA_DIR: folder };
    const first = spawnServer(settings);
    first.signal('SIGTERM');
    await first.ended;
    const again = await answering(spawnServer(settings));
    expect((await again.stop()).code).toBe(0);
  });
});

describe('npm start', () => {
  test('passes a signal on to the server, and neither is left', async () => {
    const npm = start('npm', ['start'], { PORT: '0', DATA_DIR: temporaryFolder(), SEED: 'none', ADMIN_TOKEN });
    const server = await answering({ ...npm, folder: '' });
    npm.signal('SIGTERM');
    await npm.ended;
    await expect(server.get('/health/live')).rejects.toThrow();
  });
});
