/** As much of autocannon's interface as the generator uses; it brings no types of its own. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  interface Request {
    readonly method: 'POST';
    readonly path: string;
    readonly body: string;
    readonly headers: Readonly<Record<string, string>>;
  }
  interface Client {
    setRequests(requests: readonly Request[]): void;
  }
  interface Options {
    readonly url: string;
    readonly connections: number;
    /** In seconds. */
    readonly duration: number;
    /** How often it looks whether the time is up, in milliseconds. */
    readonly sampleInt: number;
    setupClient(client: Client): void;
  }
  interface Running extends PromiseLike<{ readonly non2xx: number; readonly errors: number }> {
    on(event: 'response', seen: (client: Client, status: number) => void): this;
  }
  export default function autocannon(options: Options): Running & EventEmitter;
}
