import { LRUCache } from 'lru-cache';
import { canonicalJson } from '#domain/kernel/json.js';
import { PERSON, READER, readTimescale } from '#domain/timescale/reader.js';
import type { Reading, Timescale } from '#domain/timescale/reading.js';
import { type IndexTable, indexRows } from './projection.js';
import { readings } from './tables.js';

/** How the present reader reads a text that an earlier one read in another way. */
export interface ReadAnew {
  /** The version that made the reading which is stored. */
  readonly reader: string;
  readonly reading: Reading;
}

/** A state with a promise that may be read anew. */
export interface ReadByReader {
  readonly programme: string;
  /** Of the promise that stands; absent where it is read the same today, or by a person. */
  readonly readAnew?: ReadAnew;
}

/** The row of an item whose promise the present reader reads otherwise. */
export const readingsOf: IndexTable<ReadByReader> = indexRows(
  readings,
  ['programme', 'readAnew'],
  ({ programme, readAnew }: ReadByReader, { key }) =>
    readAnew ? [{ sub: '', values: { programme: key('programme', programme) } }] : [],
);

// A plan says the same few texts again and again.
const read = new LRUCache<string, Reading>({ max: 2000 });

/** The present reading of a timescale, where it promises something else than the one that is stored. */
export function readAnew({ reader, text, context, ...stored }: Timescale): ReadAnew | undefined {
  if (reader === READER || reader === PERSON) return undefined;
  const key = canonicalJson([text, context]);
  const reading = read.get(key) ?? presentReading(text, context);
  read.set(key, reading);
  return differing(stored, reading).length === 0 ? undefined : { reader, reading };
}

function presentReading(text: string, context: Timescale['context']): Reading {
  const { text: _, reader: __, context: ___, ...reading } = readTimescale(text, context);
  return reading;
}

/** Only explain a reading. */
const EXPLAINS: ReadonlySet<string> = new Set(['assumptions', 'alternatives'] satisfies (keyof Reading)[]);

/** The fields in which two readings promise something else, in their order. */
export function differing(stored: Reading, present: Reading): string[] {
  const names = [...new Set([...Object.keys(stored), ...Object.keys(present)])] as (keyof Reading)[];
  return names.filter((name) => !EXPLAINS.has(name) && canonicalJson(stored[name]) !== canonicalJson(present[name]));
}
