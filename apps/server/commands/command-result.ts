import { COUNT, extended, listOf, object, schemaOf, TEXT, UUID } from '#read-store/index.js';

/** The one ledger item has a fixed name in place of a UUID. */
const ITEM_ID = schemaOf<string>({ anyOf: [UUID, { type: 'string', const: 'ledger' }] });

export const COMMAND_RESULT = object({
  id: ITEM_ID,
  reference: TEXT,
  revision: COUNT,
  position: COUNT,
  events: listOf(object({ id: UUID, type: TEXT })),
  commandId: UUID,
});

/** The signing secret is in the first answer only. */
export const SIGNING_WEBHOOK = { ...extended(COMMAND_RESULT, { secret: TEXT }), required: COMMAND_RESULT.required };
/** The secret is in the first answer only. */
export const ISSUED_TOKEN = { ...extended(COMMAND_RESULT, { token: TEXT }), required: COMMAND_RESULT.required };

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
            required: ['status', ...COMMAND_RESULT.required],
            properties: {
              status: { type: 'integer', enum: [200, 201] },
              ...COMMAND_RESULT.properties,
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
