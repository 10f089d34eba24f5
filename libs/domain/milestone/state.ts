import type { Access } from '../kernel/access.js';
import type { CalendarDate, OccurredAt } from '../kernel/calendar.js';
import { type Recorded, unknownEvent, verbsOf } from '../kernel/decider.js';
import { answersFor } from '../kernel/metadata.js';
import { restatedTo, revisedTo } from '../timescale/agreed.js';
import type { DateRequest } from '../timescale/date-request.js';
import type { Timescale } from '../timescale/reading.js';
import type { MilestoneFact } from './events.js';

export const MILESTONE_STATUSES = ['pending', 'met', 'missed', 'withdrawn'] as const;
export type MilestoneStatus = (typeof MILESTONE_STATUSES)[number];

export const CORRECTABLE = ['title', 'due'] as const;
export type CorrectableMilestoneField = (typeof CORRECTABLE)[number];

export interface MilestoneState {
  readonly reference: string;
  readonly title: string;
  readonly programme: string;
  readonly action?: string;
  readonly access: Access;
  readonly status: MilestoneStatus;
  /** A reversal returns to missed. */
  readonly missed: boolean;
  readonly original: Timescale;
  /** Set only after the promise was revised; until then `original` stands. */
  readonly revised?: Timescale;
  readonly forecast?: Timescale;
  /** Any revision of the date answers it. */
  readonly dateRequest?: DateRequest;
  readonly metOn?: CalendarDate;
  readonly since: Readonly<Record<CorrectableMilestoneField, OccurredAt>>;
}

export function evolve(state: MilestoneState | undefined, event: Recorded<MilestoneFact>): MilestoneState {
  if (event.type === 'MilestoneSet') return begun(event);
  if (!state) throw new Error(`${event.stream} begins with ${event.type}, not with MilestoneSet.`);
  return { ...state, ...change(state, event) };
}

function begun({ data, metadata }: Recorded<Extract<MilestoneFact, { type: 'MilestoneSet' }>>): MilestoneState {
  const { occurredAt } = metadata;
  const { due, ...fields } = data;
  return {
    ...fields,
    status: 'pending',
    missed: false,
    original: due,
    since: { title: occurredAt, due: occurredAt },
  };
}

type Later = Exclude<Recorded<MilestoneFact>, { type: 'MilestoneSet' }>;

function change(state: MilestoneState, event: Later): Partial<MilestoneState> {
  switch (event.type) {
    case 'MilestoneDateRevised': {
      const since = { ...state.since, due: event.metadata.occurredAt };
      return { ...revisedTo(state, event.data.due), since, status: 'pending', missed: false, dateRequest: undefined };
    }
    case 'MilestoneDateRequested': {
      const { due: timescale, reason } = event.data;
      return { dateRequest: { timescale, reason, by: answersFor(event.metadata) } };
    }
    case 'MilestoneDateRequestRefused':
      return { dateRequest: undefined };
    case 'MilestoneReadingConfirmed':
      return restatedTo(state, event.data.due);
    case 'MilestoneForecast':
      return { forecast: event.data.due };
    case 'MilestoneMet':
      return { status: 'met', metOn: event.data.metOn, dateRequest: undefined };
    case 'MilestoneMetReversed':
      return { status: state.missed ? 'missed' : 'pending', metOn: undefined };
    case 'MilestoneMissed':
      return { status: 'missed', missed: true };
    case 'MilestoneWithdrawn':
      return { status: 'withdrawn', dateRequest: undefined };
    case 'MilestoneCorrected':
      return event.data.field === 'due'
        ? restatedTo(state, event.data.value as Timescale)
        : { [event.data.field]: event.data.value };
    default:
      return unknownEvent(event);
  }
}

/** Writes a verb of milestones with its command's type inferred from `body`. */
export const milestoneVerb = verbsOf<MilestoneState, MilestoneFact>();
