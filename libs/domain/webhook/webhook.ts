import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { data as eventSchemas } from '../event-schemas/schemas.generated.js';
import { CommandBody, ReasonedCommand } from '../kernel/command.js';
import {
  type Aggregate,
  type Context,
  isRefusal,
  PLURALS,
  type Recorded,
  refuse,
  unknownEvent,
  verb,
} from '../kernel/decider.js';
import { optionally, resolve } from '../kernel/resolve.js';
import { ADMINISTERS } from '../kernel/roles.js';
import { allowedBy } from '../kernel/transitions.js';
import { IsItem, IsLink } from '../kernel/validation.js';
import type { TokenState } from '../token/state.js';
import { replay, requeueEvent, resume, skipEvent } from './deliveries.js';
import type { EventNamed, From, WebhookFact } from './events.js';
import { fromPositionOf } from './from.js';
import { durationMs, IsKeepingTime } from './keep-old.js';
import { notInThisState, statusOf, transitions, type WebhookState } from './transitions.js';
import { urlRefusal } from './url.js';

const TYPES = Object.keys(eventSchemas);

export class CreateWebhook extends CommandBody {
  /** Where events are posted to: https, and no private address, unless the server's settings allow it. */
  @IsLink() url: string;
  /** The token whose rights it reads with: it is sent what that token would be told at /api/events. */
  @IsItem() token: string;
  /** Only events of this item. */
  @IsOptional() @IsItem() item?: string;
  /** Only events of this type. */
  @IsOptional() @IsIn(TYPES) type?: string;
  /** Begins with the event at this position or the next after it; with what follows its creation unless stated. */
  @IsOptional() @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) fromPosition?: number;
}

export class DisableWebhook extends CommandBody {}

export class EnableWebhook extends CommandBody {}

export class RollWebhookSecret extends CommandBody {
  /** For so long it signs with the old secret too, so that a receiver can change over; not at all unless stated. */
  @IsOptional() @IsKeepingTime() keepOldFor?: string;
}

export class WithdrawWebhook extends ReasonedCommand {}

const disable = verb<WebhookState, DisableWebhook, WebhookFact>({
  body: DisableWebhook,
  roles: ADMINISTERS,
  summary: 'Stop sending; what is recorded meanwhile is sent once it is enabled.',
  decide({ reason }, { status }) {
    return status === 'disabled' ? [] : [{ type: 'WebhookDisabled', data: { reason } }];
  },
});

const enable = verb<WebhookState, EnableWebhook, WebhookFact>({
  body: EnableWebhook,
  roles: ADMINISTERS,
  summary: 'Send again, at once, from where it stopped.',
  decide({ reason }, { status, token }, context) {
    if (status === 'active') return [];
    const live = liveToken(context, token);
    return isRefusal(live) ? live : [{ type: 'WebhookEnabled', data: { reason } }];
  },
});

const rollSecret = verb<WebhookState, RollWebhookSecret, WebhookFact>({
  body: RollWebhookSecret,
  roles: ADMINISTERS,
  summary: 'Sign with a new secret from now on; it is in this answer and nowhere else.',
  secret: 'secret',
  decide({ keepOldFor, reason }, _, { now }) {
    const kept = durationMs(keepOldFor);
    const oldValidUntil = kept === undefined ? undefined : new Date(Date.parse(now) + kept).toISOString();
    return [{ type: 'WebhookSecretRolled', data: { oldValidUntil, reason } }];
  },
});

const withdraw = verb<WebhookState, WithdrawWebhook, WebhookFact>({
  body: WithdrawWebhook,
  roles: ADMINISTERS,
  summary: 'End it for good; its secret is forgotten, its history and log stay.',
  decide({ reason }, { status }) {
    return status === 'withdrawn' ? [] : [{ type: 'WebhookWithdrawn', data: { reason } }];
  },
});

function liveToken(context: Pick<Context, 'lookup'>, ref: string) {
  const token = resolve<TokenState>(context, 'token', ref, 'token');
  if (isRefusal(token) || !token.state.revoked) return token;
  return refuse('token-revoked', `${token.reference} is revoked; name a token that is not.`, { field: 'token' });
}

function itemNamed({ lookup }: Context, ref: string) {
  const detail = `item names nothing on this ledger: ${ref}. Give an id or a reference.`;
  return lookup.findAny(ref) ?? refuse('unknown-reference', detail, { field: 'item', value: ref });
}

export const webhook: Aggregate<WebhookState, WebhookFact> = {
  kind: 'webhook',
  plural: PLURALS.webhook,
  creation: {
    body: CreateWebhook,
    roles: ADMINISTERS,
    summary: 'Have events posted to a URL; the secret that they are signed with is in this answer and nowhere else.',
    secret: 'secret',
    needs: ({ fromPosition }: CreateWebhook) => ({ position: fromPosition }),
    referencePrefix: () => 'WEBHOOK-',
    decide(command: CreateWebhook, context) {
      const { url, type, fromPosition } = command;
      const refused = urlRefusal(url, context.toPrivateAddresses === true);
      if (refused) return refused;
      const token = liveToken(context, command.token);
      if (isRefusal(token)) return token;
      const item = optionally(command.item, (ref) => itemNamed(context, ref));
      if (item && isRefusal(item)) return item;
      const from = optionally(fromPosition, (position) => fromPositionOf(context, position));
      if (from && isRefusal(from)) return from;
      const { reference } = context;
      return [{ type: 'WebhookCreated', data: { reference, url, token: token.id, item: item?.id, type, from } }];
    },
  },
  verbs: allowedBy(transitions, statusOf, notInThisState, {
    disable,
    enable,
    replay,
    'skip-event': skipEvent,
    'requeue-event': requeueEvent,
    resume,
    'roll-secret': rollSecret,
    withdraw,
  }),
  evolve: evolveWebhook,
};

function evolveWebhook(state: WebhookState | undefined, event: Recorded<WebhookFact>): WebhookState {
  const before = state as WebhookState;
  switch (event.type) {
    case 'WebhookCreated':
      return { ...event.data, status: 'active', skipped: [] };
    case 'WebhookDisabled':
      return { ...before, status: 'disabled' };
    case 'WebhookEnabled':
      return { ...before, status: 'active' };
    case 'WebhookReplayed':
      return begunFrom(before, event.data.from);
    case 'WebhookSecretRolled':
      return { ...before, oldSecretUntil: event.data.oldValidUntil };
    case 'WebhookEventSkipped':
      return { ...before, skipped: [...before.skipped, eventNamed(event.data)] };
    case 'WebhookEventRequeued':
      return { ...before, skipped: without(before.skipped, event.data.number) };
    case 'WebhookResumed':
      return event.data.from ? begunFrom(before, event.data.from) : before;
    case 'WebhookWithdrawn':
      return { ...before, status: 'withdrawn' };
    default:
      return unknownEvent(event);
  }
}

/** A replay un-skips the events from its start on. */
function begunFrom(before: WebhookState, from: From): WebhookState {
  return { ...before, from, skipped: before.skipped.filter(({ number }) => number < from.number) };
}

const eventNamed = ({ number, eventId, eventType }: EventNamed): EventNamed => ({ number, eventId, eventType });

const without = (skipped: readonly EventNamed[], number: number) => skipped.filter((each) => each.number !== number);
