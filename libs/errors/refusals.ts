import { define, GIVEN, NAMED } from './definition.js';

const STATE = { status: 'string', allowed: 'string[]' } as const;
const MAYBE_GIVEN = { field: 'string?', value: 'string?' } as const;
const STATE_OR_GIVEN = { status: 'string?', allowed: 'string[]?', ...MAYBE_GIVEN } as const;

const ofActions = {
  'action-blocked': define(409, 'The action is blocked', STATE),
  'action-deferred': define(409, 'The action is deferred', STATE),
  'action-in-progress': define(409, 'The action is under way already', STATE),
  'action-planned': define(409, 'The action has not been started', STATE),
  'action-withdrawn': define(409, 'The action is withdrawn', STATE_OR_GIVEN),
  'action-not-blocked': define(409, 'Only a blocked action can be unblocked', STATE),
  'action-not-closed': define(409, 'Only a complete, verified or withdrawn action can be reopened', STATE),
  'action-not-complete': define(409, 'The action has to be complete', STATE),
  'action-not-deferred': define(409, 'The action has to be deferred', STATE),
  'action-not-recurring': define(409, 'The action does not recur', { due: 'string' }),
  'already-complete': define(409, 'The action is complete already', STATE),
  'already-verified': define(409, 'The action is verified already', STATE),
  'dependency-cycle': define(409, 'The other action waits for this one already', { ...NAMED, path: 'string[]' }),
  'depends-on-itself': define(422, 'An action cannot wait for itself', NAMED),
  'escalation-already-answered': define(409, 'The escalation was answered already', { answer: 'string' }),
  'escalation-open': define(409, 'An escalation waits for an answer', { to: 'string' }),
  'evidence-empty': define(422, 'Evidence needs a url or a text', NAMED),
  'merge-into-itself': define(422, 'An action cannot be merged into itself', NAMED),
  'merge-into-withdrawn': define(409, 'The action to merge into is withdrawn', GIVEN),
  'narrative-needed': define(422, 'A rating of this colour needs a narrative', { ...NAMED, rating: 'string' }),
  'no-timescale': define(409, 'The action has no timescale to read'),
  'not-a-due-date': define(409, 'The timescale has no occurrence on that day', GIVEN),
  'not-escalated': define(409, 'The action was not escalated'),
  'occurrence-already-recorded': define(409, 'The occurrence is on record', { due: 'string', recorded: 'string' }),
  'parent-cycle': define(409, 'The parent is the action or a part of it', { ...NAMED, path: 'string[]' }),
  'replaced-by-itself': define(422, 'An action cannot take its own place', GIVEN),
  'replaced-by-needs-superseded': define(422, 'Only what is withdrawn as superseded names a replacement', GIVEN),
  'same-principal': define(409, 'Who completed an action cannot verify it', { completedBy: 'string' }),
  'sole-part': define(422, 'Only one party can have this part', { ...NAMED, part: 'string' }),
  'split-into-itself': define(422, 'An action cannot be one of those that it is split into', NAMED),
  'split-needs-two': define(422, 'A split names at least two different actions', { ...NAMED, value: 'string[]' }),
};

const ofMilestones = {
  'milestone-already-met': define(409, 'The milestone is met already', STATE),
  'milestone-already-missed': define(409, 'The milestone is recorded as missed already', STATE),
  'milestone-not-met': define(409, 'The milestone is not met', STATE),
  'milestone-withdrawn': define(409, 'The milestone is withdrawn', STATE),
  'programme-or-action': define(422, 'A milestone belongs to a programme or to an action, not to both', NAMED),
};

const ofTargets = {
  'ambition-has-one-point': define(422, 'An ambition has one end point', { ...NAMED, points: 'number' }),
  'breach-exists': define(409, 'The breach of that period is on record', { period: 'string' }),
  'decision-elsewhere': define(409, 'The decision does not affect the target', GIVEN),
  'denominator-not-positive': define(422, 'A denominator is above zero', { ...NAMED, value: 'string or number' }),
  'figure-incomplete': define(422, 'Half of a figure is missing', NAMED),
  'figure-meets-point': define(409, 'The figure of that period meets its point', { period: 'string' }),
  'figure-missing': define(422, 'The measurement states no figure', NAMED),
  'figure-twice': define(422, 'The measurement states its figure in two ways', NAMED),
  'measurement-exists': define(409, 'That period has been measured', { period: 'string', status: 'string' }),
  'no-measurement': define(409, 'That period has not been measured', { period: 'string' }),
  'period-twice': define(422, 'The trajectory has two points for one period', GIVEN),
  'point-out-of-range': define(422, 'A change in percent is out of range', {
    ...NAMED,
    period: 'string',
    value: 'string or number',
  }),
  'range-out-of-order': define(422, 'The low is above the value, or the value above the high', {
    ...NAMED,
    low: 'string or number',
    high: 'string or number',
  }),
  'target-suspended': define(409, 'The target is suspended', STATE),
  'target-withdrawn': define(409, 'The target is withdrawn', STATE),
};

const ofDecisions = {
  'affects-itself': define(422, 'A decision does not affect itself', GIVEN),
  'cannot-be-affected': define(422, 'A decision does not affect items of that kind', GIVEN),
  'challenge-open': define(409, 'Another challenge is open', { by: 'string' }),
  'condition-settled': define(409, 'The condition is settled already', { condition: 'number', outcome: 'string' }),
  'condition-unclear': define(409, 'Several conditions are open and none was named', { ...NAMED, open: 'number[]' }),
  'conditions-not-met': define(409, 'Conditions are neither met nor waived', { conditions: 'object[]' }),
  'decision-revoked': define(409, 'The decision is revoked', STATE_OR_GIVEN),
  'decision-superseded': define(409, 'Another decision has taken its place', {
    ...STATE_OR_GIVEN,
    supersededBy: 'string?',
  }),
  'no-challenge': define(409, 'No challenge to the decision is open'),
  'nothing-to-release': define(409, 'Nothing waits for a decision of this disposition', {
    disposition: 'string',
    releasable: 'string[]',
  }),
  'superseded-by-revoked': define(409, 'The decision that is to take its place is revoked', GIVEN),
  'supersedes-itself': define(422, 'A decision cannot take its own place', GIVEN),
  'supersession-cycle': define(409, 'The other decision was superseded by this one', GIVEN),
  'unknown-condition': define(409, 'The decision has no condition of that number', {
    ...NAMED,
    value: 'number',
    conditions: 'number',
  }),
};

const ofBodiesAndMeetings = {
  'group-closed': define(409, 'The group is closed', MAYBE_GIVEN),
  'group-cycle': define(409, 'The group would report to itself', MAYBE_GIVEN),
  'meeting-already-held': define(409, 'The meeting has been held', STATE),
  'meeting-cancelled': define(409, 'The meeting is cancelled', STATE_OR_GIVEN),
  'meeting-not-begun': define(409, 'The meeting has not begun'),
  'meeting-not-held': define(409, 'The meeting has not been held', STATE),
  'not-a-person': define(422, 'Only persons are erased'),
  'not-own-party': define(403, 'It is for the party itself, or for another role'),
  'not-an-organisation': define(422, 'The party is no organisation', GIVEN),
  'pack-already-issued': define(409, 'The pack is issued once', { position: 'number' }),
  'party-retired': define(409, 'The party is retired', MAYBE_GIVEN),
  'person-erased': define(409, 'The person has been erased'),
  'programme-closed': define(409, 'The programme is closed', MAYBE_GIVEN),
  'programme-cycle': define(409, 'The programme would become a part of itself', MAYBE_GIVEN),
  'succeeds-itself': define(422, 'It cannot succeed itself', NAMED),
};

const SETTING = { ...NAMED, setting: 'string' } as const;

const ofWebhooks = {
  'not-at-this-event': define(409, 'The webhook stands at another event', {
    ...NAMED,
    value: 'number',
    standsAt: 'number',
  }),
  'not-skipped': define(409, 'The webhook has not skipped that event', { ...NAMED, value: 'number' }),
  'nothing-owed': define(409, 'The webhook has nothing to send'),
  'private-address': define(422, 'The URL leads to no public address', { ...SETTING, address: 'string' }),
  'token-revoked': define(409, 'The token is revoked', NAMED),
  'too-many-skipped': define(409, 'The webhook has skipped as many events as it may', { most: 'number' }),
  'url-not-https': define(422, 'The URL must begin with https://', SETTING),
  'url-unreadable': define(422, 'The URL is no address of the web', NAMED),
  'url-with-user': define(422, 'The URL holds a user or a password', NAMED),
  'webhook-halted': define(409, 'The webhook is halted', { halted: 'string' }),
  'webhook-withdrawn': define(409, 'The webhook is withdrawn'),
  'import-items-touched': define(409, 'Something else has touched the items of the import', { references: 'string[]' }),
  'import-in-another-state': define(409, 'The import is not in the state that this needs', STATE),
};

const ofTokens = {
  'sign-in-linked': define(409, 'The sign-in speaks for another token', GIVEN),
  'sign-in-unknown': define(422, 'Nobody who signed in has that id', GIVEN),
  'too-many-sign-ins': define(409, 'As many sign-ins speak for the token as may', { most: 'number' }),
};

const ofAny = {
  'authority-needed': define(422, 'A date is agreed at a meeting or on a named authority', NAMED),
  'date-already-agreed': define(409, 'The date that is asked for is the agreed one', { value: 'string' }),
  'no-date-request': define(409, 'No date that was asked for waits for an answer'),
  'access-contradicts-group': define(422, 'What only one group may see is restricted', GIVEN),
  'dates-out-of-order': define(422, 'A window begins after its end', GIVEN),
  'in-the-future': define(422, 'What is recorded as done has not come yet', GIVEN),
  'invalid-value': define(422, 'A corrected value breaks the rule of its field', { ...NAMED, value: 'unknown' }),
  'no-date-to-raise': define(409, 'There is no date that could have fallen due'),
  'not-yet-due': define(409, 'The day is still to come', { due: 'string?', latest: 'string?', ...MAYBE_GIVEN }),
  'rating-not-in-scheme': define(422, 'The rating scheme has no such colour', { ...GIVEN, allowed: 'string[]?' }),
  'rating-twice': define(422, 'The rating scheme names a colour or a word twice', NAMED),
  'restricted-needs-group': define(422, 'A restricted item needs the group that may see it', NAMED),
  'scheme-needs-narrative': define(422, 'Amber and red need a narrative in every scheme', NAMED),
  'signing-key-not-handed-over': define(422, 'The key in force has not signed that another takes over', NAMED),
  'signing-key-not-in-force': define(409, 'Another key is in force', { ...NAMED, inForce: 'string?' }),
  'signing-key-of-another-ledger': define(422, 'The key is named as another ledger', GIVEN),
  'signing-key-retired': define(409, 'The key was retired', GIVEN),
};

/** Queries answer with these codes too. */
export const named = {
  'unknown-reference': define(422, 'A field or a parameter names no such item', GIVEN),
  'position-ahead': define(400, 'The ledger has not come to that position', {
    head: 'number',
    field: 'string?',
    value: 'number?',
    asOfPosition: 'number?',
    minPosition: 'number?',
    errors: 'errors?',
  }),
  'number-ahead': define(400, 'The ledger has no event of that number yet', {
    field: 'string?',
    value: 'number?',
    last: 'number?',
    errors: 'errors?',
  }),
};

export const refusalsOf = {
  Actions: ofActions,
  Milestones: ofMilestones,
  Targets: ofTargets,
  Decisions: ofDecisions,
  'Parties, programmes, groups and meetings': ofBodiesAndMeetings,
  Webhooks: ofWebhooks,
  Tokens: ofTokens,
  'Any item': ofAny,
  'What a field or a parameter names': named,
};

export const refusals = {
  ...ofActions,
  ...ofMilestones,
  ...ofTargets,
  ...ofDecisions,
  ...ofBodiesAndMeetings,
  ...ofWebhooks,
  ...ofTokens,
  ...ofAny,
  ...named,
};
