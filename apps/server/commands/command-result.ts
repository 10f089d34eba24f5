import type { Problem } from '#application/index.js';
import { anyOf, COUNT, exactly, extended, listOf, object, orNull, schemaOf, TEXT, UUID } from '#read-store/index.js';

/** The one ledger item has a fixed name in place of a UUID. */
const ITEM_ID = schemaOf<string>({ anyOf: [UUID, { type: 'string', const: 'ledger' }] });

const COMMAND_PROPERTIES = {
  id: ITEM_ID,
  reference: TEXT,
  revision: COUNT,
  position: COUNT,
  events: listOf(object({ id: UUID, type: TEXT })),
  commandId: UUID,
};
const RECEIPT_PROPERTIES = {
  receipt: {
    ...orNull(TEXT),
    description:
      'With `Prefer: receipt`: the proof that its last event is in a signed checkpoint, by C2SP tlog-proof; null where none was signed in time, or nothing was recorded.',
  },
  proof: {
    ...orNull(TEXT),
    description:
      'With `Prefer: receipt`: where the proof of its last event is to be had at any time; null until known.',
  },
};
const RECEIPT_NAMES = ['receipt', 'proof'] as const;
export const COMMAND_RESULT = object({ ...COMMAND_PROPERTIES, ...RECEIPT_PROPERTIES }, RECEIPT_NAMES);

/** The signing secret is in the first answer only. */
export const SIGNING_WEBHOOK = { ...extended(COMMAND_RESULT, { secret: TEXT }), required: COMMAND_RESULT.required };
/** The secret is in the first answer only. */
export const ISSUED_TOKEN = { ...extended(COMMAND_RESULT, { token: TEXT }), required: COMMAND_RESULT.required };

const RECORDED = object(
  {
    status: schemaOf<200 | 201>({ type: 'integer', enum: [200, 201] }),
    ...COMMAND_PROPERTIES,
    replayed: { ...exactly(true), description: 'It was done before, under the same key.' },
    token: TEXT,
    secret: TEXT,
    ...RECEIPT_PROPERTIES,
  },
  ['replayed', 'token', 'secret', ...RECEIPT_NAMES],
);
const FAILED = object({ status: COUNT, problem: schemaOf<Problem>({ $ref: '#/components/schemas/Problem' }) });

export const BATCH_RESULT = object({
  results: { ...listOf(anyOf(RECORDED, FAILED)), description: 'One for each command, in their order.' },
  failed: { ...COUNT, description: 'How many of them failed.' },
  position: {
    ...orNull(COUNT),
    description: 'The last that was recorded, for minPosition; null where nothing was.',
  },
});
