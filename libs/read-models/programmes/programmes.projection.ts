import { type ProgrammeFact, type Recorded, unknownEvent } from '#domain/index.js';
import { indexRow, type LedgerEvent, type Projection, programmes } from '#read-store/index.js';
import { passagesOf } from '../passages/passages.projection.js';
import { VERSIONS } from '../versions/versions.js';

export interface ProgrammeView {
  readonly reference: string;
  readonly title: string;
  readonly description?: string;
  readonly lead?: string;
  readonly parent?: string;
  readonly group?: string;
  readonly status: 'open' | 'closed';
  readonly closure?: { readonly reason: string; readonly successors: readonly string[] };
}
type Event = Recorded<ProgrammeFact> & LedgerEvent;

export const programmeProjection: Projection<ProgrammeView, Event> = {
  name: 'programmes',
  kind: 'programme',
  version: VERSIONS.programmes,
  evolve,
  passages: passagesOf,
  indexes: [
    indexRow(programmes, ['status', 'parent', 'group', 'lead'], ({ status, parent, group, lead }, { keyOf }) => ({
      status,
      parent: keyOf('programme', parent),
      group_key: keyOf('group', group),
      lead: keyOf('party', lead),
    })),
  ],
};

function evolve(state: ProgrammeView | undefined, event: Event): ProgrammeView {
  if (event.type === 'ProgrammeRegistered') {
    const { name, ...data } = event.data;
    return { ...data, title: name, status: 'open' };
  }
  if (!state) throw new Error(`${event.stream} begins with ${event.type}, not with ProgrammeRegistered.`);
  switch (event.type) {
    case 'ProgrammeDescribed': {
      const { name = state.title, ...data } = event.data;
      return { ...state, ...data, title: name };
    }
    case 'ProgrammeGroupAssigned':
      return { ...state, group: event.data.group };
    case 'ProgrammeClosed':
      return { ...state, status: 'closed', closure: event.data };
    default:
      return unknownEvent(event);
  }
}
