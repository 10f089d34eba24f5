import {
  type CalendarDate,
  type GroupFact,
  londonDateAt,
  type QuorumRule,
  type Recorded,
  unknownEvent,
} from '#domain/index.js';
import { groups, indexRow, type LedgerEvent, type Projection, statedTime } from '#read-store/index.js';
import { passagesOf } from '../passages/passages.projection.js';
import { VERSIONS } from '../versions/versions.js';

export interface GroupView {
  readonly reference: string;
  readonly title: string;
  readonly description?: string;
  readonly lead?: string;
  readonly parent?: string;
  readonly quorum?: QuorumRule;
  /** Each rule with the day from which it holds; a meeting is judged by that of its own day. */
  readonly quorumRules?: readonly QuorumSince[];
  readonly status: 'open' | 'closed';
  readonly closure?: { readonly reason: string; readonly successor?: string };
}

export interface QuorumSince {
  readonly from: CalendarDate;
  readonly rule: QuorumRule | null;
}
type Event = Recorded<GroupFact> & LedgerEvent;

export const groupProjection: Projection<GroupView, Event> = {
  name: 'groups',
  kind: 'group',
  version: VERSIONS.groups,
  evolve,
  passages: passagesOf,
  indexes: [
    indexRow(groups, ['status', 'parent', 'lead'], ({ status, parent, lead }, { keyOf }) => ({
      status,
      parent: keyOf('group', parent),
      lead: keyOf('party', lead),
    })),
  ],
};

function evolve(state: GroupView | undefined, event: Event): GroupView {
  if (event.type === 'GroupRegistered') {
    const { name, ...data } = event.data;
    return { ...data, title: name, status: 'open' };
  }
  if (!state) throw new Error(`${event.stream} begins with ${event.type}, not with GroupRegistered.`);
  switch (event.type) {
    case 'GroupDescribed': {
      const { name = state.title, ...data } = event.data;
      return { ...state, ...data, title: name };
    }
    case 'GroupQuorumSet':
      return { ...state, quorum: event.data, quorumRules: rulesWith(state, event, event.data) };
    case 'GroupQuorumRemoved': {
      const { quorum: _, ...rest } = state;
      return { ...rest, quorumRules: rulesWith(state, event, null) };
    }
    case 'GroupClosed':
      return { ...state, status: 'closed', closure: event.data };
    default:
      return unknownEvent(event);
  }
}

/** A rule holds from when it was true, but never from before the rule that it replaces. */
function rulesWith({ quorumRules = [] }: GroupView, event: Event, rule: QuorumRule | null): readonly QuorumSince[] {
  const stated = londonDateAt(statedTime(event));
  const before = quorumRules.at(-1)?.from ?? stated;
  return [...quorumRules, { from: stated > before ? stated : before, rule }];
}
