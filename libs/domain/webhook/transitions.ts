import type { Instant } from '../kernel/calendar.js';
import { type Context, type Refusal, refuse } from '../kernel/decider.js';
import type { Transition, Transitions } from '../kernel/transitions.js';
import type { EventNamed, From } from './events.js';

export const WEBHOOK_STATUSES = ['active', 'disabled', 'withdrawn'] as const;
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];

export interface WebhookState {
  readonly reference: string;
  readonly url: string;
  /** The id of the token whose rights it reads with. */
  readonly token: string;
  /** The id of the item whose events alone it sends. */
  readonly item?: string;
  /** The type of event that alone it sends. */
  readonly type?: string;
  readonly from?: From;
  readonly status: WebhookStatus;
  /** Until when it signs with the secret before the last too. */
  readonly oldSecretUntil?: Instant;
  /** Events that are not sent unless somebody says so. */
  readonly skipped: readonly EventNamed[];
}

const STANDING = ['active', 'disabled'] as const;

/** The life of a webhook. What is recorded while it is disabled is sent once it is enabled. */
export const transitions = {
  disable: { from: STANDING, to: ['disabled'] },
  enable: { from: STANDING, to: ['active'] },
  replay: { from: STANDING },
  'skip-event': { from: STANDING },
  'requeue-event': { from: STANDING },
  resume: { from: STANDING },
  'roll-secret': { from: STANDING },
  withdraw: { from: WEBHOOK_STATUSES, to: ['withdrawn'] },
} as const satisfies Transitions<WebhookStatus>;

export const statusOf = ({ status }: WebhookState): WebhookStatus => status;

/** Why a verb may not be used in the state that the webhook is in. */
export function notInThisState(_: Transition<WebhookStatus>, __: WebhookState, { reference }: Context): Refusal {
  return refuse('webhook-withdrawn', `${reference} is withdrawn; create another.`);
}
