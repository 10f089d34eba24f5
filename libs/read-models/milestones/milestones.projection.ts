import {
  type Access,
  type Authority,
  agreedOf,
  type CalendarDate,
  type MilestoneFact,
  type Recorded,
  restatedTo,
  revisedTo,
  type Timescale,
  unknownEvent,
} from '#domain/index.js';
import {
  type DatedPromise,
  dateColumns,
  deadlines,
  indexRow,
  indexRows,
  type LedgerEvent,
  milestones,
  movesOf,
  type Projection,
  type Promised,
  promised,
  promisesOf,
  type ReadAnew,
  type Restated,
  readAnew,
  readingsOf,
  restatedBy,
} from '#read-store/index.js';
import { type DateRequestView, dateRequestsOf, requestedIn } from '../date-requests/date-request.js';
import { deadline } from '../deadlines/deadline.js';
import { passagesOf } from '../passages/passages.projection.js';
import { VERSIONS } from '../versions/versions.js';

export interface MilestoneView {
  readonly reference: string;
  readonly title: string;
  readonly access: Access;
  readonly programme: string;
  readonly action?: string;
  readonly status: 'pending' | 'met' | 'missed' | 'withdrawn';
  /** Kept because a reversal must restore it. */
  readonly missed: boolean;
  readonly original: Promised;
  /** Set only after the promise was revised; until then `original` stands. */
  readonly revised?: Promised;
  readonly agreedBy?: Authority;
  /** How a correction or a new interpretation of the timescale moved the last day. */
  readonly restated?: Restated;
  /** The current parser's interpretation, set only when it differs from the stored one. */
  readonly readAnew?: ReadAnew;
  readonly forecast?: Promised;
  readonly dateRequest?: DateRequestView;
  readonly metOn?: CalendarDate;
  readonly evidence?: string;
  readonly narrative?: string;
}
type Event = Recorded<MilestoneFact> & LedgerEvent;

const MILESTONE_FIELDS = ['programme', 'action', 'status', 'revised', 'original', 'metOn', 'forecast'] as const;

export const milestoneProjection: Projection<MilestoneView, Event> = {
  name: 'milestones',
  kind: 'milestone',
  version: VERSIONS.milestones,
  evolve,
  passages: passagesOf,
  indexes: [
    indexRow(milestones, MILESTONE_FIELDS, (state, { key, keyOf }) => ({
      programme: key('programme', state.programme),
      action: keyOf('action', state.action),
      status: state.status,
      ...dateColumns(agreedOf(state)),
      met_on: state.metOn ?? null,
      forecast_latest: state.forecast?.latest ?? null,
    })),
    readingsOf,
    dateRequestsOf,
    indexRows(deadlines, ['status', 'revised', 'original'], ({ status, revised, original }) => {
      const { firmness, latest } = revised ?? original;
      const isDeadline = firmness === 'firm' && latest !== null && (status === 'pending' || status === 'missed');
      return isDeadline ? deadline('milestone', latest, status === 'missed' ? latest : undefined) : [];
    }),
  ],
  appended: [promisesOf<Event>(promiseIn)],
  counters: [
    movesOf(['programme', 'action'], (state: Pick<MilestoneView, 'programme' | 'action'>, { key, keyOf }) => ({
      programme: key('programme', state.programme),
      owner: null,
      action: keyOf('action', state.action),
    })),
  ],
};

const PENDING = { status: 'pending', missed: false } as const;

function evolve(state: MilestoneView | undefined, event: Event): MilestoneView {
  if (event.type === 'MilestoneSet') {
    const { due, ...data } = event.data;
    return { ...data, status: 'pending', missed: false, original: promised(due), readAnew: readAnew(due) };
  }
  if (!state) throw new Error(`${event.stream} begins with ${event.type}, not with MilestoneSet.`);
  switch (event.type) {
    case 'MilestoneDateRevised': {
      const { due, authority } = event.data;
      const revised = { ...revisedTo(state, promised(due)), agreedBy: authority, readAnew: readAnew(due) };
      return { ...state, ...PENDING, ...revised, dateRequest: undefined };
    }
    case 'MilestoneDateRequested':
      return { ...state, dateRequest: requestedIn(event, event.data.due, event.data.reason) };
    case 'MilestoneDateRequestRefused':
      return { ...state, dateRequest: undefined };
    case 'MilestoneReadingConfirmed':
      return restated(state, event.data.due, event);
    case 'MilestoneForecast':
      return { ...state, forecast: promised(event.data.due) };
    case 'MilestoneMet':
      return { ...state, ...event.data, status: 'met', dateRequest: undefined };
    case 'MilestoneMetReversed':
      return { ...state, status: state.missed ? 'missed' : 'pending', metOn: undefined, evidence: undefined };
    case 'MilestoneMissed':
      return { ...state, status: 'missed', missed: true, narrative: event.data.narrative };
    case 'MilestoneWithdrawn':
      return { ...state, status: 'withdrawn', dateRequest: undefined };
    case 'MilestoneCorrected': {
      const { field, value } = event.data;
      return field === 'due' ? restated(state, value as Timescale, event) : { ...state, [field]: value ?? undefined };
    }
    default:
      return unknownEvent(event);
  }
}

function restated(state: MilestoneView, due: Timescale, event: Event): MilestoneView {
  const promise = promised(due);
  const read = { readAnew: readAnew(due), restated: restatedBy(state, due, event) };
  return { ...state, ...restatedTo(state, promise), ...read };
}

function promiseIn(event: Event): DatedPromise | undefined {
  switch (event.type) {
    case 'MilestoneSet':
      return { sort: 'original', timescale: event.data.due };
    case 'MilestoneDateRevised':
      return { sort: 'agreed', timescale: event.data.due, authority: event.data.authority };
    case 'MilestoneForecast':
      return { sort: 'forecast', timescale: event.data.due };
    case 'MilestoneReadingConfirmed':
      return { sort: 'reading', timescale: event.data.due };
    case 'MilestoneCorrected':
      return event.data.field === 'due' ? { sort: 'correction', timescale: event.data.value as Timescale } : undefined;
    default:
      return undefined;
  }
}
