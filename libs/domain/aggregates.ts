import { action } from './action/action.js';
import { decision } from './decision/decision.js';
import { group } from './group/group.js';
import { importing } from './import/import.js';
import type { Aggregate, Kind } from './kernel/decider.js';
import { ledger } from './ledger/ledger.js';
import { meeting } from './meeting/meeting.js';
import { milestone } from './milestone/milestone.js';
import { party } from './party/party.js';
import { programme } from './programme/programme.js';
import { target } from './target/target.js';
import { token } from './token/token.js';
import { webhook } from './webhook/webhook.js';

export const aggregates = {
  programme,
  group,
  party,
  meeting,
  action,
  milestone,
  target,
  decision,
  token,
  webhook,
  ledger,
} as const satisfies Partial<Record<Kind, Aggregate>>;

/** With imports, whose commands only an import itself gives: they have no routes, forms or batches. */
export const commandAggregates = { ...aggregates, import: importing } as const satisfies Record<Kind, Aggregate>;
