import { type ErrorDefinition, families } from '#errors/index.js';

/** Only the command line gives its own codes. */
const { 'The command line': _, ...answered } = families;
const codes = Object.values(answered).flatMap((family) => Object.entries<ErrorDefinition>(family));

export const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: {
      type: 'string',
      enum: codes.map(([code]) => code),
      description: codes.map(([code, { status, meaning }]) => `- \`${code}\` (${status}): ${meaning}.`).join('\n'),
    },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string' }, message: { type: 'string' } },
        additionalProperties: false,
      },
    },
  },
};
