import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { onServer, openForReading } from '#event-store/location.js';
import { START, type StoredEvent } from '#event-store/port/port.js';
import type { Answer } from './declared.js';
import { startServerProcess } from './eventstoredb/server.js';
import { cli } from './processes.js';
import { startServer, type TestServer } from './server.js';
import { caughtUp, taken } from './small-plan.js';

const PROCESSES = 4;
const CLIENTS = 16;
const STREAMS = 10;
/** One command in so many creates an action under a reference of the server's choosing. */
const CREATING = 20;
/** One command in so many is given twice at once, to two processes. */
const DOUBLED = 10;
const MOST_TRIES = 50;

interface Given {
  readonly key: string;
  readonly path: string;
  readonly answers: readonly Answer['body'][];
}

export interface Outcome {
  readonly commands: number;
  readonly given: readonly Given[];
  readonly events: readonly StoredEvent[];
  /** What each process answers of everything, and what one does after a rebuild. */
  readonly read: readonly string[];
  readonly rebuilt: string;
}

/** Gives that many commands by clients that know nothing of each other to several processes on one event store. */
export async function severalProcesses(commands: number): Promise<Outcome> {
  const standIn = await startServerProcess();
  const settings = { EVENTSTOREDB_URL: standIn.url, STREAM_PREFIX: standIn.prefix };
  // All at once on an empty store: one begins the ledger.
  const servers = await Promise.all(Array.from({ length: PROCESSES }, () => startServer(settings)));
  const [first] = servers as [TestServer];
  await taken(first, '/api/programmes', { reference: 'SMI', name: 'Physical health checks' });
  const ids: string[] = [];
  for (let index = 0; index < STREAMS; index++)
    ids.push((await taken(first, '/api/actions', { programme: 'SMI', title: `Action ${index}` })).id);

  const given: Given[] = [];
  let left = commands;
  async function client(number: number): Promise<void> {
    for (let mine = 0; left > 0; mine++) {
      left--;
      const nth = number + mine * CLIENTS;
      const creates = nth % CREATING === 0;
      const path = creates ? '/api/actions' : `/api/actions/${ids[nth % STREAMS]}/add-note`;
      const body = creates ? { programme: 'SMI', title: `Of client ${number}` } : { text: `${number}.${mine}` };
      const key = randomUUID();
      const ways = nth % DOUBLED === 0 ? [nth, nth + 1] : [nth];
      const answers = await Promise.all(
        ways.map((way) => give(servers[way % PROCESSES] as TestServer, path, body, key)),
      );
      given.push({ key, path, answers });
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)));

  const store = await openForReading(onServer(standIn.url, standIn.prefix));
  const { events } = await store.readAll(START, 1_000_000);
  await store.close();
  const { position } = events.at(-1) as StoredEvent;
  const read = [];
  for (const server of servers) read.push(await everythingOf(server, position));
  const { folder } = servers[1] as TestServer;
  const rebuild = await cli(['rebuild'], { ...settings, DATA_DIR: folder });
  expect({ code: rebuild.code, stderr: rebuild.code === 0 ? '' : rebuild.stderr }).toEqual({ code: 0, stderr: '' });
  await servers[1]?.stop();
  const again = await startServer({ ...settings, DATA_DIR: folder });
  const rebuilt = await everythingOf(again, position);
  await Promise.all([...servers, again].map((server) => server.stop()));
  await standIn.stop();
  return { commands, given, events, read, rebuilt };
}

/** Gives a command until it is taken; only contention and a store that is slow may put it off. */
async function give(server: TestServer, path: string, body: object, key: string): Promise<Answer['body']> {
  for (let attempt = 1; ; attempt++) {
    const answer = await server.post(path, body, { 'idempotency-key': key });
    if (answer.status < 300) return answer.body;
    const isPutOff = answer.status === 503 || answer.body.code === 'too-much-contention';
    if (!isPutOff || attempt === MOST_TRIES) throw new Error(`POST ${path} was refused: ${answer.text}`);
  }
}

/** Every action and every row of the audit trail, as the read models of a server have them at a position. */
async function everythingOf(server: TestServer, position: number): Promise<string> {
  await caughtUp(server, { position });
  const pages: unknown[] = [];
  for (const list of ['actions', 'audit']) {
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await server.get(`/api/${list}?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      pages.push(body.items);
      cursor = body.nextCursor;
    }
  }
  return JSON.stringify(pages);
}

export function expectNothingLost({ commands, given, events, read, rebuilt }: Outcome): void {
  expect(given).toHaveLength(commands);
  expect(events.filter(({ type }) => type === 'LedgerOpened')).toHaveLength(1);
  // Each command is answered in one way, however often it was given, and did what it answered.
  expect(given.filter(({ answers }) => new Set(answers.map((each) => JSON.stringify(each))).size > 1)).toEqual([]);
  const byId = new Map(events.map((event) => [event.id, event]));
  const answered = given.map(({ answers: [answer] }) => answer);
  expect(answered.filter(({ events: [event] }) => !byId.has(event?.id))).toEqual([]);
  expect(byId.size).toBe(events.length);
  // One event a command, and none of a command that nobody gave.
  const notes = events.filter(({ type }) => type === 'ActionNoteAdded');
  expect(notes).toHaveLength(given.filter(({ path }) => path.endsWith('add-note')).length);
  const created = events.filter(({ type }) => type === 'ActionCreated');
  expect(created).toHaveLength(STREAMS + given.filter(({ path }) => path === '/api/actions').length);
  // What was answered of a creation is what stands there, under a reference of its own.
  const references = new Map(created.map(({ stream, data }) => [stream, data.reference]));
  expect(new Set(references.values()).size).toBe(created.length);
  const wrong = answered.filter(({ id, reference }) => references.get(`action-${id}`) !== reference);
  expect(wrong).toEqual([]);
  // Revisions without a gap: no append overwrote another.
  const lengths = new Map<string, number>();
  for (const { stream, revision } of events) {
    expect(revision).toBe(lengths.get(stream) ?? 0);
    lengths.set(stream, revision + 1);
  }
  expect(read.filter((each) => each !== rebuilt)).toEqual([]);
}
