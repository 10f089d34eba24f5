import { findAction, listActions } from '#read-models/actions/actions.queries.js';
import { ACTION, ACTION_LIST } from '#read-models/actions/actions.schema.js';
import { findDecision, listDecisions } from '#read-models/decisions/decisions.queries.js';
import { DECISION, DECISION_LIST } from '#read-models/decisions/decisions.schema.js';
import { findGroup, listGroups } from '#read-models/groups/groups.queries.js';
import { GROUP, GROUP_LIST } from '#read-models/groups/groups.schema.js';
import { findMeeting, listMeetings } from '#read-models/meetings/meetings.queries.js';
import { MEETING, MEETING_LIST } from '#read-models/meetings/meetings.schema.js';
import { findMilestone, listMilestones } from '#read-models/milestones/milestones.queries.js';
import { MILESTONE, MILESTONE_LIST } from '#read-models/milestones/milestones.schema.js';
import { findParty, listParties } from '#read-models/parties/parties.queries.js';
import { PARTY, PARTY_LIST } from '#read-models/parties/parties.schema.js';
import { findProgramme, listProgrammes } from '#read-models/programmes/programmes.queries.js';
import { PROGRAMME, PROGRAMME_LIST } from '#read-models/programmes/programmes.schema.js';
import { findTarget, listTargets } from '#read-models/targets/targets.queries.js';
import { TARGET, TARGET_LIST } from '#read-models/targets/targets.schema.js';
import type { JsonSchema } from '#read-store/query/answer-schema.js';
import type { PageRequest } from '#read-store/query/list.js';
import type { Page, QueryContext } from '#read-store/query/query-context.js';

const nobody = async () => new Map<string, string>();

interface Shown {
  readonly id: string;
  readonly reference: string;
}
interface Questions {
  readonly kind: string;
  list(view: QueryContext, page: PageRequest): Promise<Page<Shown>>;
  find(view: QueryContext, idOrReference: string): Promise<Shown | undefined>;
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
