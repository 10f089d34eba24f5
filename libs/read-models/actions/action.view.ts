import {
  type Access,
  type ActionStatus,
  type Authority,
  agreedOf,
  type CalendarDate,
  type ExternalRef,
  nextDue,
  type OccurredAt,
  type Occurrence,
  type PartyPart,
  type Rating,
  type WithdrawalKind,
} from '#domain/index.js';
import type { Promised, ReadAnew, Restated } from '#read-store/index.js';
import type { DateRequestView } from '../date-requests/date-request.js';

export interface Turn {
  readonly by: string;
  readonly occurredAt: OccurredAt;
  readonly narrative?: string;
}

/** An action's state in the read model. It holds ids; presenters replace them with references. */
export interface ActionView {
  readonly reference: string;
  readonly title: string;
  readonly description?: string;
  readonly access: Access;
  readonly programme: string;
  readonly alsoIn: readonly string[];
  readonly overseenBy?: string;
  readonly parent?: string;
  readonly parties: readonly PartyPart[];
  readonly externalRefs: readonly ExternalRef[];
  readonly dependsOn: readonly string[];
  readonly status: ActionStatus;
  readonly started: boolean;
  readonly original?: Promised;
  /** Set only after the promise was revised; until then `original` stands. */
  readonly revised?: Promised;
  readonly agreedBy?: Authority;
  /** How a correction or a new interpretation of the timescale moved the last day. */
  readonly restated?: Restated;
  /** The date from which the agreed timescale was read; a recurring promise counts its occurrences from it. */
  readonly promisedOn?: CalendarDate;
  /** The current parser's interpretation, set only when it differs from the stored one. */
  readonly readAnew?: ReadAnew;
  readonly forecast?: Promised;
  readonly dateRequest?: DateRequestView;
  readonly reviewOn?: CalendarDate;
  readonly reviewRaised?: CalendarDate;
  readonly deferralRaised?: CalendarDate;
  readonly rating?: { readonly rating: Rating; readonly narrative?: string; readonly scheme: number };
  /** A rating from before completion does not count as a disagreement with the facts. */
  readonly ratedBeforeCompletion?: boolean;
  readonly progress?: Turn & { readonly percent?: number };
  readonly block?: Turn;
  readonly deferral?: Turn & { readonly until?: CalendarDate };
  readonly completion?: Turn;
  readonly declined?: Turn;
  readonly verification?: Turn;
  readonly withdrawal?: Turn & { readonly kind: WithdrawalKind };
  readonly occurrences: readonly Occurrence[];
  readonly splitInto: readonly string[];
  readonly mergedInto?: string;
  readonly replacedBy?: string;
  readonly escalation?: EscalationView;
}
export interface EscalationView {
  readonly to: string;
  readonly ask: string;
  readonly answer?: 'accepted' | 'returned';
  readonly narrative?: string;
}

export const ownerOf = ({ parties }: Pick<ActionView, 'parties'>) => parties.find(({ part }) => part === 'lead')?.party;

/** The last day of the next promise; for a recurring promise, of its first unsettled occurrence. */
export function dueOf(
  state: Pick<ActionView, 'revised' | 'original' | 'promisedOn' | 'occurrences'>,
): CalendarDate | null {
  const agreed = agreedOf(state);
  const settled = state.occurrences.map(({ due }) => due);
  return agreed && state.promisedOn ? nextDue(agreed, state.promisedOn, settled) : null;
}
