import type { AccessStore } from '#access/index.js';
import { tokenReader } from '#application/index.js';
import { WEBHOOK_STATUSES } from '#domain/index.js';
import { type AuditEntry, MAX_WAITING, type NamesOf, type Webhook } from '#read-models/index.js';
import {
  type AnswerOf,
  AS_OF,
  COUNT,
  INSTANT,
  listOf,
  type ObjectOf,
  object,
  oneOf,
  orNull,
  POSITION,
  type QueryContext,
  REFERENCE,
  TEXT,
  UUID,
  withReferences,
} from '#read-store/index.js';
import { type DeliveryProgress, HALTS, queueOf } from '#webhooks/index.js';

const WHY_HALTED = [...HALTS, 'token-revoked', 'no-secret'] as const;

const FIELDS = {
  id: UUID,
  reference: REFERENCE,
  url: TEXT,
  token: REFERENCE,
  item: orNull(REFERENCE),
  type: orNull(TEXT),
  status: oneOf(WEBHOOK_STATUSES),
  reason: orNull({ ...TEXT, description: 'Why it is disabled or withdrawn, where that was said.' }),
  halted: orNull({
    ...oneOf(WHY_HALTED),
    description: 'Why it sends nothing; restored and other-history stay until it is resumed.',
  }),
  takenUpTo: orNull({
    ...COUNT,
    description: 'The number of the last event that its receiver took or that it began after.',
  }),
  failures: { ...COUNT, description: 'How often in a row the next event has failed.' },
  failingSince: orNull(INSTANT),
  nextAttemptAt: orNull({ ...INSTANT, description: 'Null too where it sends nothing.' }),
  oldSecretUntil: orNull({ ...INSTANT, description: 'Until when it signs with the old secret too.' }),
};
const NUMBERED = { number: COUNT, eventId: TEXT, type: TEXT };
const AHEAD = {
  standsAt: orNull({
    ...object({
      ...NUMBERED,
      recordedAt: INSTANT,
      since: { ...INSTANT, description: 'Since when it has failed; since it was recorded where it has not.' },
    }),
    description: 'The event that it sends next; null where none waits, or where that cannot be known.',
  }),
  waiting: orNull({
    ...COUNT,
    description: `How many events wait, this one among them; ${MAX_WAITING} for that many or more. Null where that cannot be known: its token is revoked, or its place is of another history.`,
  }),
  skipped: {
    ...listOf(object({ ...NUMBERED, skippedAt: INSTANT, reason: TEXT })),
    description: 'What was skipped and has not been sent since.',
  },
};
export const WEBHOOK = object(FIELDS);
export const ONE_WEBHOOK = object({ ...FIELDS, ...AHEAD, asOf: AS_OF });

export const DELIVERY = object({
  eventId: TEXT,
  number: COUNT,
  position: POSITION,
  type: TEXT,
  attempt: { ...COUNT, description: 'Counts the attempts in a row to send this event from 1.' },
  at: INSTANT,
  status: orNull({ ...COUNT, description: 'The status of the answer; null where there was none.' }),
  failure: orNull({ ...TEXT, description: 'Why it was not taken, as a code.' }),
  milliseconds: COUNT,
  nextAt: orNull(INSTANT),
});

export async function presentWebhooks(view: QueryContext, webhooks: readonly Webhook[], access: AccessStore) {
  const progresses = await Promise.all(webhooks.map(({ id }) => access.webhooks.progressOf(id)));
  const halts = await Promise.all(webhooks.map((webhook, index) => haltOf(webhook, progresses[index], access)));
  const rows = webhooks.map((webhook, index) => ({ webhook, progress: progresses[index], halted: halts[index] }));
  return withReferences(
    view,
    rows,
    ({ webhook, progress, halted }, { of, maybe }): AnswerOf<typeof WEBHOOK> => ({
      id: webhook.id,
      reference: webhook.reference,
      url: webhook.url,
      token: of(webhook.token),
      item: maybe(webhook.item),
      type: webhook.type ?? null,
      status: webhook.status,
      reason: webhook.reason ?? null,
      halted: halted ?? null,
      takenUpTo: progress?.number ?? null,
      failures: progress?.failures ?? 0,
      failingSince: progress?.failingSince ?? null,
      nextAttemptAt: webhook.status === 'active' && !halted ? (progress?.nextAt ?? null) : null,
      oldSecretUntil: isToCome(webhook.oldSecretUntil) ? (webhook.oldSecretUntil ?? null) : null,
    }),
  );
}

const isToCome = (moment: string | undefined) => moment !== undefined && Date.parse(moment) > Date.now();

export async function presentWebhook(view: QueryContext, webhook: Webhook, access: AccessStore, namesOf: NamesOf) {
  const [shown] = await presentWebhooks(view, [webhook], access);
  if (!shown) throw new Error('One webhook is presented as one answer.');
  const progress = await access.webhooks.progressOf(webhook.id);
  const isOver = webhook.status === 'withdrawn';
  const queue = isOver ? undefined : await queueOf(view, webhook, progress, tokenReader(access), namesOf);
  const ahead: ObjectOf<typeof AHEAD> = {
    standsAt: queue?.next ? stoodAt(queue.next, progress) : null,
    waiting: queue?.waiting ?? null,
    skipped: webhook.skipped.map(({ eventType: type, ...skipped }) => ({ ...skipped, type })),
  };
  return { ...shown, ...ahead };
}

function stoodAt({ number, eventId, type, recordedAt }: AuditEntry, progress: DeliveryProgress | undefined) {
  return { number, eventId, type, recordedAt, since: progress?.failingSince ?? recordedAt };
}

async function haltOf(
  { id, token, status }: Webhook,
  progress: DeliveryProgress | undefined,
  access: AccessStore,
): Promise<(typeof WHY_HALTED)[number] | undefined> {
  if (status === 'withdrawn') return undefined;
  if (progress?.halted) return progress.halted;
  if (status !== 'active') return undefined;
  if (!(await access.credentialOf(token))) return 'token-revoked';
  const secrets = await access.webhooks.secretsOf(id, new Date().toISOString());
  return secrets.length === 0 ? 'no-secret' : undefined;
}
