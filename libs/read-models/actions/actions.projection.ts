import { agreedOf, OPEN, type Timescale } from '#domain/index.js';
import {
  type AppendOnlyTable,
  accessColumns,
  actions,
  alsoIn,
  carried,
  type DatedPromise,
  dateColumns,
  deadlines,
  escalated,
  indexRow,
  indexRows,
  type LedgerEvent,
  movesOf,
  notes,
  overseen,
  type Projection,
  promisesOf,
  readingsOf,
  statedTime,
} from '#read-store/index.js';
import { dateRequestsOf } from '../date-requests/date-request.js';
import { deadline } from '../deadlines/deadline.js';
import { passagesOf } from '../passages/passages.projection.js';
import { VERSIONS } from '../versions/versions.js';
import { type ActionEvent, evolve } from './action.evolve.js';
import { type ActionView, dueOf, ownerOf } from './action.view.js';
import type { CarriedHow } from './carried.js';

type Event = ActionEvent & LedgerEvent;

const ACTION_FIELDS = [
  'programme',
  'status',
  'rating',
  'parties',
  'overseenBy',
  'parent',
  'original',
  'revised',
  'promisedOn',
  'occurrences',
  'dependsOn',
  'reviewOn',
  'forecast',
] as const;

const DEADLINE_FIELDS = ['status', 'reviewOn', 'reviewRaised', 'deferral', 'deferralRaised'] as const;

export const actionProjection: Projection<ActionView, Event> = {
  name: 'actions',
  kind: 'action',
  version: VERSIONS.actions,
  evolve,
  passages: passagesOf,
  indexes: [
    indexRow(actions, ACTION_FIELDS, (state, { key, keyOf }) => ({
      programme: key('programme', state.programme),
      status: state.status,
      rating: state.rating?.rating ?? null,
      rating_scheme: state.rating?.scheme ?? null,
      owner: keyOf('party', ownerOf(state)),
      group_key: keyOf('group', state.overseenBy),
      parent: keyOf('action', state.parent),
      ...dateColumns(agreedOf(state), dueOf(state)),
      review_on: state.reviewOn ?? null,
      forecast_latest: state.forecast?.latest ?? null,
      recurs: agreedOf(state)?.recurrence ? 1 : 0,
      hangs_on_more: state.dependsOn.length > 0 || state.occurrences.length > 0 ? 1 : 0,
    })),
    indexRows(alsoIn, ['alsoIn'], (state, { key }) =>
      [...new Set(state.alsoIn)].map((id) => ({ sub: id, values: { programme: key('programme', id) } })),
    ),
    indexRows(overseen, ['overseenBy'], ({ overseenBy }, { key }) =>
      overseenBy === undefined ? [] : [{ sub: '', values: { group_key: key('group', overseenBy) } }],
    ),
    indexRows(escalated, ['escalation'], ({ escalation }, { key }) =>
      escalation && !escalation.answer ? [{ sub: '', values: { group_key: key('group', escalation.to) } }] : [],
    ),
    indexRows(carried, ['splitInto', 'mergedInto', 'replacedBy'], ({ splitInto, mergedInto, replacedBy }, { key }) => {
      const link = (how: CarriedHow) => (id: string) => ({
        sub: `${how}:${id}`,
        values: { part: key('action', id), how },
      });
      return [
        ...splitInto.map(link('split')),
        ...(mergedInto === undefined ? [] : [mergedInto].map(link('merge'))),
        ...(replacedBy === undefined ? [] : [replacedBy].map(link('replaced'))),
      ];
    }),
    readingsOf,
    dateRequestsOf,
    indexRows(deadlines, DEADLINE_FIELDS, ({ status, reviewOn, reviewRaised, deferral, deferralRaised }) => [
      ...(OPEN.includes(status) ? deadline('review', reviewOn, reviewRaised) : []),
      ...deadline('deferral', deferral?.until, deferralRaised),
    ]),
  ],
  appended: [promisesOf<Event>(promiseIn), noteRows()],
  counters: [
    movesOf(['programme', 'parties'], (state: Pick<ActionView, 'programme' | 'parties'>, { key, keyOf }) => ({
      programme: key('programme', state.programme),
      owner: keyOf('party', ownerOf(state)),
      action: null,
    })),
  ],
};

function promiseIn(event: Event): DatedPromise | undefined {
  switch (event.type) {
    case 'ActionCreated':
      return event.data.timescale && { sort: 'original', timescale: event.data.timescale };
    case 'ActionTimescaleRevised':
      return { sort: 'agreed', timescale: event.data.timescale, authority: event.data.authority };
    case 'ActionForecast':
      return { sort: 'forecast', timescale: event.data.timescale };
    case 'ActionReadingConfirmed':
      return { sort: 'reading', timescale: event.data.timescale };
    case 'ActionCorrected':
      return event.data.field === 'timescale'
        ? { sort: 'correction', timescale: event.data.value as Timescale }
        : undefined;
    default:
      return undefined;
  }
}

function noteRows(): AppendOnlyTable<Event> {
  return {
    table: notes,
    row(event, _effective, keys) {
      if (event.type !== 'ActionNoteAdded' && event.type !== 'ActionEvidenceAttached') return undefined;
      const { access, ...body } = event.data;
      return {
        effective: statedTime(event),
        values: {
          note_kind: event.type === 'ActionNoteAdded' ? 'note' : 'evidence',
          ...accessColumns(access, keys),
          body: JSON.stringify(body),
        },
      };
    },
  };
}
