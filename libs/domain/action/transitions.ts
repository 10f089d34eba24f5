import type { RefusalCode } from '#errors/index.js';
import { type Context, type Refusal, refuse } from '../kernel/decider.js';
import type { Transition, Transitions } from '../kernel/transitions.js';
import { ACTION_STATUSES, type ActionState, type ActionStatus } from './state.js';

const UNDER_WAY = ['planned', 'in-progress'] as const;
const OPEN = [...UNDER_WAY, 'blocked', 'deferred'] as const;
const LIVE = [...OPEN, 'complete', 'verified'] as const;

/** docs/domain.md, section 4. Two states under `to`: the action returns to the one it had reached. */
export const transitions = {
  describe: { from: LIVE },
  move: { from: LIVE },
  'assign-owner': { from: LIVE },
  'assign-party': { from: LIVE },
  'release-party': { from: LIVE },
  'revise-timescale': { from: OPEN },
  'request-date': { from: OPEN },
  'agree-date': { from: OPEN },
  'refuse-date': { from: OPEN },
  'confirm-reading': { from: ACTION_STATUSES },
  forecast: { from: OPEN },
  'set-review-date': { from: OPEN },
  'raise-review': { from: OPEN },
  start: { from: UNDER_WAY, to: ['in-progress'] },
  'report-progress': { from: OPEN },
  rate: { from: LIVE },
  block: { from: [...UNDER_WAY, 'blocked'], to: ['blocked'] },
  unblock: { from: ['blocked'], to: UNDER_WAY },
  defer: { from: OPEN, to: ['deferred'] },
  'raise-deferral': { from: ['deferred'] },
  resume: { from: ['deferred'], to: UNDER_WAY },
  'complete-occurrence': { from: OPEN },
  'miss-occurrence': { from: OPEN },
  complete: { from: UNDER_WAY, to: ['complete'] },
  'decline-completion': { from: ['complete'], to: ['in-progress'] },
  verify: { from: ['complete'], to: ['verified'] },
  withdraw: { from: [...OPEN, 'complete'], to: ['withdrawn'] },
  reopen: { from: ['complete', 'verified', 'withdrawn'], to: UNDER_WAY },
  split: { from: OPEN },
  merge: { from: OPEN, to: ['withdrawn'] },
  escalate: { from: OPEN },
  'answer-escalation': { from: ACTION_STATUSES },
  'add-dependency': { from: OPEN },
  'remove-dependency': { from: LIVE },
  'attach-evidence': { from: ACTION_STATUSES },
  'add-note': { from: ACTION_STATUSES },
  correct: { from: ACTION_STATUSES },
} as const satisfies Transitions<ActionStatus>;

const REFUSALS = {
  planned: { code: 'action-planned', remedy: 'start it first' },
  'in-progress': { code: 'action-in-progress', remedy: 'it is under way already' },
  blocked: { code: 'action-blocked', remedy: 'unblock it first' },
  deferred: { code: 'action-deferred', remedy: 'resume it first' },
  complete: { code: 'already-complete', remedy: 'decline its completion or reopen it first' },
  verified: { code: 'already-verified', remedy: 'reopen it first' },
  withdrawn: { code: 'action-withdrawn', remedy: 'reopen it first' },
} as const satisfies Readonly<Record<ActionStatus, { code: RefusalCode; remedy: string }>>;

/** More specific codes for verbs that need exactly one state. */
const NEEDED: Readonly<Partial<Record<ActionStatus, `action-not-${'blocked' | 'complete' | 'deferred'}`>>> = {
  blocked: 'action-not-blocked',
  deferred: 'action-not-deferred',
  complete: 'action-not-complete',
};

export function notInThisState(
  { from }: Transition<ActionStatus>,
  { status }: ActionState,
  { reference }: Context,
): Refusal {
  const fields = { status, allowed: from };
  if (isOpen(status) && !from.some(isUnderWay)) {
    const [only = status] = from;
    const code = (from.length === 1 && NEEDED[only]) || 'action-not-closed';
    const wanted = code.slice('action-not-'.length);
    return refuse(code, `${reference} is ${words(status)}; it has to be ${wanted} for that.`, fields);
  }
  const { code, remedy } = REFUSALS[status];
  return refuse(code, `${reference} is ${words(status)}; ${remedy}.`, fields);
}

const isUnderWay = (status: ActionStatus) => UNDER_WAY.some((each) => each === status);
const isOpen = (status: ActionStatus) => OPEN.some((each) => each === status);

function words(status: ActionStatus): string {
  return status.replace('-', ' ');
}
