import { ACTION_STATUSES, DISPOSITIONS, MEETING_STATUSES, PARTY_KINDS, RATINGS, TARGET_KINDS } from '#domain/index.js';
import {
  ACTION,
  ACTION_LIST,
  DECISION,
  DECISION_LIST,
  findAction,
  findDecision,
  findGroup,
  findLedger,
  findMeeting,
  findMilestone,
  findParty,
  findProgramme,
  findReferenced,
  findTarget,
  GROUP,
  GROUP_LIST,
  LEDGER,
  listActions,
  listDecisions,
  listGroups,
  listMeetings,
  listMilestones,
  listParties,
  listProgrammes,
  listTargets,
  MEETING,
  MEETING_LIST,
  MILESTONE,
  MILESTONE_LIST,
  PARTY,
  PARTY_LIST,
  PROGRAMME,
  PROGRAMME_LIST,
  REFERENCED,
  TARGET,
  TARGET_LIST,
} from '#read-models/index.js';
import { day, item, moment, oneOf, references, text, yesOrNo } from '../queries/parameters.js';
import { itemRoute, listRoute, type QueryRoute } from '../queries/query-route.js';
import { route as actionMeetings } from '../queries/reports/action-meetings.js';
import { route as audit } from '../queries/reports/audit.js';
import { route as changes } from '../queries/reports/changes.js';
import { route as controlChart } from '../queries/reports/control-chart.js';
import { route as dossier } from '../queries/reports/dossier.js';
import { route as event } from '../queries/reports/event.js';
import { route as governance } from '../queries/reports/governance.js';
import { route as governanceAsks } from '../queries/reports/governance-asks.js';
import { route as governanceItems } from '../queries/reports/governance-items.js';
import { route as pack } from '../queries/reports/meeting-pack.js';
import { route as movedWithoutSlip } from '../queries/reports/moved-without-slip.js';
import { route as readings } from '../queries/reports/readings.js';
import { ORDER } from '../queries/reports/scope.js';
import { route as search } from '../queries/reports/search.js';
import { route as silences } from '../queries/reports/silences.js';
import { route as slippage } from '../queries/reports/slippage.js';
import { route as slippageItems } from '../queries/reports/slippage-items.js';
import { route as timeline } from '../queries/reports/timeline.js';
import { route as timescale } from '../queries/reports/timescale.js';
import { route as upcoming } from '../queries/reports/upcoming.js';
import { route as watermelons } from '../queries/reports/watermelons.js';
import { historyRoutes } from './history-routes.js';

const q = text('With these words in its reference, title or description.');
const among = references('With one of these ids or references.');
const OPEN_OR_CLOSED = oneOf('Open or closed.', ['open', 'closed']);

/** Every question by its name, each with its own type of answer. */
export const routes = {
  ledger: itemRoute({
    path: 'ledger',
    summary: 'The ledger itself: its name, what its ratings mean, and when its financial year begins.',
    answers: LEDGER,
    find: findLedger,
  }),
  programmes: listRoute({
    path: 'programmes',
    summary: 'Programmes, in the order of their references.',
    filters: {
      group: item('group', 'Overseen by this group.'),
      parent: item('programme', 'Parts of this programme.'),
      status: OPEN_OR_CLOSED,
    },
    answers: PROGRAMME_LIST,
    list: listProgrammes,
  }),
  programme: itemRoute({
    path: 'programmes/:ref',
    summary: 'One programme, with its actions counted.',
    answers: PROGRAMME,
    find: findProgramme,
  }),
  groups: listRoute({
    path: 'groups',
    summary: 'Groups, in the order of their references.',
    filters: { parent: item('group', 'Reporting to this group.'), status: OPEN_OR_CLOSED },
    answers: GROUP_LIST,
    list: listGroups,
  }),
  group: itemRoute({ path: 'groups/:ref', summary: 'One group.', answers: GROUP, find: findGroup }),
  meetings: listRoute({
    path: 'meetings',
    summary: 'Meetings, in the order of their beginnings.',
    filters: {
      group: item('group', 'Of this group.'),
      status: oneOf('In this state.', MEETING_STATUSES),
      from: moment('Beginning at this instant or later.'),
      to: moment('Beginning at this instant or earlier.'),
      order: ORDER,
    },
    answers: MEETING_LIST,
    list: listMeetings,
  }),
  meeting: itemRoute({ path: 'meetings/:ref', summary: 'One meeting.', answers: MEETING, find: findMeeting }),
  pack,
  parties: listRoute({
    path: 'parties',
    summary: 'Organisations, posts and persons, in the order of their references.',
    filters: {
      kind: oneOf('Of this kind.', PARTY_KINDS),
      organisation: item('party', 'Belonging to this organisation.'),
      q,
    },
    answers: PARTY_LIST,
    list: (view, filter, page, { namesOf }) => listParties(view, filter, page, namesOf),
  }),
  party: itemRoute({
    path: 'parties/:ref',
    summary: 'One party.',
    answers: PARTY,
    find: (view, ref, { namesOf }) => findParty(view, ref, namesOf),
  }),
  actions: listRoute({
    path: 'actions',
    summary: 'Actions, in the order of their references.',
    filters: {
      programme: item('programme', 'In this programme, as their own or also.'),
      group: item(
        'group',
        "Overseen by this group, themselves or through a programme: what the group's report counts.",
      ),
      parent: item('action', 'Parts of this action.'),
      status: oneOf('In this state.', ACTION_STATUSES),
      owner: item('party', 'Led by this party.'),
      rating: oneOf('Rated so by its owner.', RATINGS),
      overdueOn: day(
        'Overdue on this day: a firm promise, or an occurrence of one that comes round, not kept by its last day.',
      ),
      references: among,
      q,
    },
    answers: ACTION_LIST,
    list: listActions,
  }),
  action: itemRoute({
    path: 'actions/:ref',
    summary: 'One action, with the decisions that affect it.',
    answers: ACTION,
    find: findAction,
  }),
  actionMeetings,
  milestones: listRoute({
    path: 'milestones',
    summary: 'Milestones, in the order of their references.',
    filters: {
      programme: item('programme', 'Of this programme.'),
      action: item('action', 'Of this action.'),
      status: oneOf('In this state.', ['pending', 'met', 'missed', 'withdrawn']),
      owner: item('party', 'Of an action that this party leads.'),
      dueBefore: day('Due before this day.'),
      q,
    },
    answers: MILESTONE_LIST,
    list: listMilestones,
  }),
  milestone: itemRoute({
    path: 'milestones/:ref',
    summary: 'One milestone.',
    namesItems: true,
    answers: MILESTONE,
    find: findMilestone,
  }),
  targets: listRoute({
    path: 'targets',
    summary: 'Targets, in the order of their references.',
    filters: {
      programme: item('programme', 'Of this programme.'),
      status: oneOf('In this state.', ['active', 'suspended', 'withdrawn']),
      kind: oneOf('Of this kind.', TARGET_KINDS),
      breached: yesOrNo('Whether the breach of a period is open.'),
      references: among,
      q,
    },
    answers: TARGET_LIST,
    list: listTargets,
  }),
  target: itemRoute({
    path: 'targets/:ref',
    summary: 'One target: its trajectory beside what was measured, and its breaches.',
    answers: TARGET,
    find: findTarget,
  }),
  controlChart,
  decisions: listRoute({
    path: 'decisions',
    summary: 'Decisions, in the order of their references.',
    filters: {
      group: item('group', 'Taken by this group.'),
      programme: item('programme', 'Affecting this programme or something in it.'),
      disposition: oneOf('Of this disposition.', DISPOSITIONS),
      status: oneOf('In this state.', ['in-force', 'released', 'superseded', 'revoked']),
      affects: item('any', 'Affecting this item.'),
      dueReviewBy: day('To be reviewed by this day.'),
      references: among,
      q,
    },
    answers: DECISION_LIST,
    list: listDecisions,
  }),
  decision: itemRoute({
    path: 'decisions/:ref',
    summary: 'One decision: what it affects, and what has happened to each since.',
    answers: DECISION,
    find: findDecision,
  }),
  audit,
  search,
  event,
  reference: itemRoute({
    path: 'references/:ref',
    summary: 'What has a reference, whatever its kind.',
    answers: REFERENCED,
    find: (view, ref, { namesOf }) => findReferenced(view, ref, namesOf),
  }),
  timeline,
  changes,
  dossier,
  governance,
  governanceItems,
  governanceAsks,
  slippage,
  slippageItems,
  readings,
  watermelons,
  silences,
  movedWithoutSlip,
  timescale,
  upcoming,
};

export const queryRoutes: readonly QueryRoute[] = [...Object.values(routes), ...Object.values(historyRoutes)];
