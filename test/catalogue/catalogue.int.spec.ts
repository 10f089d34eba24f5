import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { commandAggregates } from '#domain/aggregates.js';
import { eventTypes, metadataSchema } from '#domain/catalogue/event-types.js';
import { upcast } from '#domain/catalogue/upcasters.js';
import * as generated from '#domain/event-schemas/schemas.generated.js';
import { type Aggregate, itemOfStream, type Kind } from '#domain/kernel/decider.js';
import { generateSchemas, ROOT } from './generate.js';
import type { Stored } from './stored-examples.js';

const FIXTURES = new URL('libs/domain/catalogue/fixtures/', ROOT);

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
addFormats.default(ajv);
const schemas = new Map(eventTypes.map(({ type, schema }) => [type, ajv.compile(schema)]));
const metadata = ajv.compile(metadataSchema);

/** What is wrong with a value by a schema; empty when nothing is. */
function faults(validate: ReturnType<typeof ajv.compile> | undefined, value: unknown): unknown {
  return validate?.(value) ? [] : (validate?.errors ?? 'no schema');
}

const fixtures = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.json'))
  .map((path) => ({ path, event: JSON.parse(readFileSync(new URL(path, FIXTURES), 'utf8')) as Stored }));

/** A fixture as it is read today. */
function today({ type, data, metadata, ...event }: Stored) {
  return { ...event, type, metadata, data: upcast(type, metadata.schemaVersion, data) };
}

describe('the catalogue of events', () => {
  it('is what the types say; if not, run npm run catalogue', () => {
    const { data, definitions } = generated;
    expect({ data, definitions }).toEqual(generateSchemas());
  });

  it('has an example and a schema of every event', () => {
    expect(eventTypes.map(({ type }) => type).sort()).toEqual(Object.keys(generated.data).sort());
    // No type is ever taken away, for it may be stored.
    expect(eventTypes.length).toBeGreaterThanOrEqual(100);
  });

  it.each(eventTypes)('$type: its example keeps to its schema, and nothing unknown does', ({ type, example }) => {
    expect(faults(schemas.get(type), example)).toEqual([]);
    expect(faults(schemas.get(type), { ...example, unknown: true })).not.toEqual([]);
  });

  it.each(eventTypes)(
    '$type: an event of its version is frozen; if not, run npm run catalogue',
    ({ type, version }) => {
      expect(existsSync(new URL(`v${version}/${type}.json`, FIXTURES))).toBe(true);
    },
  );
});

describe('events written by every version', () => {
  it.each(fixtures)('$path is read as its type is today', ({ path, event }) => {
    expect(path).toBe(`v${event.metadata.schemaVersion}/${event.type}.json`);
    expect(faults(schemas.get(event.type), today(event).data)).toEqual([]);
    expect(faults(metadata, event.metadata)).toEqual([]);
  });

  const beginnings = new Map(
    fixtures.filter(({ event }) => event.revision === 0).map(({ event }) => [event.stream, event]),
  );
  const folded = fixtures.filter(({ event }) => !event.stream.startsWith('reference-'));
  it.each(folded)('$path adds up to a state', ({ event }) => {
    const { kind } = itemOfStream(event.stream) ?? {};
    const { evolve }: Aggregate = commandAggregates[kind as Kind];
    const facts = new Set([beginnings.get(event.stream) ?? event, event]);
    const state = [...facts].reduce<unknown>((before, fact) => evolve(before, today(fact)), undefined);
    expect(state).toEqual(expect.any(Object));
  });
});
