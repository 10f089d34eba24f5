import { type GroupFact, type Recorded, unknownEvent } from '#domain/index.js';
import { groups, indexRow, type LedgerEvent, type Projection } from '#read-store/index.js';
import { passagesOf } from '../passages/passages.projection.js';
import { VERSIONS } from '../versions/versions.js';

export interface GroupView {
  readonly reference: string;
  readonly title: string;
  readonly description?: string;
  readonly lead?: string;
  readonly parent?: string;
  readonly status: 'open' | 'closed';
  readonly closure?: { readonly reason: string; readonly successor?: string };
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
    case 'GroupClosed':
      return { ...state, status: 'closed', closure: event.data };
    default:
      return unknownEvent(event);
  }
}
