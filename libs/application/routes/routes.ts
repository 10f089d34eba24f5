import {
  ACTION,
  ACTION_FILTERS,
  ACTION_LIST,
  DECISION,
  DECISION_FILTERS,
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
  GROUP_FILTERS,
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
  MEETING_FILTERS,
  MEETING_LIST,
  MILESTONE,
  MILESTONE_FILTERS,
  MILESTONE_LIST,
  PARTY,
  PARTY_FILTERS,
  PARTY_LIST,
  PROGRAMME,
  PROGRAMME_FILTERS,
  PROGRAMME_LIST,
  REFERENCED,
  TARGET,
  TARGET_FILTERS,
  TARGET_LIST,
} from '#read-models/index.js';
import { itemRoute, listRoute, type QueryRoute } from '../queries/query-route.js';
import { route as actionMeetings } from '../queries/reports/action-meetings.js';
import { route as audit } from '../queries/reports/audit.js';
import { route as calendar } from '../queries/reports/calendar.js';
import { route as changes } from '../queries/reports/changes.js';
import { route as controlChart } from '../queries/reports/control-chart.js';
import { route as dossier } from '../queries/reports/dossier.js';
import { route as event } from '../queries/reports/event.js';
import { route as figuresDue } from '../queries/reports/figures-due.js';
import { route as governance } from '../queries/reports/governance.js';
import { route as governanceAsks } from '../queries/reports/governance-asks.js';
import { route as governanceItems } from '../queries/reports/governance-items.js';
import { route as pack } from '../queries/reports/meeting-pack.js';
import { route as minutes } from '../queries/reports/minutes.js';
import { route as movedWithoutSlip } from '../queries/reports/moved-without-slip.js';
import { route as readiness } from '../queries/reports/readiness.js';
import { route as readings } from '../queries/reports/readings.js';
import { route as search } from '../queries/reports/search.js';
import { route as silences } from '../queries/reports/silences.js';
import { route as slippage } from '../queries/reports/slippage.js';
import { route as slippageItems } from '../queries/reports/slippage-items.js';
import { route as timeline } from '../queries/reports/timeline.js';
import { route as timescale } from '../queries/reports/timescale.js';
import { route as upcoming } from '../queries/reports/upcoming.js';
import { route as watermelons } from '../queries/reports/watermelons.js';
import { historyRoutes } from './history-routes.js';

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
    filters: PROGRAMME_FILTERS,
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
    filters: GROUP_FILTERS,
    answers: GROUP_LIST,
    list: listGroups,
  }),
  group: itemRoute({ path: 'groups/:ref', summary: 'One group.', answers: GROUP, find: findGroup }),
  meetings: listRoute({
    path: 'meetings',
    summary: 'Meetings, in the order of their beginnings.',
    filters: MEETING_FILTERS,
    answers: MEETING_LIST,
    list: listMeetings,
  }),
  meeting: itemRoute({ path: 'meetings/:ref', summary: 'One meeting.', answers: MEETING, find: findMeeting }),
  pack,
  minutes,
  readiness,
  figuresDue,
  parties: listRoute({
    path: 'parties',
    summary: 'Organisations, posts and persons, in the order of their references.',
    filters: PARTY_FILTERS,
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
    filters: ACTION_FILTERS,
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
    filters: MILESTONE_FILTERS,
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
    filters: TARGET_FILTERS,
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
    filters: DECISION_FILTERS,
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
  calendar,
};

export const queryRoutes: readonly QueryRoute[] = [...Object.values(routes), ...Object.values(historyRoutes)];
