import type { ColumnRole } from '../model/understood.js';

/** What columns are called, most telling first. A heading is read in small letters, without its punctuation. */
const ROLES: readonly (readonly [ColumnRole, RegExp])[] = [
  [
    'raised',
    /^(?:date )?(?:raised|added|opened|created|of meeting|meeting date|meeting|date of meeting|source|origin)$|^(?:raised|date (?:raised|added|opened|agreed|of meeting)|meeting date)\b/,
  ],
  ['kind', /^(?:type|kind|category|action decision|action or decision)$/],
  [
    'completed',
    /^(?:date )?(?:completed|closed|done|achieved|delivered)(?: on| date)?\??$|^actual(?: (?:date|completion|completion date|finish|end date|end))?$|^(?:date of completion|completion date actual|action completed|date (?:completed|closed))\??$/,
  ],
  [
    'forecast',
    /\bforecast\b|\b(?:expected|anticipated|estimated|projected|likely) (?:date|completion|end|finish|delivery)\b|^(?:expected|anticipated)$/,
  ],
  [
    'revised',
    /\b(?:revised|new|amended|extended|latest|rescheduled|updated|current) (?:target |due |completion |end |agreed )?(?:date|deadline|timescale|target|timeframe|due)s?\b|^(?:revised|revision|amended|extension)\b|\brevised$/,
  ],
  [
    'start',
    /^(?:start|begin|from|commence|commencement|planned start|start date|date started|begins?)(?: date)?$|\bstart$/,
  ],
  [
    'timescale',
    /\btime ?(?:scale|frame|line|table)s?\b|\bdead ?line\b|\bby when\b|^when\b|\bdue\b|\btarget (?:date|completion|end)\b|\bcompletion (?:date|by)\b|^(?:end|finish|target|date|dates|completion|by|end date|delivery date|planned date|planned end|original|original date|baseline|baseline date|initial date)$|\b(?:end|finish|original|delivery|baseline|implementation) date\b|^(?:to be )?complete[d]? by\b|\boriginal$|\bend$|^agreed (?:target |implementation |completion )?(?:date|deadline|timescale)$|^frist$|^termin$|^fällig(?: am)?$|^échéance$/,
  ],
  ['rating', /\bb?rag\b|\brating\b|^(?:r a g|colour|color|traffic light|risk rating|rag status)\b/],
  ['progress', /^%|\bper ?cent(?:age)?\b|\bprogress\b|\bcomplete$/],
  ['status', /\bstatus\b|^statut$|^state$|^(?:open closed|completed|complete|closed|done|stage)$|\bcompleted$/],
  ['evidence', /^(?:evidence|assurance|evidence of|links?|documents?|proof|source of assurance)\b/],
  [
    'note',
    /\b(?:comment|comments|notes?|remarks?|updates?|narrative|commentary|position|where are we(?: now)?|latest|bemerkung(?:en)?)\b/,
  ],
  [
    'owner',
    /\bowners?\b|\bleads?\b|\bwho\b(?!\s+needs)|\bresponsib|\bby whom\b|\bassign|\baction(?:ed)? by\b|\bofficer\b|\baccountable\b|\bled by\b|^(?:person|name|initials|director|sro|verantwortlich|responsable)$|\bexec(?:utive)?(?: lead)?$/,
  ],
  ['decision', /^(?:key )?decisions?(?: (?:made|taken|agreed))?$|^resolution$/],
  [
    'reference',
    /^(?:no|nr|num|number|ref|réf|référence|reference|id|item|item (?:no|number|ref)|action (?:no|nr|number|ref|id|reference)|minute(?: (?:no|ref|number|reference))?|min ref|agenda(?: item)?(?: no)?|s n|sn|unique id|log no|log ref|#|row)$|^(?:ref|no)\b.{0,4}$|\bref(?:erence)?(?: no)?$|^(?:task|action|risk|item|issue|rec|recommendation|log|objective) (?:id|no|nr|num|number|#)$|^rec$/,
  ],
  ['measure', /^(?:measures?|indicators?|kpis?|metrics?|performance (?:measure|indicator)s?)$/],
  [
    'action',
    /\bactions?\b|^(?:tasks?|what|what will we do|milestones?|deliverables?|activit(?:y|ies)|commitments?|recommendations?|key tasks?|next steps?|to do|steps?|agreed actions?|maßnahme|todo|initiatives?|key milestones?|work|what we will do|schemes?|interventions?|improvements?)\b/,
  ],
  [
    'programme',
    /^(?:programme|program|project|work ?stream|priority|priority area|strand|directorate|service|area|theme|section|workstream name)$/,
  ],
  [
    'description',
    /\b(?:objectives?|aims?|goals?|outcomes?|requirements?|current|issue|paper|topic|subject|description|details?|context|background|expected outcome|agenda item|title)\b/,
  ],
];

export function normalHeading(text: string): string {
  return text
    .toLowerCase()
    .replace(/[*†¹²³]+/g, '')
    .replace(/\s*\/\s*/g, ' / ')
    .replace(/[().:?_"'’]/g, ' ')
    .replace(/[-–—]/g, ' ')
    .replace(/ \/ /g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

export function roleOf(heading: string): ColumnRole | undefined {
  const normal = normalHeading(heading);
  if (normal === '' || normal.length > 70) return undefined;
  return ROLES.find(([, pattern]) => pattern.test(normal))?.[0];
}
