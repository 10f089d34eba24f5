import { type Recorded, unknownEvent } from '#domain/kernel/decider.js';
import type { From, WebhookFact } from '#domain/webhook/events.js';
import type { WebhookStatus } from '#domain/webhook/transitions.js';
import type { LedgerEvent } from '../model/events.js';
import type { Projection } from '../model/projection.js';

/** A webhook as auditors see it; no secret is in it. */
export interface WebhookState {
  readonly reference: string;
  /** Its URL. */
  readonly title: string;
  readonly token: string;
  readonly item?: string;
  readonly type?: string;
  readonly from?: From;
  readonly status: WebhookStatus;
  /** Why it is disabled or withdrawn. */
  readonly reason?: string;
  /** The revision at which it was last said where deliveries begin. */
  readonly begins: number;
  /** The revision since which nothing that failed before counts. */
  readonly restarts: number;
}
type Event = Recorded<WebhookFact> & LedgerEvent;

export const webhookProjection: Projection<WebhookState, Event> = {
  name: 'webhooks',
  kind: 'webhook',
  version: 1,
  evolve,
  facets: [],
};

function evolve(state: WebhookState | undefined, event: Event): WebhookState {
  const { revision } = event;
  if (event.type === 'WebhookCreated') {
    const { url, ...data } = event.data;
    return { ...data, title: url, status: 'active', begins: revision, restarts: revision };
  }
  if (!state) throw new Error(`${event.stream} begins with ${event.type}, not with WebhookCreated.`);
  switch (event.type) {
    case 'WebhookDisabled':
      return { ...state, status: 'disabled', reason: event.data.reason };
    case 'WebhookEnabled':
      return { ...state, status: 'active', reason: undefined, restarts: revision };
    case 'WebhookReplayed':
      return { ...state, from: event.data.from, begins: revision, restarts: revision };
    case 'WebhookSecretRolled':
      return state;
    case 'WebhookWithdrawn':
      return { ...state, status: 'withdrawn', reason: event.data.reason };
    default:
      return unknownEvent(event);
  }
}
