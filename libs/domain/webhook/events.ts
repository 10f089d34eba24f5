import type { Fact } from '../kernel/decider.js';

/** The first event that is sent, if it is wanted at all: the position that was asked for, and the number found there. */
export interface From {
  readonly position: number;
  readonly number: number;
}

/** The secret that it signs with is in none of them. */
export type WebhookFact =
  | Fact<'WebhookCreated', { reference: string; url: string; token: string; item?: string; type?: string; from?: From }>
  | Fact<'WebhookDisabled', { reason?: string }>
  | Fact<'WebhookEnabled', { reason?: string }>
  | Fact<'WebhookReplayed', { from: From }>
  | Fact<'WebhookSecretRolled', { reason?: string }>
  | Fact<'WebhookWithdrawn', { reason: string }>;
