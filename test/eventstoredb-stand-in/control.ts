import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Faults } from './faults.js';
import type { StandIn } from './stand-in.js';

/** What the control channel can be asked for: a fault, or a restart. */
type Controlled = Pick<StandIn, 'faults' | 'restart'>;

type Command = (...args: readonly (string | number | boolean)[]) => Promise<void>;

const isCommand = (value: unknown): value is Command => typeof value === 'function';

/** Serves a stand-in's faults on loopback: `POST /<fault>` with a JSON list of arguments, and `POST /restart`. */
export async function startControl({ faults, restart }: Controlled): Promise<{ url: string; stop(): void }> {
  const commands = new Map<string, unknown>([...Object.entries(faults), ['restart', restart]]);
  const server = createServer(async (request, response) => {
    const command = commands.get((request.url ?? '').slice(1));
    let body = '';
    for await (const chunk of request) body += chunk;
    if (!isCommand(command)) return void response.writeHead(404).end();
    await command(...JSON.parse(body || '[]'));
    return void response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
}

/** The faults of a stand-in in another process, by its control address. */
export function remoteControl(url: string): Controlled {
  const ask =
    (name: string): Command =>
    async (...args) => {
      const answer = await fetch(`${url}/${name}`, { method: 'POST', body: JSON.stringify(args) });
      if (!answer.ok) throw new Error(`The stand-in answered ${answer.status} to ${name}.`);
    };
  const faults = new Proxy({} as Faults, { get: (_faults, name) => ask(String(name)) });
  return { faults, restart: ask('restart') };
}
