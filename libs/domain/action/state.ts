import type { Access } from '../kernel/access.js';
import type { CalendarDate, OccurredAt } from '../kernel/calendar.js';
import { type Recorded, unknownEvent, verbsOf } from '../kernel/decider.js';
import { answersFor } from '../kernel/metadata.js';
import type { Rating } from '../kernel/rating.js';
import { restatedTo, revisedTo } from '../timescale/agreed.js';
import type { DateRequest } from '../timescale/date-request.js';
import type { Timescale } from '../timescale/reading.js';
import type { ActionFact, ExternalRef, PartyPart, WithdrawalKind } from './events.js';

export const ACTION_STATUSES = [
  'planned',
  'in-progress',
  'blocked',
  'deferred',
  'complete',
  'verified',
  'withdrawn',
] as const;
export type ActionStatus = (typeof ACTION_STATUSES)[number];

export const CORRECTABLE = ['title', 'description', 'programme', 'timescale', 'owner', 'parent', 'reviewOn'] as const;
export type CorrectableActionField = (typeof CORRECTABLE)[number];

export interface Escalation {
  readonly to: string;
  readonly ask: string;
  readonly answer?: 'accepted' | 'returned';
}

export interface ActionState {
  readonly reference: string;
  readonly title: string;
  readonly description?: string;
  readonly programme: string;
  readonly alsoIn: readonly string[];
  readonly overseenBy?: string;
  readonly parent?: string;
  readonly access: Access;
  readonly externalRefs: readonly ExternalRef[];
  readonly parties: readonly PartyPart[];
  readonly status: ActionStatus;
  /** A resumed or reopened action returns to in-progress if work had started. */
  readonly started: boolean;
  /** Only a correction or a confirmed reading of the same text changes the original promise. */
  readonly original?: Timescale;
  /** Set only after the promise was revised; until then `original` stands. */
  readonly revised?: Timescale;
  readonly forecast?: Timescale;
  /** Any revision of the agreed date answers it. */
  readonly dateRequest?: DateRequest;
  readonly reviewOn?: CalendarDate;
  readonly reviewRaised?: CalendarDate;
  readonly deferralRaised?: CalendarDate;
  readonly rating?: { readonly rating: Rating; readonly narrative?: string; readonly scheme: number };
  readonly block?: string;
  readonly deferral?: { readonly reason: string; readonly until?: CalendarDate };
  readonly occurrences: Readonly<Record<CalendarDate, 'completed' | 'missed'>>;
  readonly completedBy?: string;
  readonly withdrawnAs?: WithdrawalKind;
  readonly dependsOn: readonly string[];
  readonly splitInto: readonly string[];
  readonly mergedInto?: string;
  readonly escalation?: Escalation;
  /** A correction takes effect from these dates (valid time). */
  readonly since: Readonly<Record<CorrectableActionField, OccurredAt>>;
}

export function ownerOf(state: ActionState): string | undefined {
  return state.parties.find(({ part }) => part === 'lead')?.party;
}

export function evolve(state: ActionState | undefined, event: Recorded<ActionFact>): ActionState {
  if (event.type === 'ActionCreated') return created(event);
  if (!state) throw new Error(`${event.stream} begins with ${event.type}, not with ActionCreated.`);
  return { ...state, ...change(state, event) };
}

type Later = Exclude<Recorded<ActionFact>, { type: 'ActionCreated' }>;

function created({ data, metadata }: Recorded<Extract<ActionFact, { type: 'ActionCreated' }>>): ActionState {
  const { timescale, ...fields } = data;
  return {
    ...fields,
    alsoIn: data.alsoIn ?? [],
    externalRefs: data.externalRefs ?? [],
    parties: data.parties ?? [],
    dependsOn: data.dependsOn ?? [],
    status: 'planned',
    started: false,
    original: timescale,
    occurrences: {},
    splitInto: [],
    since: Object.fromEntries(CORRECTABLE.map((field) => [field, metadata.occurredAt])) as ActionState['since'],
  };
}

/** Without a field that a withdrawn action cannot have. */
const ENDED = {
  status: 'withdrawn',
  block: undefined,
  deferral: undefined,
  completedBy: undefined,
  dateRequest: undefined,
} as const;

function change(state: ActionState, event: Later): Partial<ActionState> {
  switch (event.type) {
    case 'ActionDescribed': {
      const { overseenBy = state.overseenBy, ...fields } = event.data;
      const named = (['title', 'description'] as const).filter((field) => fields[field] !== undefined);
      return { ...fields, overseenBy: overseenBy ?? undefined, since: since(state, event, ...named) };
    }
    case 'ActionMoved':
      return { ...movedTo(event.data.programme, state), since: since(state, event, 'programme') };
    case 'ActionPartyAssigned': {
      const parties = [...without(state, event.data), event.data];
      return event.data.part === 'lead' ? { parties, since: since(state, event, 'owner') } : { parties };
    }
    case 'ActionPartyReleased':
      return { parties: without(state, event.data) };
    case 'ActionTimescaleRevised':
      return {
        ...revisedTo(state, event.data.timescale),
        dateRequest: undefined,
        since: since(state, event, 'timescale'),
      };
    case 'ActionDateRequested':
      return { dateRequest: { ...event.data, by: answersFor(event.metadata) } };
    case 'ActionDateRequestRefused':
      return { dateRequest: undefined };
    case 'ActionReadingConfirmed':
      return restatedTo(state, event.data.timescale);
    case 'ActionForecast':
      return { forecast: event.data.timescale };
    case 'ActionReviewDateSet':
      return { reviewOn: event.data.reviewOn ?? undefined, since: since(state, event, 'reviewOn') };
    case 'ActionReviewFellDue':
      return { reviewRaised: event.data.reviewOn };
    case 'ActionStarted':
      return { status: 'in-progress', started: true };
    case 'ActionRated':
      return { rating: event.data };
    case 'ActionBlocked':
      return { status: 'blocked', block: event.data.reason };
    case 'ActionUnblocked':
      return { status: underWay(state), block: undefined };
    case 'ActionDeferred':
      return { status: 'deferred', deferral: event.data, block: undefined };
    case 'ActionDeferralFellDue':
      return { deferralRaised: event.data.until };
    case 'ActionResumed':
      return { status: underWay(state), deferral: undefined };
    case 'ActionOccurrenceCompleted':
      return { occurrences: { ...state.occurrences, [event.data.due]: 'completed' } };
    case 'ActionOccurrenceMissed':
      return { occurrences: { ...state.occurrences, [event.data.due]: 'missed' } };
    case 'ActionCompleted':
      return { status: 'complete', started: true, completedBy: answersFor(event.metadata), dateRequest: undefined };
    case 'ActionCompletionDeclined':
      return { status: 'in-progress', completedBy: undefined };
    case 'ActionVerified':
      return { status: 'verified' };
    case 'ActionWithdrawn':
      return { ...ENDED, withdrawnAs: event.data.kind };
    case 'ActionMerged':
      return { ...ENDED, withdrawnAs: 'superseded', mergedInto: event.data.into };
    case 'ActionReopened':
      return { status: underWay(state), withdrawnAs: undefined, mergedInto: undefined, completedBy: undefined };
    case 'ActionSplit':
      return { splitInto: [...new Set([...state.splitInto, ...event.data.into])] };
    case 'ActionEscalated':
      return { escalation: event.data };
    case 'ActionEscalationAnswered':
      return state.escalation ? { escalation: { ...state.escalation, answer: event.data.answer } } : {};
    case 'ActionDependencyAdded':
      return { dependsOn: [...state.dependsOn, event.data.on] };
    case 'ActionDependencyRemoved':
      return { dependsOn: state.dependsOn.filter((id) => id !== event.data.on) };
    case 'ActionCorrected':
      return corrected(state, event.data.field as CorrectableActionField, event.data.value);
    case 'ActionProgressReported':
    case 'ActionEvidenceAttached':
    case 'ActionNoteAdded':
      return {};
    default:
      return unknownEvent(event);
  }
}

function underWay(state: ActionState): ActionStatus {
  return state.started ? 'in-progress' : 'planned';
}

function movedTo(programme: string, { alsoIn }: ActionState) {
  return { programme, alsoIn: alsoIn.filter((other) => other !== programme) };
}

function without({ parties }: ActionState, { party, part }: PartyPart): readonly PartyPart[] {
  return parties.filter((other) => other.party !== party || other.part !== part);
}

function since(state: ActionState, { metadata }: Later, ...fields: CorrectableActionField[]): ActionState['since'] {
  return { ...state.since, ...Object.fromEntries(fields.map((field) => [field, metadata.occurredAt])) };
}

function corrected(state: ActionState, field: CorrectableActionField, value: unknown): Partial<ActionState> {
  if (field === 'timescale') return restatedTo(state, value as Timescale);
  if (field === 'programme') return movedTo(value as string, state);
  if (field !== 'owner') return { [field]: value };
  const others = state.parties.filter(({ part }) => part !== 'lead');
  return { parties: [...others, { party: value as string, part: 'lead' }] };
}

/** Writes a verb of actions with its command's type inferred from `body`. */
export const actionVerb = verbsOf<ActionState, ActionFact>();
