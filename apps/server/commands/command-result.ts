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
