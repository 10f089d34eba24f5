import { STATUSES } from '#domain/webhook/transitions.js';
import type { AccessStore } from '#platform/access/port.js';
import { withReferences } from '#projections/read/references.js';
import { AS_OF, COUNT, INSTANT, object, oneOf, orNull, POSITION, REFERENCE, TEXT } from '#projections/read/schemas.js';
import type { View } from '#projections/read/view.js';
import type { Webhook } from '#projections/webhooks/queries.js';

const HALTS = ['token-revoked', 'no-secret'] as const;

const FIELDS = {
  id: { type: 'string', format: 'uuid' },
  reference: REFERENCE,
  url: TEXT,
  token: REFERENCE,
  item: orNull(REFERENCE),
  type: orNull(TEXT),
  status: oneOf(STATUSES),
  reason: orNull({ type: 'string', description: 'Why it is disabled or withdrawn, where that was said.' }),
  halted: orNull({ ...oneOf(HALTS), description: 'Why an active one sends nothing.' }),
  takenUpTo: orNull({
    ...COUNT,
    description: 'The number of the last event that its receiver took or that it began after.',
  }),
  failures: { ...COUNT, description: 'How often in a row the next event has failed.' },
  failingSince: orNull(INSTANT),
  nextAttemptAt: orNull(INSTANT),
};
/** A webhook as it is listed, and as it is asked for. */
export const WEBHOOK = object(FIELDS);
export const ONE_WEBHOOK = object({ ...FIELDS, asOf: AS_OF });

/** An attempt to send an event. */
export const DELIVERY = object({
  eventId: TEXT,
  number: COUNT,
  position: POSITION,
  type: TEXT,
  attempt: { ...COUNT, description: 'Counts the attempts in a row to send this event from 1.' },
  at: INSTANT,
  status: orNull({ ...COUNT, description: 'The status of the answer; null where there was none.' }),
  failure: orNull({ type: 'string', description: 'Why it was not taken, as a code.' }),
  milliseconds: COUNT,
  nextAt: orNull(INSTANT),
});

/** Webhooks as they are listed, with how their deliveries go. */
export async function presentWebhooks(view: View, webhooks: readonly Webhook[], access: AccessStore) {
  const standings = await Promise.all(webhooks.map(({ id }) => access.webhooks.standingOf(id)));
  const halts = await Promise.all(webhooks.map((webhook) => haltOf(webhook, access)));
  const rows = webhooks.map((webhook, index) => ({ webhook, standing: standings[index], halted: halts[index] }));
  return withReferences(view, rows, ({ webhook, standing, halted }, { of, maybe }) => ({
    id: webhook.id,
    reference: webhook.reference,
    url: webhook.url,
    token: of(webhook.token),
    item: maybe(webhook.item),
    type: webhook.type ?? null,
    status: webhook.status,
    reason: webhook.reason ?? null,
    halted: halted ?? null,
    takenUpTo: standing?.number ?? null,
    failures: standing?.failures ?? 0,
    failingSince: standing?.failingSince ?? null,
    nextAttemptAt: standing?.nextAt ?? null,
  }));
}

async function haltOf(
  { id, token, status }: Webhook,
  access: AccessStore,
): Promise<(typeof HALTS)[number] | undefined> {
  if (status !== 'active') return undefined;
  if (!(await access.credentialOf(token))) return 'token-revoked';
  return (await access.webhooks.secretOf(id)) === undefined ? 'no-secret' : undefined;
}
