import { type ErrorDefinition, families } from '#errors/index.js';

const uuid = { type: 'string', format: 'uuid' };
/** The one ledger item has a fixed name in place of a UUID. */
const itemId = { anyOf: [uuid, { type: 'string', const: 'ledger' }] };

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

const RESULT_PROPERTIES = {
  id: itemId,
  reference: { type: 'string' },
  revision: { type: 'integer', minimum: 0 },
  position: { type: 'integer', minimum: 0 },
  events: {
    type: 'array',
    items: {
      type: 'object',
      required: ['id', 'type'],
      properties: { id: uuid, type: { type: 'string' } },
      additionalProperties: false,
    },
  },
  commandId: uuid,
};
const RESULT_REQUIRED = ['id', 'reference', 'revision', 'position', 'events', 'commandId'];

export const COMMAND_RESULT = {
  type: 'object',
  required: RESULT_REQUIRED,
  properties: RESULT_PROPERTIES,
  additionalProperties: false,
};

/** The signing secret is in the first answer only. */
export const SIGNING_WEBHOOK = {
  type: 'object',
  required: RESULT_REQUIRED,
  properties: { ...RESULT_PROPERTIES, secret: { type: 'string' } },
  additionalProperties: false,
};

/** The secret is in the first answer only. */
export const ISSUED_TOKEN = {
  type: 'object',
  required: RESULT_REQUIRED,
  properties: { ...RESULT_PROPERTIES, token: { type: 'string' } },
  additionalProperties: false,
};

/** The secret of a token or of a webhook is in the first answer only. */
export const BATCH_RESULT = {
  type: 'object',
  required: ['results', 'failed', 'position'],
  properties: {
    results: {
      type: 'array',
      description: 'One for each command, in their order.',
      items: {
        anyOf: [
          {
            type: 'object',
            required: ['status', ...RESULT_REQUIRED],
            properties: {
              status: { type: 'integer', enum: [200, 201] },
              ...RESULT_PROPERTIES,
              replayed: { type: 'boolean', const: true, description: 'It was done before, under the same key.' },
              token: { type: 'string' },
              secret: { type: 'string' },
            },
            additionalProperties: false,
          },
          {
            type: 'object',
            required: ['status', 'problem'],
            properties: { status: { type: 'integer' }, problem: { $ref: '#/components/schemas/Problem' } },
            additionalProperties: false,
          },
        ],
      },
    },
    failed: { type: 'integer', minimum: 0, description: 'How many of them failed.' },
    position: {
      type: ['integer', 'null'],
      description: 'The last that was recorded, for minPosition; null where nothing was.',
    },
  },
  additionalProperties: false,
};
