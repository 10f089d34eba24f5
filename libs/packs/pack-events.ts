import { canonicalise, type ProvableEvent } from '#proof/index.js';
import { hasLeaf } from '#tree/index.js';
import { BadPack } from './pack-zip.js';

const FIELDS = ['data', 'id', 'metadata', 'revision', 'salt', 'stream', 'type'];

/** An event as a pack holds it: what the tree holds, and the salt that hashes it again. No position of any store. */
export const lineOf = ({ stream, revision, id, type, data, metadata, salt }: ProvableEvent): string =>
  `${canonicalise({ stream, revision, id, type, data, metadata, ...(salt !== undefined && { salt }) })}\n`;

/** Errors: `BadPack`, for another program could read another text otherwise. */
export function eventsIn(bytes: Buffer): ProvableEvent[] {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  if (!text.endsWith('\n')) throw new BadPack('events.jsonl is cut off.');
  const revisions = new Map<string, number>();
  return text
    .slice(0, -1)
    .split('\n')
    .map((line, index) => {
      const event = eventIn(line, index + 1);
      if (event.revision !== (revisions.get(event.stream) ?? -1) + 1)
        throw new BadPack(`Event ${index + 1} is out of order: events before it are missing, doubled or moved.`);
      revisions.set(event.stream, event.revision);
      return event;
    });
}

function eventIn(line: string, number: number): ProvableEvent {
  try {
    const event: ProvableEvent = JSON.parse(line);
    const isWhole =
      [event.id, event.type, event.stream].every((value) => typeof value === 'string') &&
      Number.isSafeInteger(event.revision) &&
      [event.data, event.metadata].every((value) => typeof value === 'object' && value !== null) &&
      ['undefined', 'string'].includes(typeof event.salt) &&
      Object.keys(event).every((name) => FIELDS.includes(name)) &&
      hasLeaf({ ...event, position: number } as Parameters<typeof hasLeaf>[0]);
    if (isWhole && lineOf(event) === `${line}\n`) return event;
  } catch {
    // Said below.
  }
  throw new BadPack(`Event ${number} is not as a pack holds an event.`);
}
