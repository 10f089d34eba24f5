import type { Instant } from '../kernel/calendar.js';
import type { Fact } from '../kernel/decider.js';

/** The first event that is sent, if it is wanted at all: the position that was asked for, and the number found there. */
export interface From {
  readonly position: number;
  readonly number: number;
}

export interface EventNamed {
  readonly number: number;
  readonly eventId: string;
  readonly eventType: string;
}

export const MOST_SKIPPED = 100;

export type WebhookFact =
  | Fact<'WebhookCreated', { reference: string; url: string; token: string; item?: string; type?: string; from?: From }>
  | Fact<'WebhookDisabled', { reason?: string }>
  | Fact<'WebhookEnabled', { reason?: string }>
  | Fact<'WebhookReplayed', { from: From }>
  | Fact<'WebhookSecretRolled', { oldValidUntil?: Instant; reason?: string }>
  | Fact<'WebhookEventSkipped', EventNamed & { reason: string }>
  | Fact<'WebhookEventRequeued', EventNamed & { reason?: string }>
  | Fact<'WebhookResumed', { halted: string; from?: From; reason?: string }>
  | Fact<'WebhookWithdrawn', { reason: string }>;
