import {
  type ActionFact,
  type ActionStatus,
  answersFor,
  type CalendarDate,
  type Occurrence,
  type PartyPart,
  type Recorded,
  restatedTo,
  revisedTo,
  type Timescale,
  unknownEvent,
  type WithdrawalKind,
} from '#domain/index.js';
import { promised, readAnew, restatedBy } from '#read-store/index.js';
import { requestedIn } from '../date-requests/date-request.js';
import type { ActionView, Turn } from './action.view.js';

export type ActionEvent = Recorded<ActionFact>;
type LaterEvent = Exclude<ActionEvent, { type: 'ActionCreated' }>;
type Created = Extract<ActionEvent, { type: 'ActionCreated' }>;

export function evolve(state: ActionView | undefined, event: ActionEvent): ActionView {
  if (event.type === 'ActionCreated') return created(event);
  if (!state) throw new Error(`${event.stream} begins with ${event.type}, not with ActionCreated.`);
  return Object.assign(whole(state), change(state, event));
}

function created({ data: { timescale, ...data } }: Created): ActionView {
  return whole({ ...data, ...(timescale && { original: promised(timescale), ...readBy(timescale) }) });
}

/** One literal with every field: V8 copies a copy of a wide object by spread ten times slower. */
function whole(state: Begun): ActionView {
  return {
    reference: state.reference,
    title: state.title,
    description: state.description,
    access: state.access,
    programme: state.programme,
    alsoIn: state.alsoIn ?? [],
    overseenBy: state.overseenBy,
    parent: state.parent,
    parties: state.parties ?? [],
    externalRefs: state.externalRefs ?? [],
    dependsOn: state.dependsOn ?? [],
    status: state.status ?? 'planned',
    started: state.started ?? false,
    original: state.original,
    revised: state.revised,
    agreedBy: state.agreedBy,
    restated: state.restated,
    promisedOn: state.promisedOn,
    readAnew: state.readAnew,
    forecast: state.forecast,
    dateRequest: state.dateRequest,
    reviewOn: state.reviewOn,
    reviewRaised: state.reviewRaised,
    deferralRaised: state.deferralRaised,
    rating: state.rating,
    ratedBeforeCompletion: state.ratedBeforeCompletion,
    progress: state.progress,
    block: state.block,
    deferral: state.deferral,
    completion: state.completion,
    declined: state.declined,
    verification: state.verification,
    withdrawal: state.withdrawal,
    occurrences: state.occurrences ?? [],
    splitInto: state.splitInto ?? [],
    mergedInto: state.mergedInto,
    replacedBy: state.replacedBy,
    escalation: state.escalation,
  } satisfies Record<keyof ActionView, unknown>;
}

type Always = 'reference' | 'title' | 'access' | 'programme';
type Begun = Pick<ActionView, Always> & Partial<Omit<ActionView, Always>>;

function readBy(timescale: Timescale): Pick<ActionView, 'promisedOn' | 'readAnew'> {
  return { promisedOn: timescale.context.documentDate, readAnew: readAnew(timescale) };
}

function change(state: ActionView, event: LaterEvent): Partial<ActionView> {
  switch (event.type) {
    case 'ActionDescribed': {
      const { overseenBy = state.overseenBy, ...fields } = event.data;
      return { ...fields, overseenBy: overseenBy ?? undefined };
    }
    case 'ActionMoved':
      return movedTo(event.data.programme, state);
    case 'ActionPartyAssigned':
      return { parties: [...without(state, event.data), { party: event.data.party, part: event.data.part }] };
    case 'ActionPartyReleased':
      return { parties: without(state, event.data) };
    case 'ActionTimescaleRevised': {
      const timescale = promised(event.data.timescale);
      const read = readBy(event.data.timescale);
      const answered = { agreedBy: event.data.authority, dateRequest: undefined, ...read };
      return { ...revisedTo(state, timescale), ...answered };
    }
    case 'ActionDateRequested':
      return { dateRequest: requestedIn(event, event.data.timescale, event.data.reason) };
    case 'ActionDateRequestRefused':
      return { dateRequest: undefined };
    case 'ActionReadingConfirmed':
      return restated(state, event.data.timescale, event);
    case 'ActionForecast':
      return { forecast: promised(event.data.timescale) };
    case 'ActionReviewDateSet':
      return { reviewOn: event.data.reviewOn ?? undefined };
    case 'ActionReviewFellDue':
      return { reviewRaised: event.data.reviewOn };
    case 'ActionStarted':
      return { status: 'in-progress', started: true };
    case 'ActionProgressReported':
      return { progress: { ...turn(event, event.data.narrative), ...percentOf(event.data) } };
    case 'ActionRated':
      return { rating: event.data, ratedBeforeCompletion: undefined };
    case 'ActionBlocked':
      return { status: 'blocked', block: turn(event, event.data.reason) };
    case 'ActionUnblocked':
      return { status: underWay(state), block: undefined };
    case 'ActionDeferred': {
      const { reason, until } = event.data;
      return { status: 'deferred', block: undefined, deferral: { ...turn(event, reason), ...(until && { until }) } };
    }
    case 'ActionDeferralFellDue':
      return { deferralRaised: event.data.until };
    case 'ActionResumed':
      return { status: underWay(state), deferral: undefined };
    case 'ActionOccurrenceCompleted':
      return occurred(state, event.data.due, 'completed', event.data.evidence);
    case 'ActionOccurrenceMissed':
      return occurred(state, event.data.due, 'missed', event.data.reason);
    case 'ActionCompleted':
      return {
        status: 'complete',
        started: true,
        completion: turn(event, event.data.narrative),
        declined: undefined,
        dateRequest: undefined,
        ratedBeforeCompletion: state.rating ? true : undefined,
      };
    case 'ActionCompletionDeclined':
      return { ...UNCOMPLETED, status: 'in-progress', declined: turn(event, event.data.reason) };
    case 'ActionVerified':
      return { status: 'verified', verification: turn(event, event.data.evidence) };
    case 'ActionWithdrawn':
      return { ...withdrawn(event, event.data.kind, event.data.reason), replacedBy: event.data.replacedBy };
    case 'ActionMerged':
      return { ...withdrawn(event, 'superseded', event.data.reason), mergedInto: event.data.into };
    case 'ActionReopened':
      return {
        ...UNCOMPLETED,
        status: underWay(state),
        verification: undefined,
        withdrawal: undefined,
        mergedInto: undefined,
        replacedBy: undefined,
      };
    case 'ActionSplit':
      return { splitInto: [...new Set([...state.splitInto, ...event.data.into])] };
    case 'ActionEscalated':
      return { escalation: event.data };
    case 'ActionEscalationAnswered':
      return state.escalation ? { escalation: { ...state.escalation, ...event.data } } : {};
    case 'ActionDependencyAdded':
      return { dependsOn: [...state.dependsOn, event.data.on] };
    case 'ActionDependencyRemoved':
      return { dependsOn: state.dependsOn.filter((id) => id !== event.data.on) };
    case 'ActionEvidenceAttached':
    case 'ActionNoteAdded':
      return {};
    case 'ActionCorrected':
      return corrected(state, event);
    default:
      return unknownEvent(event);
  }
}

const UNCOMPLETED = { completion: undefined, ratedBeforeCompletion: undefined } as const;

function turn({ metadata }: LaterEvent, narrative?: string): Turn {
  return { by: answersFor(metadata), occurredAt: metadata.occurredAt, ...(narrative !== undefined && { narrative }) };
}

const percentOf = ({ percent }: { percent?: number }) => (percent === undefined ? {} : { percent });
const underWay = ({ started }: ActionView): ActionStatus => (started ? 'in-progress' : 'planned');

function movedTo(programme: string, { alsoIn }: ActionView): Partial<ActionView> {
  return { programme, alsoIn: alsoIn.filter((other) => other !== programme) };
}

function without({ parties }: ActionView, { party, part }: PartyPart): readonly PartyPart[] {
  return parties.filter((other) => other.party !== party || other.part !== part);
}

function withdrawn(event: LaterEvent, kind: WithdrawalKind, reason: string): Partial<ActionView> {
  const withdrawal = { ...turn(event, reason), kind };
  const ended = { block: undefined, deferral: undefined, dateRequest: undefined };
  return { ...UNCOMPLETED, ...ended, status: 'withdrawn', withdrawal };
}

function occurred({ occurrences }: ActionView, due: CalendarDate, outcome: Occurrence['outcome'], narrative?: string) {
  const others = occurrences.filter((each) => each.due !== due);
  return { occurrences: [...others, { due, outcome, ...(narrative !== undefined && { narrative }) }] };
}

function restated(state: ActionView, timescale: Timescale, event: LaterEvent): Partial<ActionView> {
  const promise = promised(timescale);
  const read = readBy(timescale);
  return {
    ...restatedTo(state, promise),
    ...read,
    restated: restatedBy(state, timescale, event),
  };
}

function corrected(state: ActionView, event: Extract<LaterEvent, { type: 'ActionCorrected' }>): Partial<ActionView> {
  const { field, value } = event.data;
  if (field === 'timescale') return restated(state, value as Timescale, event);
  if (field === 'programme') return movedTo(String(value), state);
  if (field !== 'owner') return { [field]: value ?? undefined };
  const others = state.parties.filter(({ part }) => part !== 'lead');
  return { parties: [...others, { party: String(value), part: 'lead' }] };
}
