import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import type { Entry } from './log.js';
import type { Proposed } from './messages.js';

/** Entries in a file, one a line: what was written before an answer is there after a kill. */
export interface Journal {
  readonly earlier: readonly Entry[];
  keep(entry: Entry): void;
  close(): void;
}

type Line = Omit<Entry, 'events'> & {
  readonly events: readonly (readonly [string, string, boolean, string, string])[];
};

const base64 = (content: Uint8Array) => Buffer.from(content).toString('base64');

function lineOf(entry: Entry): string {
  const line: Line = {
    ...entry,
    events: entry.events.map(({ id, type, json, data, metadata }) => [id, type, json, base64(data), base64(metadata)]),
  };
  return `${JSON.stringify(line)}\n`;
}

function entryOf(text: string): Entry {
  const line: Line = JSON.parse(text);
  const events = line.events.map(
    ([id, type, json, data, metadata]): Proposed => ({
      id,
      type,
      json,
      data: Buffer.from(data, 'base64'),
      metadata: Buffer.from(metadata, 'base64'),
    }),
  );
  return { ...line, events };
}

/** Opens the journal of a file, which need not be there yet; of none, keeps nothing. */
export function openJournal(file: string | undefined): Journal {
  if (file === undefined) return { earlier: [], keep: () => {}, close: () => {} };
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  // A line without its end was being written when the process was killed.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
  const descriptor = openSync(file, 'a');
  return {
    earlier: whole.split('\n').filter(Boolean).map(entryOf),
    keep: (entry) => void writeSync(descriptor, lineOf(entry)),
    close: () => closeSync(descriptor),
  };
}
