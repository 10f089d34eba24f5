import { IsIn, IsOptional } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { CommandBody, ReasonedCommand } from '../kernel/command.js';
import { type Context, type Fact, type Outcome, type Refusal, refuse } from '../kernel/decider.js';
import { agreedOf, type PromisedDates } from './agreed.js';
import type { Authority } from './authorities.js';
import { isSamePromise } from './promise.js';
import type { Timescale } from './reading.js';

/** A date that was asked for and waits for the group; the agreed date stays meanwhile. */
export interface DateRequest {
  readonly timescale: Timescale;
  readonly reason: string;
  /** The party that asked. */
  readonly by: string;
}

/** On whose word a date is agreed; that of its lead alone is none. */
const AGREE = ['group', 'chairs-action', 'delegated'] as const satisfies readonly Authority[];
type Agreeing = (typeof AGREE)[number];

const LEFT_OUT = 'On whose word the date is agreed. Left out, it is `group`, and the command names the meeting.';

export class AgreeDate extends CommandBody {
  @IsOptional()
  @IsIn(AGREE)
  @JSONSchema((schema) => ({ ...schema, description: LEFT_OUT }))
  authority?: Agreeing;
}

export class RefuseDate extends ReasonedCommand {}

export function agreeingOf({ authority }: AgreeDate, { meeting, reference }: Context): Agreeing | Refusal {
  if (authority ?? meeting) return authority ?? 'group';
  const detail = `Say who agrees the date of ${reference}: the meeting, or the authority (${AGREE.join(', ')}).`;
  return refuse('authority-needed', detail, { field: 'authority' });
}

/** A repeat records nothing. The date that is agreed already needs no request. */
export function requested<F extends Fact>(
  { timescale, reason }: Omit<DateRequest, 'by'>,
  state: PromisedDates<Timescale> & { readonly dateRequest?: DateRequest },
  { reference }: Context,
  fact: F,
): Outcome<F> {
  const { dateRequest: open } = state;
  if (open && isSamePromise(open.timescale, timescale) && open.reason === reason) return [];
  if (!isSamePromise(agreedOf(state), timescale)) return [fact];
  return refuse('date-already-agreed', `“${timescale.text}” is the agreed date of ${reference} already.`, {
    value: timescale.text,
  });
}

/** Why there is nothing to agree or refuse. */
export function nothingAsked(request: DateRequest | undefined, { reference }: Context): Refusal | undefined {
  if (request) return undefined;
  return refuse(
    'no-date-request',
    `No other date of ${reference} waits for an answer; it was never asked or is answered.`,
  );
}
