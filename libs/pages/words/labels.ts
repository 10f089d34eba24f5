import { capital } from './dates.js';

type Labels = Readonly<Record<string, string>>;

/** States of actions, milestones, targets, decisions, meetings, programmes and groups. */
const STATUS: Labels = {
  planned: 'Planned',
  'in-progress': 'In progress',
  blocked: 'Blocked',
  deferred: 'Deferred',
  complete: 'Reported complete',
  verified: 'Verified',
  withdrawn: 'Withdrawn',
  pending: 'Pending',
  met: 'Met',
  missed: 'Missed',
  active: 'In use',
  suspended: 'Suspended',
  'in-force': 'In force',
  released: 'Released',
  superseded: 'Replaced',
  revoked: 'Revoked',
  scheduled: 'Scheduled',
  held: 'Held',
  minuted: 'Minutes approved',
  cancelled: 'Cancelled',
  open: 'Open',
  closed: 'Closed',
};

const COLOUR: Labels = { blue: 'Blue', green: 'Green', amber: 'Amber', red: 'Red' };
const RATING_WORD: Labels = { blue: 'complete', green: 'on track', amber: 'at risk', red: 'off track' };

const DISPOSITION: Labels = {
  approve: 'Approved',
  'agree-subject-to': 'Agreed, with conditions',
  reject: 'Rejected',
  defer: 'Deferred',
  refer: 'Referred',
  delegate: 'Delegated',
  endorse: 'Endorsed',
  ratify: 'Ratified',
  note: 'Noted',
};

const AUTHORITY: Labels = {
  group: 'agreed by the board at a meeting',
  'chairs-action': 'chair’s action',
  delegated: 'under delegated powers',
  lead: 'by its lead alone: not agreed',
};

/** What part an item has in a decision. */
const PART: Labels = {
  concerns: 'Concerned',
  defers: 'Put off by it',
  awaits: 'Waits for it',
  instructs: 'Ordered by it',
  funds: 'Paid for by it',
  'fulfils-condition': 'To meet its condition',
};

/** The same, said of one action. */
const PART_SAYS: Labels = {
  concerns: 'It concerns this action.',
  defers: 'It puts this action off.',
  awaits: 'This action waits for it.',
  instructs: 'It orders this action.',
  funds: 'It pays for this action.',
  'fulfils-condition': 'This action is to meet its condition.',
};

const PARTY_PART: Labels = {
  lead: 'Lead',
  accountable: 'Accountable',
  joint: 'Jointly with',
  assures: 'Checked by',
};

const DIRECTION: Labels = {
  'at-least': 'at least',
  above: 'above',
  'at-most': 'at most',
  below: 'below',
  'increase-by': 'up by',
  'reduce-by': 'down by',
};

const KIND: Labels = {
  action: 'Action',
  milestone: 'Milestone',
  target: 'Target',
  decision: 'Decision',
  meeting: 'Meeting',
  programme: 'Programme',
  group: 'Board or group',
  party: 'Organisation, post or person',
  ledger: 'The ledger',
  token: 'Token',
  webhook: 'Webhook',
  import: 'Import',
};

const from = (labels: Labels) => (value: string | null | undefined) =>
  value ? (labels[value] ?? capital(value.replaceAll('-', ' '))) : '';

/** Stands on every page, sheet and file of a ledger whose data are invented. */
export const ILLUSTRATIVE = 'Illustrative data: a real plan and an invented year';

export const status = from(STATUS);
export const colour = from(COLOUR);
export const ratingWord = from(RATING_WORD);
export const disposition = from(DISPOSITION);
export const authority = from(AUTHORITY);
export const partInDecision = from(PART);
export const partSays = from(PART_SAYS);
export const partyPart = from(PARTY_PART);
export const direction = from(DIRECTION);
export const kindName = from(KIND);

/** "78.2%", "14 people", "no figure". */
export function figure(value: string | number | null | undefined, unit: string): string {
  if (value === null || value === undefined) return 'no figure';
  return unit === 'percent' ? `${value}%` : `${value} ${unit}`;
}

const MOST_PLACES = 2;

/** "66.7" of 66.6666: a level or limit that was worked out says no more places than its figures. */
export function level(value: string | number): string {
  const [, places = ''] = String(value).split('.');
  return places.length > MOST_PLACES ? String(Number(Number(value).toFixed(1))) : String(value);
}
