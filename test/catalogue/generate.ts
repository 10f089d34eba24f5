import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';
import type { JsonObject } from '#domain/kernel/json.js';

/** The root of the repository, as seen from `dist`. */
export const ROOT = new URL('../../../', import.meta.url);

/** The JSON Schemas that the catalogue stands on. */
export interface GeneratedSchemas {
  /** The data of each event, by its type. */
  readonly data: Readonly<Record<string, JsonObject>>;
  /** What they refer to, `EventMetadata` among it. */
  readonly definitions: Readonly<Record<string, JsonObject>>;
}

interface FactSchema {
  readonly properties: { readonly type: { readonly const: string }; readonly data: JsonObject };
}

/** Reads the types of every fact and of an event's metadata, and writes them as JSON Schema 2020-12. */
export function generateSchemas(): GeneratedSchemas {
  const { definitions } = createGenerator({
    path: fileURLToPath(new URL('libs/domain/all-facts/facts.ts', ROOT)),
    tsconfig: fileURLToPath(new URL('tsconfig.json', ROOT)),
    jsDoc: 'extended',
    encodeRefs: false,
    skipTypeCheck: true,
  }).createSchema('Catalogued');
  const all = Object.entries(
    JSON.parse(
      JSON.stringify(definitions)
        .replaceAll('"#/definitions/', '"#/$defs/')
        // The published schema of a claim's kind keeps the name that it had before kinds and prefixes differed.
        .replace('"StreamPrefix":', '"Kind":')
        .replaceAll('"#/$defs/StreamPrefix"', '"#/$defs/Kind"'),
    ),
  );
  const facts = all.filter(([name]) => name.startsWith('Fact<'));
  const shared = all.filter(([name]) => /^\w+$/.test(name) && !/Fact$|^Catalogued$/.test(name));
  return {
    data: Object.fromEntries(facts.map(([, schema]) => dataOf(schema as FactSchema))),
    definitions: Object.fromEntries(shared) as Record<string, JsonObject>,
  };
}

/** The schema of an event's data, by its type. An event without fields takes none. */
function dataOf({ properties: { type, data } }: FactSchema): [string, JsonObject] {
  const empty = !('properties' in data) && !('$ref' in data);
  return [type.const, empty ? { ...data, additionalProperties: false } : data];
}
