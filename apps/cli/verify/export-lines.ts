import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { OnProgress } from '#platform/index.js';
import type { HeldEvent } from '#tree/index.js';
import { visibleJson } from '../text/visible-text.js';

/** The file is not as `export` writes it, which refutes it: another program may read it otherwise than this one. */
export class NotAsExported extends Error {}

/** Errors: `NotAsExported`; those of reading the file. */
export async function* eventsOfExport(file: string, size: number, progress: OnProgress): AsyncGenerator<HeldEvent> {
  const revisions = new Map<string, number>();
  let [line, bytes, position] = [0, 0, 0];
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    bytes += Buffer.byteLength(text) + 1;
    const event = eventIn(text, line);
    const before = revisions.get(event.stream) ?? -1;
    if (event.revision !== before + 1 || event.position <= position) {
      const said = `Line ${line}, ${event.type} at revision ${event.revision} of ${event.stream}`;
      throw new NotAsExported(`${said}, is out of order: events before it are missing, doubled or moved.`);
    }
    revisions.set(event.stream, event.revision);
    position = event.position;
    progress(bytes, size);
    yield event;
  }
}

const FIELDS = ['id', 'type', 'stream', 'revision', 'position', 'data', 'metadata', 'salt'];

function eventIn(text: string, line: number): HeldEvent {
  const event = parsed(text);
  const isWhole =
    event !== undefined &&
    [event.id, event.type, event.stream].every((value) => typeof value === 'string') &&
    [event.revision, event.position].every((value) => Number.isSafeInteger(value)) &&
    [event.data, event.metadata].every((value) => typeof value === 'object' && value !== null) &&
    ['undefined', 'string'].includes(typeof event.salt) &&
    Object.keys(event).every((name) => FIELDS.includes(name));
  // Twice the same name in an object, say, would be read in two ways.
  if (!isWhole || visibleJson(event) !== text)
    throw new NotAsExported(`Line ${line} is not as the ledger exports an event.`);
  return event;
}

function parsed(text: string): HeldEvent | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
