import { aggregates } from '#domain/aggregates.js';
import { eventTypes } from '#domain/catalogue/event-types.js';
import type { Aggregate, Kind } from '#domain/kernel/decider.js';
import { history, listAudit } from '#projections/audit/queries.js';
import { AUDIT_PAGE } from '#projections/audit/schema.js';
import { requireStream } from '#projections/audit/trail.js';
import { LISTED_ASKS } from '#projections/reports/asks/names.js';
import { listAsk } from '#projections/reports/asks.js';
import { listChanges } from '#projections/reports/changes/changes.js';
import { CHANGES } from '#projections/reports/changes/schema.js';
import { dossier } from '#projections/reports/dossier/dossier.js';
import { DOSSIER } from '#projections/reports/dossier/schema.js';
import { FIGURE_NAMES } from '#projections/reports/figures.js';
import { governanceReport } from '#projections/reports/governance.js';
import { listFigure } from '#projections/reports/listing.js';
import { ASK_PAGE, FIGURE_PAGE, GOVERNANCE_REPORT } from '#projections/reports/schema.js';
import { listTimeline } from '#projections/timeline/queries.js';
import { TIMELINE_PAGE } from '#projections/timeline/schema.js';
import { instantOrDay, item, meetingOrMoment, oneOf, text, whole } from './parameters.js';
import { listRoute, type QueryRoute, reportRoute } from './query-route.js';

const ORDER = oneOf('The oldest first, unless stated.', ['oldest', 'newest']);
export const REPORTED = {
  group: item('group', 'What this group oversees.'),
  programme: item('programme', 'What this programme holds.'),
  silentFor: whole('Silent are items without an event since so many meetings back; 2 unless stated.', 1, 50),
  silentDays: whole('Or without an event for so many days.', 1, 3650),
};

const TRAIL_ROUTES: readonly QueryRoute[] = [
  listRoute({
    path: 'audit',
    report: 'audit',
    summary: 'The audit trail: one row an event, with what it changed.',
    filters: {
      stream: text('Of this stream, such as ledger or action-<id>.', 100),
      reference: item('any', 'Of this item.'),
      kind: oneOf('Of items of this kind.', Object.keys(aggregates) as Kind[]),
      programme: item('programme', 'Of this programme, what belongs to it, and decisions that affect it.'),
      actor: item('party', 'Done by this party.'),
      type: oneOf(
        'Of this type.',
        eventTypes.map(({ type }) => type),
      ),
      from: instantOrDay('Recorded at this instant or later, or from this day on.'),
      to: instantOrDay('Recorded at this instant or earlier, or until this day.'),
      order: ORDER,
    },
    answers: AUDIT_PAGE,
    async list(view, { order, ...filter }, page, { namesOf }) {
      if (filter.stream !== undefined) await requireStream(view, filter.stream);
      return listAudit(view, filter, { ...page, order }, namesOf);
    },
  }),
  ...Object.values(aggregates as Record<string, Aggregate>).map(({ kind, plural, creation }) =>
    listRoute({
      path: creation ? `${plural}/:ref/history` : `${plural}/history`,
      summary: `What happened to ${creation ? 'one' : 'the'} ${kind === 'access' ? 'token' : kind}: one row an event, with what it changed.`,
      filters: { order: ORDER },
      answers: AUDIT_PAGE,
      list: (view, { order }, page, { namesOf }, ref) =>
        history(view, kind, creation ? ref : kind, { ...page, order }, namesOf),
    }),
  ),
];

const REPORT_ROUTES: readonly QueryRoute[] = [
  listRoute({
    path: 'timeline',
    report: 'timeline',
    summary: 'Decisions, milestones and breaches, in the order of when they were true.',
    filters: {
      group: item('group', 'Of what this group oversees.'),
      programme: item('programme', 'Of this programme.'),
      kind: oneOf('Of this kind only.', ['decision', 'milestone', 'breach']),
      from: instantOrDay('True at this instant or later, or from this day on.'),
      to: instantOrDay('True at this instant or earlier, or until this day.'),
    },
    answers: TIMELINE_PAGE,
    list: listTimeline,
  }),
  listRoute({
    path: 'reports/changes',
    report: 'changes',
    summary: 'What changed between two moments, item by item: by default since the group last met.',
    filters: {
      group: item('group', 'In what this group oversees.'),
      programme: item('programme', 'In this programme.'),
      since: meetingOrMoment(
        'The earlier moment; the last meeting that the group held unless stated, or 90 days back.',
      ),
      until: meetingOrMoment('The later moment; now unless stated.'),
    },
    answers: CHANGES,
    list: (view, asked, page, { namesOf }) => listChanges(view, asked, page, namesOf),
  }),
  reportRoute({
    path: 'decisions/:ref/dossier',
    report: 'dossier',
    summary: 'A decision with what was known when it was taken, and what came of it.',
    asks: {},
    answers: DOSSIER,
    make: (view, _asked, { namesOf }, ref) => dossier(view, ref, namesOf),
  }),
  reportRoute({
    path: 'reports/governance',
    report: 'governance',
    summary: 'What a group oversees or a programme holds, counted and listed, as of a moment.',
    asks: REPORTED,
    answers: GOVERNANCE_REPORT,
    make: governanceReport,
  }),
  listRoute({
    path: 'reports/governance/items',
    report: 'governance-items',
    summary: 'The items that a figure of the governance report counted.',
    filters: {
      ...REPORTED,
      figure: oneOf('The figure to be opened; actions.open unless stated.', FIGURE_NAMES),
      // What rows there are, the report knows.
      row: { ...item('programme', 'Of this programme of the report only, or elsewhere.'), names: undefined },
      rating: text('Of actions.open those rated so.', 20),
      scheme: whole('Rated under this version of the scheme.', 1, 1_000_000),
    },
    answers: FIGURE_PAGE,
    list: (view, { figure = 'actions.open', ...asked }, page) => listFigure(view, { ...asked, figure }, page),
  }),
  listRoute({
    path: 'reports/governance/asks',
    report: 'governance-asks',
    summary: 'What a group is asked in one way, as its governance report counts it.',
    filters: {
      group: item('group', 'Asked of this group; of every group without it.'),
      programme: item('programme', 'About what this programme holds.'),
      ask: oneOf('What is asked; escalated unless stated.', LISTED_ASKS),
    },
    answers: ASK_PAGE,
    list: (view, { ask = 'escalated', ...asked }, page) => listAsk(view, { ...asked, ask }, page),
  }),
];

export const trailAndReportRoutes = [...TRAIL_ROUTES, ...REPORT_ROUTES];
