import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import type { TokenState } from '../access/token.js';
import { eventTypes } from '../catalogue/event-types.js';
import { CommandBody, ReasonedCommand } from '../kernel/command.js';
import {
  type Aggregate,
  type Context,
  isRefusal,
  PLURALS,
  type Recorded,
  type Refusal,
  refuse,
  unknownEvent,
  verb,
} from '../kernel/decider.js';
import { optionally, resolve } from '../kernel/resolve.js';
import { ADMINISTERS } from '../kernel/roles.js';
import { allowedBy } from '../kernel/transitions.js';
import { IsItem, IsLink } from '../kernel/validation.js';
import type { From, WebhookFact } from './events.js';
import { notInThisState, statusOf, transitions, type WebhookState } from './transitions.js';
import { urlRefusal } from './url.js';

const TYPES = eventTypes.map(({ type }) => type);

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

export class ReplayWebhook extends CommandBody {
  /** Begins again with the event at this position or the next after it. */
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) fromPosition: number;
}

export class RollWebhookSecret extends CommandBody {}

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

const replay = verb<WebhookState, ReplayWebhook, WebhookFact>({
  body: ReplayWebhook,
  roles: ADMINISTERS,
  summary: 'Send again from a position of the ledger on, each event with the id that it had.',
  decide({ fromPosition }, _, context) {
    const from = fromOf(context, fromPosition);
    return isRefusal(from) ? from : [{ type: 'WebhookReplayed', data: { from } }];
  },
});

const rollSecret = verb<WebhookState, RollWebhookSecret, WebhookFact>({
  body: RollWebhookSecret,
  roles: ADMINISTERS,
  summary: 'Sign with a new secret from now on; it is in this answer and nowhere else.',
  decide: ({ reason }) => [{ type: 'WebhookSecretRolled', data: { reason } }],
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
  const token = resolve<TokenState>(context, 'access', ref, 'token');
  if (isRefusal(token) || !token.state.revoked) return token;
  return refuse('token-revoked', `${token.reference} is revoked; name a token that is not.`, { field: 'token' });
}

/** The place of a position, which the ledger must have reached: `position-ahead`. */
function fromOf({ place }: Context, position: number): From | Refusal {
  if (!place) throw new Error('A position is only known to a server with read models.');
  if (position <= place.head) return { position, number: place.number };
  return refuse('position-ahead', `The ledger stands at ${place.head}; ${position} has not been written yet.`, {
    field: 'fromPosition',
    value: position,
    head: place.head,
  });
}

function itemNamed({ lookup }: Context, ref: string) {
  const detail = `item names nothing on this ledger: ${ref}. Give an id or a reference.`;
  return lookup.findAny(ref) ?? refuse('unknown-reference', detail, { field: 'item', value: ref });
}

/** Somebody who is told what is recorded, by a request to them for each event. */
export const webhook: Aggregate<WebhookState, WebhookFact> = {
  kind: 'webhook',
  plural: PLURALS.webhook,
  creation: {
    body: CreateWebhook,
    roles: ADMINISTERS,
    summary: 'Have events posted to a URL; the secret that they are signed with is in this answer and nowhere else.',
    referencePrefix: () => 'WEBHOOK-',
    decide(command: CreateWebhook, context) {
      const { url, type, fromPosition } = command;
      const refused = urlRefusal(url, context.toPrivateAddresses === true);
      if (refused) return refused;
      const token = liveToken(context, command.token);
      if (isRefusal(token)) return token;
      const item = optionally(command.item, (ref) => itemNamed(context, ref));
      if (item && isRefusal(item)) return item;
      const from = optionally(fromPosition, (position) => fromOf(context, position));
      if (from && isRefusal(from)) return from;
      const { reference } = context;
      return [{ type: 'WebhookCreated', data: { reference, url, token: token.id, item: item?.id, type, from } }];
    },
  },
  verbs: allowedBy(transitions, statusOf, notInThisState, {
    disable,
    enable,
    replay,
    'roll-secret': rollSecret,
    withdraw,
  }),
  evolve: evolveWebhook,
};

function evolveWebhook(state: WebhookState | undefined, event: Recorded<WebhookFact>): WebhookState {
  const before = state as WebhookState;
  switch (event.type) {
    case 'WebhookCreated':
      return { ...event.data, status: 'active' };
    case 'WebhookDisabled':
      return { ...before, status: 'disabled' };
    case 'WebhookEnabled':
      return { ...before, status: 'active' };
    case 'WebhookReplayed':
      return { ...before, from: event.data.from };
    case 'WebhookSecretRolled':
      return before;
    case 'WebhookWithdrawn':
      return { ...before, status: 'withdrawn' };
    default:
      return unknownEvent(event);
  }
}
