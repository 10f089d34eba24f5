import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { JsonSchema } from '#read-store/query/answer-schema.js';
import { apiAddress, withAddresses } from '#read-store/query/links.js';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
formats.default(ajv);
const compiled = new Map<JsonSchema, ValidateFunction>();

/** How an answer, as the API prints it, breaks its schema; empty where it conforms. */
export function breaks(schema: JsonSchema, answer: unknown): string[] {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  validate(JSON.parse(JSON.stringify(withAddresses({ answer }, apiAddress))).answer);
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, JSON.stringify(params)].join(' '),
  );
}
