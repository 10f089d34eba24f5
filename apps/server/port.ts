import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '#platform/index.js';

type Address = Pick<Config, 'HOST' | 'PORT'>;

/** Checks the port before a long start, not after it (EADDRINUSE, EACCES). */
export async function requireFreePort({ HOST, PORT }: Address): Promise<void> {
  const server = createServer();
  try {
    server.listen(PORT, HOST);
    await once(server, 'listening');
  } catch (error) {
    throw cannotListen({ HOST, PORT }, error);
  } finally {
    await new Promise((closed) => server.close(closed));
  }
}

export function cannotListen({ HOST, PORT }: Address, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return new Error(`PORT ${PORT} on ${HOST} is in use; stop what listens there, or set PORT.`);
  return new Error(`HOST ${HOST} and PORT ${PORT} cannot be listened on: ${message}.`);
}
