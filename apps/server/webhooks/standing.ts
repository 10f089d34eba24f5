import type { ReadSide } from '#application/ledger/read-side.js';
import { readerOf } from '#application/queries/viewer.js';
import type { DeliveryState } from '#domain/kernel/decider.js';
import type { AccessStore } from '#platform/access/port.js';
import type { Standing } from '#platform/access/webhooks/port.js';
import type { AuditEntry } from '#read-models/audit/audit.present.js';
import type { NamesOf } from '#read-models/parties/parties.present.js';
import { countWaiting, nextEventToSend } from '#read-models/webhooks/owed.js';
import { findWebhook, type Webhook } from '#read-models/webhooks/webhooks.queries.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import { EVERYTHING } from '#read-store/query/visibility.js';
import { beginningOf } from './place.js';

/** What a webhook sends next, and how many events wait with it. */
export interface Ahead {
  readonly next: AuditEntry | undefined;
  readonly waiting: number;
}

/** What is ahead of a webhook by its token's rights; undefined where it has no place in this ledger, or no rights. */
export async function aheadOf(
  view: QueryContext,
  webhook: Webhook,
  standing: Standing | undefined,
  access: Pick<AccessStore, 'credentialOf'>,
  namesOf: NamesOf,
): Promise<Ahead | undefined> {
  const credential = await access.credentialOf(webhook.token);
  if (!credential || !standing || standing.halted === 'other-history') return undefined;
  const { number, requeued } = (await beginningOf(view, webhook, standing)) ?? standing;
  if (number === null) return undefined;
  const reached = { number, requeued };
  const theirs = { ...view, reader: readerOf(credential) };
  const next = await nextEventToSend(theirs, webhook, reached, namesOf);
  return { next, waiting: next ? await countWaiting(theirs, webhook, reached) : 0 };
}

/** The event that a webhook sends next, as its commands are told. */
export async function owedBy(
  access: Pick<AccessStore, 'credentialOf' | 'webhooks'>,
  readSide: ReadSide,
  id: string,
): Promise<DeliveryState['owed']> {
  const standing = await access.webhooks.standingOf(id);
  return readSide.read({ now: new Date().toISOString() }, EVERYTHING, async (view) => {
    const webhook = await findWebhook(view, id);
    const ahead = webhook && (await aheadOf(view, webhook, standing, access, readSide.directory.namesOf));
    const next = ahead?.next;
    return next && { number: next.number, eventId: next.eventId, eventType: next.type };
  });
}
