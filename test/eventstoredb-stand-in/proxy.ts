import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { connectionString } from './stand-in.js';

/** A way to a server that can be cut. */
export interface Way {
  /** A connection string through it. */
  readonly url: string;
  /** Cuts every connection; gives how many there were. */
  cut(): number;
  /** Cuts every connection once that many more bytes have come from the server. */
  cutAfter(bytes: number): void;
  stop(): Promise<void>;
}

/** Starts a proxy to an address, `host:port`; TLS goes through it as it is. */
export async function startProxy(address: string, secure = false): Promise<Way> {
  const { hostname, port } = new URL(`tcp://${address}`);
  const sockets = new Set<Socket>();
  let left = Number.POSITIVE_INFINITY;

  function cut(): number {
    const open = sockets.size / 2;
    for (const socket of sockets) socket.destroy();
    return open;
  }

  const server = createServer((caller) => {
    const target = connect(Number(port), hostname);
    for (const [socket, other] of [
      [caller, target],
      [target, caller],
    ] as const) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    caller.pipe(target);
    target.on('data', (chunk) => {
      left -= chunk.length;
      if (left >= 0) {
        if (!caller.write(chunk)) target.pause();
        return;
      }
      caller.write(chunk.subarray(0, chunk.length + left));
      left = Number.POSITIVE_INFINITY;
      setImmediate(cut);
    });
    caller.on('drain', () => target.resume());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address() as AddressInfo;

  return {
    url: connectionString([`127.0.0.1:${bound.port}`], secure),
    cut,
    cutAfter(bytes) {
      left = bytes;
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      cut();
      await closed;
    },
  };
}
