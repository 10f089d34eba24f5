import {
  type EventNamed,
  type From,
  type Instant,
  MOST_SKIPPED,
  type Recorded,
  unknownEvent,
  type WebhookFact,
  type WebhookStatus,
} from '#domain/index.js';
import type { LedgerEvent, Projection } from '#read-store/index.js';
import { VERSIONS } from '../versions/versions.js';

export interface SkippedEvent extends EventNamed {
  readonly skippedAt: Instant;
  readonly reason: string;
}

export interface WebhookView {
  readonly reference: string;
  readonly title: string;
  readonly token: string;
  readonly item?: string;
  readonly type?: string;
  readonly from?: From;
  readonly status: WebhookStatus;
  readonly reason?: string;
  /** The overlap during which deliveries carry a signature of the old secret too. */
  readonly oldSecretUntil?: Instant;
  readonly skipped: readonly SkippedEvent[];
  /** Requeued events with the revision of their requeue; a later requeue replaces an earlier one. */
  readonly requeued: readonly (Pick<EventNamed, 'number' | 'eventId'> & { readonly revision: number })[];
  readonly begins: number;
  /** The restart revision: failures before it no longer count. */
  readonly restarts: number;
}
type Event = Recorded<WebhookFact> & LedgerEvent;

export const webhookProjection: Projection<WebhookView, Event> = {
  name: 'webhooks',
  kind: 'webhook',
  version: VERSIONS.webhooks,
  evolve,
  indexes: [],
};

function evolve(state: WebhookView | undefined, event: Event): WebhookView {
  const { revision } = event;
  if (event.type === 'WebhookCreated') {
    const { url, ...data } = event.data;
    const fresh = { status: 'active', skipped: [], requeued: [] } as const;
    return { ...data, ...fresh, title: url, begins: revision, restarts: revision };
  }
  if (!state) throw new Error(`${event.stream} begins with ${event.type}, not with WebhookCreated.`);
  switch (event.type) {
    case 'WebhookDisabled':
      return { ...state, status: 'disabled', reason: event.data.reason };
    case 'WebhookEnabled':
      return { ...state, status: 'active', reason: undefined, restarts: revision };
    case 'WebhookReplayed':
      return restartFrom(state, event.data.from, revision);
    case 'WebhookSecretRolled':
      return { ...state, oldSecretUntil: event.data.oldValidUntil };
    case 'WebhookEventSkipped': {
      const skipped = [...state.skipped, { ...event.data, skippedAt: event.metadata.recordedAt }];
      return { ...state, skipped, requeued: without(state.requeued, event.data.number), restarts: revision };
    }
    case 'WebhookEventRequeued': {
      const { number, eventId } = event.data;
      const requeued = [...without(state.requeued, number), { number, eventId, revision }].slice(-MOST_SKIPPED);
      return { ...state, skipped: without(state.skipped, number), requeued, restarts: revision };
    }
    case 'WebhookResumed':
      if (event.data.from) return restartFrom(state, event.data.from, revision);
      return { ...state, restarts: revision };
    case 'WebhookWithdrawn':
      return { ...state, status: 'withdrawn', reason: event.data.reason };
    default:
      return unknownEvent(event);
  }
}

/** A new start sends everything after it, so skips after that point are dropped. */
function restartFrom(state: WebhookView, from: From, revision: number): WebhookView {
  const before = ({ number }: { readonly number: number }) => number < from.number;
  const rest = { skipped: state.skipped.filter(before), requeued: state.requeued.filter(before) };
  return { ...state, ...rest, from, begins: revision, restarts: revision };
}

const without = <Named extends { readonly number: number }>(all: readonly Named[], number: number) =>
  all.filter((each) => each.number !== number);
