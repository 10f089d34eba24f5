import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { eventually } from './eventually.js';

/** A request as a receiver had it. */
export interface Received {
  readonly id: string;
  /** Whether Standard Webhooks' own library finds that it comes from who holds the secret. */
  readonly genuine: boolean;
  /** How many signatures it has. */
  readonly signatures: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads of a body what it expects there.
  readonly event: any;
}

/** How a receiver answers: a status, headers and how long it takes, or never. */
export interface Answering {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly never?: boolean;
  /** Whether what it says never ends. */
  readonly endless?: boolean;
}

/** A real receiver of webhooks on this machine. */
export interface Receiver {
  readonly url: string;
  /** What it was sent, in the order in which it came, whatever it answered. */
  readonly received: Received[];
  /** What it answered 200 to 299, without the repeats that followed one another. */
  taken(): Received[];
  /** The secret that it verifies with; until it is told nothing is genuine. */
  secret: string;
  /** Says how each request is answered from now on; 204 unless stated. */
  answers(how: (received: Received) => Answering): void;
  /** Waits until it has taken so many. */
  hasTaken(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a receiver, on a port that was had before if it is to come back there. */
export async function receiver(port = 0): Promise<Receiver> {
  const received: Received[] = [];
  const taken: Received[] = [];
  let answering: (received: Received) => Answering = () => ({});
  const server = http.createServer(async (request, response) => {
    let body = '';
    for await (const part of request.setEncoding('utf8')) body += part;
    const id = String(request.headers['webhook-id']);
    const genuine = verifies(self.secret, body, request.headers);
    const signatures = String(request.headers['webhook-signature']).split(' ').length;
    const got = { id, genuine, signatures, event: JSON.parse(body) };
    received.push(got);
    const { status = 204, headers = {}, never, endless } = answering(got);
    if (never) return;
    if (endless) {
      const more = () => void (response.destroyed || response.write('x'.repeat(10_000), more));
      more();
      return;
    }
    if (status >= 200 && status < 300 && taken.at(-1)?.id !== id) taken.push(got);
    response.writeHead(status, headers).end();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const self: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    secret: '',
    taken: () => taken,
    answers(how) {
      answering = how;
    },
    hasTaken: (count) => eventually(async () => taken.length >= count),
    async stop() {
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, 'close');
    },
  };
  return self;
}

function verifies(secret: string, body: string, headers: http.IncomingHttpHeaders): boolean {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}
