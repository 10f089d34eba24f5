import { token } from './access/token.js';
import { group } from './group/group.js';
import type { Aggregate, Kind } from './kernel/decider.js';
import { meeting } from './meeting/meeting.js';
import { party } from './party/party.js';
import { programme } from './programme/programme.js';

/** Every aggregate that takes commands, by kind: the one list that the API, the CLI and the importer go by. */
export const aggregates = {
  programme,
  group,
  party,
  meeting,
  access: token,
} as const satisfies Partial<Record<Kind, Aggregate>>;
