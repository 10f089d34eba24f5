import { randomUUID } from 'node:crypto';
import type { Actor } from '#domain/kernel/metadata.js';
import type { StoredJsonObject } from '#event-store/port/port.js';

/** Who sends the commands of the bench. */
export const actor: Actor = {
  party: '11111111-1111-4111-8111-111111111111',
  kind: 'post',
  post: 'Ledger administrator',
  roles: ['administrator', 'secretary'],
};

const ID = '22222222-2222-4222-8222-222222222222';

/** Metadata as long as that of a real event. */
export const metadata: StoredJsonObject = {
  schemaVersion: 1,
  recordedAt: '2018-06-01T09:00:00.000Z',
  actor: { ...actor },
  occurredAt: '2018-06-01T09:00:00.000Z',
  commandId: ID,
  bodyHash: 'a'.repeat(64),
  correlationId: ID,
  causationId: ID,
};

/** An answer as long as that of a real command. */
export const answer = (id: string) => ({
  id,
  reference: 'B01-A01',
  revision: 1,
  position: 1000,
  events: [{ id: ID, type: 'ActionProgressReported' }],
  commandId: randomUUID(),
});
