import { appended, deltas, versioned } from './columns.js';

/**
 * Every item as its own facts add up, without its texts: what pages show of it. A closed version holds of `body` only
 * the fields that the next version changed, as they were; null where there was none. `late`: the stated time of a
 * late fact.
 */
export const bodies = deltas('bodies', { revision: 'integer', late: 'text?', body: 'json' });
/**
 * What an item is called and described by; a version changes only with them. `folded`: both in small letters, where
 * they hold letters that the databases do not fold alike.
 */
export const texts = versioned('texts', { title: 'text?', description: 'text?', folded: 'text?' });

// The narrow tables: what lists filter by and reports count, and nothing else; their versions change only when
// one of these columns does.
export const programmes = versioned('programmes', {
  status: 'text',
  parent: 'ref?',
  group_key: 'ref?',
  lead: 'ref?',
});
export const groups = versioned('groups', { status: 'text', parent: 'ref?', lead: 'ref?' });
export const parties = versioned('parties', { status: 'text', party_kind: 'text', organisation: 'ref?' });
export const meetings = versioned(
  'meetings',
  { group_key: 'ref', status: 'text', starts_at: 'integer', pack_position: 'integer?' },
  { leads: [['group_key']] },
);
export const actions = versioned(
  'actions',
  {
    programme: 'ref',
    status: 'text',
    rating: 'text?',
    rating_scheme: 'integer?',
    owner: 'ref?',
    group_key: 'ref?',
    parent: 'ref?',
    latest: 'text?',
    firmness: 'text?',
    open_ended: 'flag',
    review_on: 'text?',
    forecast_latest: 'text?',
    /** 1 where its promise comes round. */
    recurs: 'flag',
    /** 1 where its derived rating hangs on more than these columns: on other actions, or on what comes round. */
    hangs_on_more: 'flag',
  },
  {
    // The one for counting, in the order in which a report groups; the other for lists in the order of falling due.
    leads: [['programme', 'status', 'rating', 'rating_scheme'], ['latest']],
    uncovered: ['owner', 'group_key', 'parent', 'recurs'],
  },
);
/** The other programmes that an action appears in. */
export const alsoIn = versioned('also_in', { programme: 'ref' }, { sub: true, leads: [['programme']] });
/** The actions that another group oversees than their programme's. */
export const overseen = versioned('overseen', { group_key: 'ref' }, { sub: true, leads: [['group_key']] });
/** The group that an action was escalated to, until it answers. */
export const escalated = versioned('escalated', { group_key: 'ref' }, { sub: true, leads: [['group_key']] });
export const milestones = versioned(
  'milestones',
  {
    programme: 'ref',
    action: 'ref?',
    status: 'text',
    latest: 'text?',
    firmness: 'text?',
    open_ended: 'flag',
    met_on: 'text?',
    forecast_latest: 'text?',
  },
  { leads: [['programme']] },
);
export const targets = versioned(
  'targets',
  {
    programme: 'ref',
    status: 'text',
    target_kind: 'text',
    direction: 'text',
    /** The periods that its path has points for. */
    points: 'json',
  },
  { leads: [['programme']], uncovered: ['points'] },
);
export const decisions = versioned('decisions', {
  status: 'text',
  disposition: 'text',
  group_key: 'ref?',
  meeting: 'ref?',
  decided_on: 'text',
  review_by: 'text?',
  /** Conditions that nobody has settled yet, and those that stand in the way of a release: open or failed. */
  open_conditions: 'integer',
  unsettled: 'integer',
  /** Whether at a meeting, by the chair or otherwise; and the decision that it ratifies. */
  taken_by: 'text',
  ratifies: 'ref?',
});
/** What a decision affects, led by the affected item so that the reverse question is as cheap. */
export const affects = versioned('affects', { item: 'ref', part: 'text' }, { sub: true, leads: [['item']] });

/**
 * How the agreed date of an action or a milestone has moved so far, added up; nothing of one whose date never was. A
 * milestone belongs to an action, whose owner is its own.
 */
export const moves = versioned(
  'moves',
  {
    programme: 'ref',
    owner: 'ref?',
    action: 'ref?',
    moves: 'integer',
    slips: 'integer',
    days: 'integer',
    working_days: 'integer',
    not_agreed: 'integer',
    near_due: 'integer',
    /** How often a correction or a new reading moved its last day, by how many days, and how often after that day. */
    restated: 'integer',
    restated_days: 'integer',
    restated_after_due: 'integer',
  },
  { leads: [['programme'], ['owner']] },
);

/** The actions that carry an action's promise on: its parts, what it was merged into, or what replaced it. */
export const carried = versioned('carried', { part: 'ref', how: 'text' }, { sub: true, leads: [['part']] });
/** The actions and milestones whose promise the present reader reads in another way than it was stored. */
export const readings = versioned('readings', { programme: 'ref' }, { sub: true, leads: [['programme']] });

/**
 * The dates that the ledger itself sees pass, each by its sort, `sub`: a milestone's firm date, a review, the end of a
 * deferral; `raised` once it was recorded that this date fell due. A version begins when the date came to stand.
 */
export const deadlines = versioned(
  'deadlines',
  { due_on: 'text', raised: 'flag' },
  { sub: true, leads: [['raised', 'due_on']] },
);

/** A target's figure for a period, `sub`; `ends_on` is the period's last day. */
export const measurements = versioned(
  'measurements',
  { ends_on: 'text', access: 'text', access_group: 'ref?', body: 'json' },
  { sub: true },
);
/** A target's breach in a period, `sub`; open, or recovered. */
export const breaches = versioned('breaches', { ends_on: 'text', status: 'text', body: 'json' }, { sub: true });

/** Notes and evidence, each with its own access. */
export const notes = appended('notes', {
  note_kind: 'text',
  access: 'text',
  access_group: 'ref?',
  body: 'json',
});
/** Every promise that a date ever made; who made it and why stands in the audit row at the same position. */
export const promises = appended('promises', {
  sort: 'text',
  text: 'text',
  earliest: 'text?',
  latest: 'text?',
  firmness: 'text',
  open_ended: 'flag',
  authority: 'text?',
  /** Of one that took another's place: how the date moved, in days and in working days, how near it was, and who moved it. */
  movement: 'text?',
  days: 'integer?',
  working_days: 'integer?',
  near_due: 'flag?',
  /** Of a correction or a new reading that moved the last day of a promise: how, and whether that day had passed. */
  restatement: 'text?',
  restated_days: 'integer?',
  restated_after_due: 'flag?',
  /** Of either. */
  moved_by: 'ref?',
});

/**
 * One row an event. `number` counts the ledger's events from 1; `clock` is the running maximum of `recorded_at`.
 * `access` and `access_group` only where the fact has a visibility of its own beside its item's.
 */
export const auditColumns = {
  number: 'integer',
  revision: 'integer',
  event_id: 'text',
  type: 'text',
  recorded_at: 'integer',
  clock: 'integer',
  occurred_at: 'text',
  actor: 'integer',
  on_behalf_of: 'json?',
  reason: 'text?',
  meeting: 'ref?',
  minute_ref: 'text?',
  command_id: 'text',
  source: 'json?',
  access: 'text?',
  access_group: 'ref?',
} as const;
export const audit = appended('audit', auditColumns);

export const VERSIONED = [
  texts,
  programmes,
  groups,
  parties,
  meetings,
  actions,
  alsoIn,
  overseen,
  escalated,
  milestones,
  targets,
  decisions,
  affects,
  moves,
  carried,
  readings,
  deadlines,
  measurements,
  breaches,
] as const;
export const APPENDED = [notes, promises, audit] as const;
/** Those with current rows and closed versions. */
export const CHANGING = [bodies, ...VERSIONED] as const;
