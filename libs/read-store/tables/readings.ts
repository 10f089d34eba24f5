import { LRUCache } from 'lru-cache';
import { PERSON, READER, type Reading, readTimescale, type Timescale } from '#domain/index.js';
import { differing } from './differing-readings.js';
import { type IndexTable, indexRows } from './projection.js';
import { readings } from './tables.js';

export interface ReadAnew {
  readonly reader: string;
  readonly reading: Reading;
}

export interface ReadByReader {
  readonly programme: string;
  readonly readAnew?: ReadAnew;
}

export const readingsOf: IndexTable<ReadByReader> = indexRows(
  readings,
  ['programme', 'readAnew'],
  ({ programme, readAnew }: ReadByReader, { key }) =>
    readAnew ? [{ sub: '', values: { programme: key('programme', programme) } }] : [],
);

// Plans repeat the same few texts, so parsed readings are cached.
const read = new LRUCache<string, Reading>({ max: 2000 });

/** Undefined where the current parser gives the same promise, or a person read the text. */
export function readAnew({ reader, text, context, ...stored }: Timescale): ReadAnew | undefined {
  if (reader === READER || reader === PERSON) return undefined;
  const key = JSON.stringify([text, context]);
  const reading = read.get(key) ?? presentReading(text, context);
  read.set(key, reading);
  return differing(stored, reading).length === 0 ? undefined : { reader, reading };
}

function presentReading(text: string, context: Timescale['context']): Reading {
  const { text: _, reader: __, context: ___, ...reading } = readTimescale(text, context);
  return reading;
}
