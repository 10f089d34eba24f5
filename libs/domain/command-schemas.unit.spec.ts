import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { aggregates } from './aggregates.js';
import { commandSchemas, SCHEMAS } from './command-schemas.js';
import { readBody } from './kernel/body.js';
import type { CommandBody } from './kernel/command.js';
import type { Aggregate } from './kernel/decider.js';
import type { JsonObject } from './kernel/json.js';

interface Schema {
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly string[];
  readonly examples?: readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

type BodyClass = new () => CommandBody;

const schemas = commandSchemas();
const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
addFormats.default(ajv);
ajv.addVocabulary(['components']);
ajv.addSchema({ $id: 'api', components: { schemas } });

const bodies: readonly BodyClass[] = Object.values<Aggregate>(aggregates).flatMap(({ creation, verbs }) =>
  [...(creation ? [creation] : []), ...Object.values(verbs)].map(({ body }) => body as BodyClass),
);
const COMMANDS = [...new Set(bodies)].map((body) => ({ name: body.name, body, schema: schemas[body.name] as Schema }));

/** A value that a schema takes: whole, or with what it requires alone. */
function sample(schema: Schema, whole: boolean): unknown {
  if (schema.$ref) return sampleBody(schemas[schema.$ref.slice(SCHEMAS.length)] as Schema, whole);
  if (schema.anyOf) return sample(schema.anyOf.at(whole ? -1 : 0) as Schema, whole);
  if (schema.items)
    return Array.from({ length: schema.minItems ?? 1 }, (_, index) => distinct(schema.items, whole, index));
  if (schema.type === 'integer' || schema.type === 'number') return 1;
  if (schema.type === 'boolean') return true;
  if (schema.format === 'date-time') return '2018-03-09T10:00:00Z';
  if (schema.format === 'date') return '2018-03-09';
  return schema.enum?.[0] ?? schema.examples?.[0] ?? '1';
}

function distinct(schema: Schema = {}, whole: boolean, index: number): unknown {
  const value = sample(schema, whole);
  return typeof value === 'string' && !schema.enum ? `${value}${index}` : value;
}

function sampleBody({ properties = {}, required = [] }: Schema, whole: boolean): JsonObject {
  const wanted = Object.entries(properties).filter(([name]) => whole || required.includes(name));
  return Object.fromEntries(wanted.map(([name, schema]) => [name, sample(schema, whole)])) as JsonObject;
}

/** Whether the schema and the door let a body in. They have to agree, so one word is enough. */
function isTaken({ name, body }: { name: string; body: BodyClass }, value: unknown): boolean {
  const read = readBody(body, value);
  const taken = !('errors' in read);
  const bySchema = ajv.validate(`api${SCHEMAS}${name}`, value);
  expect({ name, value, read, errors: ajv.errors, bySchema }).toEqual(expect.objectContaining({ bySchema: taken }));
  return taken;
}

const NO_TEXT = fc.oneof(
  fc.constantFrom(null, true, 0.5, -1, 101),
  fc.array(fc.constantFrom(false, 7, {}, []), { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('unknown', 'text', 'period'), fc.constantFrom(1, true)),
);

describe('the schemas of command bodies', () => {
  it('are named by classes that no two share', () => {
    expect(new Set(COMMANDS.map(({ name }) => name)).size).toBe(COMMANDS.length);
  });

  it('refer to none that is missing', () => {
    const names = [...JSON.stringify(schemas).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name);
    expect(Object.keys(schemas)).toEqual(expect.arrayContaining(names));
    for (const schema of Object.values(schemas)) expect(schema).toHaveProperty('properties');
  });

  it.each(['ReviseActionTimescale', 'ReviseMilestoneDate'])('%s: says what leaving the authority out means', (name) => {
    expect(schemas[name]?.properties).toHaveProperty(
      'authority.description',
      expect.stringMatching(/Left out.*`group`.*meeting.*otherwise `lead`/),
    );
  });

  it.each(COMMANDS)('$name: takes a body of all its fields, and one of what is required', (command) => {
    expect(isTaken(command, sampleBody(command.schema, true))).toBe(true);
    expect(isTaken(command, sampleBody(command.schema, false))).toBe(true);
  });

  it.each(COMMANDS)('$name: takes none that lacks what is required, and no field unknown', (command) => {
    const whole = sampleBody(command.schema, true);
    for (const field of command.schema.required ?? []) {
      const { [field]: _, ...without } = whole;
      expect(isTaken(command, without)).toBe(false);
    }
    expect(isTaken(command, { ...whole, unknown: 'field' })).toBe(false);
    expect(isTaken(command, { ...whole, source: { document: 'Plan', unknown: 'field' } })).toBe(false);
  });

  it.each(COMMANDS)('$name: takes in each field what the door takes, and no more', (command) => {
    const whole = sampleBody(command.schema, true);
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(whole)), NO_TEXT, (field, value) => {
        isTaken(command, { ...whole, [field]: value });
      }),
      { numRuns: 60 },
    );
  });

  it.each([[[]], ['text'], [null], [7]])('take no body that is %j', (value) => {
    for (const command of COMMANDS) expect(isTaken(command, value)).toBe(false);
  });
});
