import { findAction, listActions } from '../actions/queries.js';
import { ACTION, ACTION_LIST } from '../actions/schema.js';
import { findDecision, listDecisions } from '../decisions/queries.js';
import { DECISION, DECISION_LIST } from '../decisions/schema.js';
import { findGroup, listGroups } from '../groups/queries.js';
import { GROUP, GROUP_LIST } from '../groups/schema.js';
import { findMeeting, listMeetings } from '../meetings/queries.js';
import { MEETING, MEETING_LIST } from '../meetings/schema.js';
import { findMilestone, listMilestones } from '../milestones/queries.js';
import { MILESTONE, MILESTONE_LIST } from '../milestones/schema.js';
import { findParty, listParties } from '../parties/queries.js';
import { PARTY, PARTY_LIST } from '../parties/schema.js';
import { findProgramme, listProgrammes } from '../programmes/queries.js';
import { PROGRAMME, PROGRAMME_LIST } from '../programmes/schema.js';
import type { PageAsked } from '../read/list.js';
import type { JsonSchema } from '../read/schemas.js';
import type { Page, View } from '../read/view.js';
import { findTarget, listTargets } from '../targets/queries.js';
import { TARGET, TARGET_LIST } from '../targets/schema.js';

const nobody = async () => new Map<string, string>();

interface Shown {
  readonly id: string;
  readonly reference: string;
}
interface Questions {
  readonly kind: string;
  list(view: View, page: PageAsked): Promise<Page<Shown>>;
  find(view: View, idOrReference: string): Promise<Shown | undefined>;
  readonly listed: JsonSchema;
  readonly found: JsonSchema;
}

/** The list and the page of every kind of item, unfiltered, and the schemas of their answers. */
export const QUESTIONS: readonly Questions[] = [
  {
    kind: 'programme',
    list: (view, page) => listProgrammes(view, {}, page),
    find: findProgramme,
    listed: PROGRAMME_LIST,
    found: PROGRAMME,
  },
  {
    kind: 'group',
    list: (view, page) => listGroups(view, {}, page),
    find: findGroup,
    listed: GROUP_LIST,
    found: GROUP,
  },
  {
    kind: 'meeting',
    list: (view, page) => listMeetings(view, {}, page),
    find: findMeeting,
    listed: MEETING_LIST,
    found: MEETING,
  },
  {
    kind: 'party',
    list: (view, page) => listParties(view, {}, page, nobody),
    find: (view, ref) => findParty(view, ref, nobody),
    listed: PARTY_LIST,
    found: PARTY,
  },
  {
    kind: 'action',
    list: (view, page) => listActions(view, {}, page),
    find: findAction,
    listed: ACTION_LIST,
    found: ACTION,
  },
  {
    kind: 'milestone',
    list: (view, page) => listMilestones(view, {}, page),
    find: findMilestone,
    listed: MILESTONE_LIST,
    found: MILESTONE,
  },
  {
    kind: 'target',
    list: (view, page) => listTargets(view, {}, page),
    find: findTarget,
    listed: TARGET_LIST,
    found: TARGET,
  },
  {
    kind: 'decision',
    list: (view, page) => listDecisions(view, {}, page),
    find: findDecision,
    listed: DECISION_LIST,
    found: DECISION,
  },
];
