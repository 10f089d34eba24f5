// class-transformer offers no public API for the class of a nested field.
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { IS_ISO4217_CURRENCY_CODE } from 'class-validator';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { aggregates } from './aggregates.js';
import type { Aggregate } from './kernel/decider.js';
import type { JsonObject } from './kernel/json.js';

export const SCHEMAS = '#/components/schemas/';

const CURRENCY = { type: 'string' as const, pattern: '^[A-Z]{3}$', examples: ['GBP'] };

/** Of all commands, and of `more` bodies that are no commands. */
export function commandSchemas(more: readonly { readonly name: string }[] = []): Readonly<Record<string, JsonObject>> {
  const known = validationMetadatasToSchemas({
    classTransformerMetadataStorage: defaultMetadataStorage,
    refPointerPrefix: SCHEMAS,
    additionalConverters: { [IS_ISO4217_CURRENCY_CODE]: CURRENCY },
  }) as Record<string, JsonObject>;
  const found = new Map<string, JsonObject>();
  const add = (name: string, schema: JsonObject = {}) => {
    if (found.has(name)) return;
    found.set(name, { ...schema, additionalProperties: false });
    for (const [, inner = ''] of JSON.stringify(schema).matchAll(/"#\/components\/schemas\/(\w+)"/g))
      add(inner, known[inner]);
  };
  for (const { creation, verbs } of Object.values<Aggregate>(aggregates)) {
    for (const { body } of [...(creation ? [creation] : []), ...Object.values(verbs)])
      add(body.name, schemaOf(body, known));
  }
  for (const body of more) add(body.name, schemaOf(body, known));
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A subclass without fields shares its parent's schema. */
function schemaOf(
  body: { readonly name: string },
  known: Readonly<Record<string, JsonObject>>,
): JsonObject | undefined {
  return known[body.name] ?? (body.name ? schemaOf(Object.getPrototypeOf(body), known) : undefined);
}
