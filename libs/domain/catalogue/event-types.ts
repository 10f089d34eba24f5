import type { Facts } from '../all-facts/facts.js';
import { data, definitions } from '../event-schemas/schemas.generated.js';
import { streamName } from '../kernel/decider.js';
import { asJson, type JsonObject } from '../kernel/json.js';
import { examples } from './examples/index.js';
import { versionOf } from './upcasters.js';

export interface EventType {
  readonly type: string;
  readonly stream: string;
  readonly version: number;
  readonly schema: JsonObject;
  readonly example: JsonObject;
}

export const eventTypes: readonly EventType[] = Object.entries(examples).flatMap(([kind, ofKind]) =>
  Object.entries<object>(ofKind).map(([type, example]) => ({
    type,
    stream: streamOf(kind as keyof Facts),
    version: versionOf(type),
    schema: standingAlone(type, data[type] ?? {}),
    example: asJson(example),
  })),
);

export const metadataSchema: JsonObject = standingAlone('EventMetadata', { $ref: '#/$defs/EventMetadata' });

function streamOf(kind: keyof Facts): string {
  return kind === 'reference' ? 'reference-<REF>' : streamName(kind, '<id>');
}

function standingAlone(title: string, schema: JsonObject): JsonObject {
  const needed = [...neededBy(schema, new Set())].sort();
  const defs = Object.fromEntries(needed.map((name) => [name, definitions[name] ?? {}]));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    ...schema,
    ...(needed.length > 0 && { $defs: defs }),
  };
}

function neededBy(schema: JsonObject, found: Set<string>): ReadonlySet<string> {
  for (const [, name = ''] of JSON.stringify(schema).matchAll(/"#\/\$defs\/(\w+)"/g)) {
    if (found.has(name)) continue;
    neededBy(definitions[name] ?? {}, found.add(name));
  }
  return found;
}
