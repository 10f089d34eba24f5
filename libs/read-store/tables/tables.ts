import { appended, deltas, versioned } from './columns.js';

/**
 * Item states without texts. A closed version stores in `body` only the fields that the next one changed, null for
 * none. `late`: stated time of a late event.
 */
export const bodies = deltas('bodies', { revision: 'integer', late: 'text?', body: 'json' });
/** `folded`: search text, only where it has letters that the engines fold differently. */
export const texts = versioned('texts', { title: 'text?', description: 'text?', folded: 'text?' });

// Index tables hold only what lists filter by and reports count, so that few events add a version.
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
  { indexPrefixes: [['group_key']] },
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
    recurs: 'flag',
    /** 1 where the derived rating depends on other rows too: dependencies or a recurrence. */
    hangs_on_more: 'flag',
  },
  {
    // First index: report counts in grouping order. Second: lists by due date.
    indexPrefixes: [['programme', 'status', 'rating', 'rating_scheme'], ['latest']],
    nonIndexed: ['group_key', 'parent'],
  },
);
export const alsoIn = versioned('also_in', { programme: 'ref' }, { sub: true, indexPrefixes: [['programme']] });
export const overseen = versioned('overseen', { group_key: 'ref' }, { sub: true, indexPrefixes: [['group_key']] });
export const escalated = versioned('escalated', { group_key: 'ref' }, { sub: true, indexPrefixes: [['group_key']] });
/** Open requests for another date, of actions and milestones. */
export const dateRequests = versioned('date_requests', { latest: 'text?' }, { sub: true });
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
  { indexPrefixes: [['programme']] },
);
export const targets = versioned(
  'targets',
  {
    programme: 'ref',
    status: 'text',
    target_kind: 'text',
    direction: 'text',
    points: 'json',
  },
  { indexPrefixes: [['programme']], nonIndexed: ['points'] },
);
export const decisions = versioned('decisions', {
  status: 'text',
  disposition: 'text',
  group_key: 'ref?',
  meeting: 'ref?',
  decided_on: 'text',
  review_by: 'text?',
  /** `unsettled` counts conditions that block a release: open or failed. */
  open_conditions: 'integer',
  unsettled: 'integer',
  taken_by: 'text',
  ratifies: 'ref?',
});
/** Indexed by the affected item, so that the reverse lookup is as cheap. */
export const affects = versioned('affects', { item: 'ref', part: 'text' }, { sub: true, indexPrefixes: [['item']] });

/**
 * Totals of how the agreed date of an item moved; no row without an agreed date. A milestone takes the owner of its
 * action.
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
    /** Times a correction or a new reading moved the last day, by how many days, and how often after that day. */
    restated: 'integer',
    restated_days: 'integer',
    restated_after_due: 'integer',
  },
  { indexPrefixes: [['programme'], ['owner']] },
);

export const carried = versioned('carried', { part: 'ref', how: 'text' }, { sub: true, indexPrefixes: [['part']] });
export const readings = versioned('readings', { programme: 'ref' }, { sub: true, indexPrefixes: [['programme']] });

/** Dates that fall due by themselves, one row per kind in `sub`. `raised` is 1 once the deadline event is recorded. */
export const deadlines = versioned(
  'deadlines',
  { due_on: 'text', raised: 'flag' },
  { sub: true, indexPrefixes: [['raised', 'due_on']] },
);

export const measurements = versioned(
  'measurements',
  { ends_on: 'text', access: 'text', access_group: 'ref?', body: 'json' },
  { sub: true },
);
export const breaches = versioned('breaches', { ends_on: 'text', status: 'text', body: 'json' }, { sub: true });

export const notes = appended('notes', {
  note_kind: 'text',
  access: 'text',
  access_group: 'ref?',
  body: 'json',
});
export const promises = appended('promises', {
  sort: 'text',
  text: 'text',
  earliest: 'text?',
  latest: 'text?',
  firmness: 'text',
  open_ended: 'flag',
  authority: 'text?',
  /** Set on a revision: how the date moved, in days and working days, and whether it was near. */
  movement: 'text?',
  days: 'integer?',
  working_days: 'integer?',
  near_due: 'flag?',
  restatement: 'text?',
  restated_days: 'integer?',
  restated_after_due: 'flag?',
  moved_by: 'ref?',
});

/**
 * `number` counts the ledger's events from 1; `clock` is the running maximum of `recorded_at`. `access` and
 * `access_group` only where the event has its own visibility.
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

/** Texts to search in: one row a text, `words` as both engines index them. `slot` is null where nothing replaces it. */
export const passages = appended(
  'passages',
  { id: 'integer', field: 'text', slot: 'text?', text: 'text?', words: 'text' },
  'id',
);

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
  dateRequests,
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
export const APPENDED = [notes, promises, audit, passages] as const;
export const CHANGING = [bodies, ...VERSIONED] as const;
