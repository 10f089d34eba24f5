import type { Instant } from '../kernel/calendar.js';
import { type Context, type Refusal, refuse } from '../kernel/decider.js';
import type { Transition, Transitions } from '../kernel/transitions.js';
import type { EventNamed, From } from './events.js';

export const WEBHOOK_STATUSES = ['active', 'disabled', 'withdrawn'] as const;
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];

export interface WebhookState {
  readonly reference: string;
  readonly url: string;
  readonly token: string;
  readonly item?: string;
  readonly type?: string;
  readonly from?: From;
  readonly status: WebhookStatus;
  readonly oldSecretUntil?: Instant;
  readonly skipped: readonly EventNamed[];
}

const STANDING = ['active', 'disabled'] as const;

/** Events recorded while a webhook is disabled are sent once it is enabled. */
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

export function notInThisState(_: Transition<WebhookStatus>, __: WebhookState, { reference }: Context): Refusal {
  return refuse('webhook-withdrawn', `${reference} is withdrawn; create another.`);
}
