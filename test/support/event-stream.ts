import { ADMIN_TOKEN, type ApiServer } from './server.js';
import { bearer } from './small-plan.js';

export interface StreamedEvent {
  /** The event's number, and its id as it was sent. */
  readonly id: number;
  readonly mark: string;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads of an event what it expects there.
  readonly data: any;
}

interface Wanted {
  readonly token?: string;
  /** What is sent as Last-Event-ID. */
  readonly after?: number | string;
  /** `?type=ActionCreated` */
  readonly query?: string;
}

/** A listener to the server's stream of events. */
export interface Listener {
  readonly events: readonly StreamedEvent[];
  /** Waits until an event is there that this holds of; fails where the stream ends before. */
  until(holds: (event: StreamedEvent) => boolean): Promise<void>;
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
  close(): void;
}

/** Listens to `/api/events`. */
export async function listen(server: ApiServer, { token = ADMIN_TOKEN, after, query = '' }: Wanted = {}) {
  const closing = new AbortController();
  const resumed: Record<string, string> = after === undefined ? {} : { 'last-event-id': String(after) };
  const response = await fetch(`${server.url}/api/events${query}`, {
    headers: { ...bearer(token), ...resumed },
    signal: closing.signal,
  });
  if (!response.ok) throw new Error(`The stream was refused: ${await response.text()}`);
  const events: StreamedEvent[] = [];
  const waiting = new Set<() => void>();
  const ended = (async () => {
    let rest = '';
    for await (const part of (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
      const messages = (rest + part).split('\n\n');
      rest = messages.pop() ?? '';
      events.push(...messages.filter((message) => message.startsWith('id: ')).map(eventIn));
      for (const look of waiting) look();
    }
  })().catch((error) => {
    if (!closing.signal.aborted) throw error;
  });
  ended.catch(() => {});

  async function until(holds: (event: StreamedEvent) => boolean): Promise<void> {
    let look = () => {};
    const seen = new Promise<void>((resolve) => {
      look = () => {
        if (events.some(holds)) resolve();
      };
    });
    waiting.add(look);
    look();
    const early = ended.then(() => {
      throw new Error(`The stream ended after ${events.length} events.`);
    });
    await Promise.race([seen, early]).finally(() => waiting.delete(look));
  }

  return { events, until, ended, close: () => closing.abort() } satisfies Listener;
}

function eventIn(message: string): StreamedEvent {
  const [, mark = '', type, data] = /^id: (\d+(?:-[0-9a-f]{8})?)\nevent: (\w+)\ndata: (.*)$/.exec(message) ?? [];
  return { id: Number(mark.split('-')[0]), mark, type: type as string, data: JSON.parse(data as string) };
}
