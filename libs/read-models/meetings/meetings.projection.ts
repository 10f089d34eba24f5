import {
  type Instant,
  type IssuedPack,
  type MeetingFact,
  type MeetingStatus,
  type Recorded,
  unknownEvent,
} from '#domain/index.js';
import { indexRow, type LedgerEvent, meetings, type Projection } from '#read-store/index.js';
import { passagesOf } from '../passages/passages.projection.js';
import { VERSIONS } from '../versions/versions.js';

export interface MeetingView {
  readonly reference: string;
  readonly title?: string;
  readonly group: string;
  readonly startsAt: Instant;
  readonly status: MeetingStatus;
  readonly pack?: IssuedPack & { readonly issuedAt: Instant };
  readonly present?: readonly string[];
  readonly apologies?: readonly string[];
  readonly quorate?: boolean;
}
type Event = Recorded<MeetingFact> & LedgerEvent;

export const meetingProjection: Projection<MeetingView, Event> = {
  name: 'meetings',
  kind: 'meeting',
  version: VERSIONS.meetings,
  evolve,
  passages: passagesOf,
  indexes: [
    indexRow(meetings, ['group', 'status', 'startsAt', 'pack'], ({ group, status, startsAt, pack }, { key }) => ({
      group_key: key('group', group),
      status,
      starts_at: Date.parse(startsAt),
      pack_position: pack?.position ?? null,
    })),
  ],
};

function evolve(state: MeetingView | undefined, event: Event): MeetingView {
  if (event.type === 'MeetingScheduled') return { ...event.data, status: 'scheduled' };
  if (!state) throw new Error(`${event.stream} begins with ${event.type}, not with MeetingScheduled.`);
  switch (event.type) {
    case 'MeetingRescheduled':
      return { ...state, startsAt: event.data.startsAt };
    case 'MeetingPackIssued':
      return { ...state, pack: { ...event.data, issuedAt: event.metadata.recordedAt } };
    case 'MeetingHeld':
      return { ...state, ...event.data, status: 'held' };
    case 'MeetingMinutesApproved':
      return { ...state, status: 'minuted' };
    case 'MeetingCancelled':
      return { ...state, status: 'cancelled' };
    default:
      return unknownEvent(event);
  }
}
