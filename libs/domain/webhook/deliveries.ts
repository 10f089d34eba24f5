import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { CommandBody, ReasonedCommand } from '../kernel/command.js';
import { isRefusal, refuse, verb } from '../kernel/decider.js';
import { optionally } from '../kernel/resolve.js';
import { ADMINISTERS } from '../kernel/roles.js';
import { MOST_SKIPPED, type WebhookFact } from './events.js';
import { fromNumberOf, fromPositionOf } from './from.js';
import type { WebhookState } from './transitions.js';

export class ReplayWebhook extends CommandBody {
  /** Begins again with the event at this position or the next after it. */
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) fromPosition: number;
}

export class SkipWebhookEvent extends ReasonedCommand {
  /** The number of the event at which it stands: one that has been taken meanwhile is not skipped by mistake. */
  @IsInt() @Min(1) @Max(Number.MAX_SAFE_INTEGER) number: number;
}

export class RequeueWebhookEvent extends CommandBody {
  /** The number of an event that was skipped. */
  @IsInt() @Min(1) @Max(Number.MAX_SAFE_INTEGER) number: number;
}

export class ResumeWebhook extends CommandBody {
  /**
   * Begins with the event of this number. Unless stated, a restored one goes on where it was, and one whose place is of
   * another history begins with what is recorded from now on.
   */
  @IsOptional() @IsInt() @Min(1) @Max(Number.MAX_SAFE_INTEGER) fromNumber?: number;
}

export const replay = verb<WebhookState, ReplayWebhook, WebhookFact>({
  body: ReplayWebhook,
  roles: ADMINISTERS,
  summary: 'Send again from a position of the ledger on, each event with the id that it had.',
  needs: ({ fromPosition }) => ({ position: fromPosition, deliveries: 'halted' }),
  decide({ fromPosition }, _, context) {
    const { reference, deliveries } = context;
    if (deliveries?.halted) return whileHalted(reference, deliveries.halted);
    const from = fromPositionOf(context, fromPosition);
    return isRefusal(from) ? from : [{ type: 'WebhookReplayed', data: { from } }];
  },
});

export const skipEvent = verb<WebhookState, SkipWebhookEvent, WebhookFact>({
  body: SkipWebhookEvent,
  roles: ADMINISTERS,
  summary: 'Leave out the event at which it stands and go on; it stays listed and can be sent later.',
  needs: () => ({ deliveries: 'pendingEvent' }),
  decide({ number, reason }, { skipped }, { reference, deliveries }) {
    if (skipped.some((each) => each.number === number)) return [];
    if (deliveries?.halted) return whileHalted(reference, deliveries.halted);
    const owed = deliveries?.pendingEvent;
    if (!owed) return refuse('nothing-owed', `${reference} has nothing to send now, so there is nothing to skip.`);
    if (owed.number !== number)
      return refuse('not-at-this-event', `${reference} stands at event ${owed.number}, not at ${number}.`, {
        field: 'number',
        value: number,
        standsAt: owed.number,
      });
    if (skipped.length >= MOST_SKIPPED)
      return refuse(
        'too-many-skipped',
        `${reference} has ${MOST_SKIPPED} skipped events; send some of them, or replay, before another is skipped.`,
        { most: MOST_SKIPPED },
      );
    return [{ type: 'WebhookEventSkipped', data: { ...owed, reason } }];
  },
});

export const requeueEvent = verb<WebhookState, RequeueWebhookEvent, WebhookFact>({
  body: RequeueWebhookEvent,
  roles: ADMINISTERS,
  summary: 'Send an event that was skipped after all, before it goes on where it is.',
  decide({ number, reason }, { skipped }, { reference }) {
    const found = skipped.find((each) => each.number === number);
    if (found) return [{ type: 'WebhookEventRequeued', data: { ...found, reason } }];
    return refuse('not-skipped', `${number} is no event that ${reference} has skipped.`, {
      field: 'number',
      value: number,
    });
  },
});

export const resume = verb<WebhookState, ResumeWebhook, WebhookFact>({
  body: ResumeWebhook,
  roles: ADMINISTERS,
  summary: 'Take it up where it is halted: restored from a copy, or at a place of another history.',
  needs: ({ fromNumber }) => ({ number: fromNumber, deliveries: 'halted' }),
  decide({ fromNumber, reason }, _, context) {
    const { deliveries } = context;
    if (!deliveries?.halted) return [];
    const from = optionally(fromNumber, (number) => fromNumberOf(context, number));
    if (from && isRefusal(from)) return from;
    return [{ type: 'WebhookResumed', data: { halted: deliveries.halted, from, reason } }];
  },
});

const whileHalted = (reference: string, halted: string) =>
  refuse('webhook-halted', `${reference} is halted (${halted}); resume it, where needed with fromNumber.`, { halted });
