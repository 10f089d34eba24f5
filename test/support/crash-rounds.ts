import { randomUUID } from 'node:crypto';
import type { Answer } from './declared.js';
import { eventsIn } from './events.js';
import { temporaryFolder } from './processes.js';
import { startServer, type TestServer } from './server.js';

const CLIENTS = 8;

interface Sent {
  readonly key: string;
  readonly path: string;
  readonly body: object;
}
interface Acknowledged extends Sent {
  readonly answer: Answer['body'];
}

/** What a crash lost or answered differently; all empty where nothing was lost. */
export interface Losses {
  readonly acknowledged: number;
  readonly lostEvents: readonly string[];
  readonly changedAnswers: readonly string[];
  readonly refusedRetries: readonly unknown[];
}

/**
 * Kills a server with SIGKILL in the middle of concurrent commands, starts it again on the same folder and looks
 * for everything that was acknowledged; `rounds` times on one ledger that grows.
 */
export async function crash(rounds: number): Promise<readonly Losses[]> {
  const folder = temporaryFolder();
  const first = await startServer({ DATA_DIR: folder });
  await first.post('/api/programmes', { reference: 'SMI', name: 'Physical health checks' });
  await first.stop();
  const found: Losses[] = [];
  for (let round = 0; round < rounds; round++) found.push(await crashOnce(folder, 15 + ((round * 13) % 50)));
  return found;
}

async function crashOnce(folder: string, acknowledgements: number): Promise<Losses> {
  const server = await startServer({ DATA_DIR: folder });
  const { acknowledged, unanswered } = await loadUntilKilled(server, acknowledgements);
  const stored = new Set((await eventsIn(folder)).map(({ id }) => id));
  const again = await startServer({ DATA_DIR: folder });
  const repeats = await Promise.all(acknowledged.map((sent) => give(again, sent)));
  const retries = await Promise.all(unanswered.map((sent) => give(again, sent)));
  await again.stop();
  return {
    acknowledged: acknowledged.length,
    lostEvents: acknowledged
      .flatMap(({ answer }) => answer.events as { id: string }[])
      .map(({ id }) => id)
      .filter((id) => !stored.has(id)),
    changedAnswers: acknowledged
      .filter(({ answer }, index) => JSON.stringify(repeats[index]?.body) !== JSON.stringify(answer))
      .map(({ key }) => key),
    refusedRetries: retries.filter(({ status }) => status >= 300).map(({ body }) => body),
  };
}

/** Clients create actions and work on them, each as fast as it is answered, until the server is killed. */
async function loadUntilKilled(server: TestServer, acknowledgements: number) {
  const acknowledged: Acknowledged[] = [];
  const unanswered: Sent[] = [];
  async function answered(sent: Sent): Promise<Answer['body'] | undefined> {
    try {
      const { status, body } = await give(server, sent);
      if (status >= 300) throw new Refused(JSON.stringify(body));
      acknowledged.push({ ...sent, answer: body });
      if (acknowledged.length === acknowledgements) server.signal('SIGKILL');
      return body;
    } catch (error) {
      if (error instanceof Refused) throw error;
      unanswered.push(sent);
      return undefined;
    }
  }
  async function client(): Promise<void> {
    for (;;) {
      const made = await answered(command('/api/actions', { programme: 'SMI', title: 'Check on health' }));
      if (!made || !(await answered(command(`/api/actions/${made.id}/start`, {})))) return;
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client));
  await server.ended;
  return { acknowledged, unanswered };
}

class Refused extends Error {}

const command = (path: string, body: object): Sent => ({ key: randomUUID(), path, body });

const give = (server: TestServer, { path, body, key }: Sent) => server.post(path, body, { 'idempotency-key': key });
