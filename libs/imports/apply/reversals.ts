import type { Kind, Timescale } from '#domain/index.js';
import { NOT_STATED } from '#domain/index.js';

export interface Before {
  readonly kind: Kind;
  readonly id: string;
  /** Undefined for what the import created. */
  readonly before: unknown;
  readonly now: unknown;
  /** Types of the events that the import recorded of it. */
  readonly told: readonly string[];
}

export interface Reversal {
  readonly verb: string;
  readonly body: object;
}

const END: Readonly<Partial<Record<Kind, string>>> = {
  programme: 'close',
  party: 'retire',
  action: 'withdraw',
  milestone: 'withdraw',
  target: 'withdraw',
  decision: 'revoke',
};
const ENDED = ['withdrawn', 'revoked'];

interface State {
  readonly status?: string;
  readonly title?: string;
  readonly description?: string;
  readonly parties?: readonly { readonly party: string; readonly part: string }[];
  readonly original?: Timescale;
  readonly revised?: Timescale;
  readonly trajectory?: readonly object[];
  readonly measurements?: Readonly<Record<string, Measured>>;
  readonly forecast?: Timescale;
  readonly rating?: { readonly rating: string; readonly narrative?: string };
  readonly block?: string;
}

interface Measured {
  readonly period: string;
  readonly value?: string | { toString(): string };
}

/** What no event can take back of an item that was there before, in words. */
export function stayingOf({ before, now, told }: Before): string[] {
  const [was, is] = [before as State | undefined, now as State];
  if (!was) return [];
  const agreed = ({ revised, original }: State) => revised ?? original;
  const isBegun = was.status === 'planned' && !['planned', 'withdrawn'].includes(is.status ?? '');
  return [
    ...(isBegun && told.includes('ActionStarted') ? ['that work has begun'] : []),
    ...(!was.rating && is.rating ? [`its rating, ${is.rating.rating}`] : []),
    ...(!was.forecast && is.forecast ? [`its forecast, "${is.forecast.text}"`] : []),
    ...(!agreed(was) && agreed(is) ? [`its date, "${agreed(is)?.text}"`] : []),
    ...(was.description === undefined && is.description !== undefined ? ['its description'] : []),
    ...newPeriods(was, is).map((period) => `the figure of ${period}`),
    ...Object.entries(KEPT).flatMap(([type, what]) => {
      const count = told.filter((each) => each === type).length;
      return count === 0 ? [] : [count === 1 ? what : `${count} of: ${what}`];
    }),
  ];
}

/** Everything that was said is kept, so that nobody can unsay it. */
const KEPT: Readonly<Record<string, string>> = {
  ActionNoteAdded: 'a note',
  ActionProgressReported: 'a report of progress',
  ActionEvidenceAttached: 'evidence',
};

const newPeriods = ({ measurements: was = {} }: State, { measurements: is = {} }: State): readonly string[] =>
  Object.values(is).flatMap(({ period, value }) =>
    value !== undefined && was[period]?.value === undefined ? [period] : [],
  );

/** The commands that bring an item back to where it stood, as far as events can. */
export function reversalsOf({ kind, before, now }: Before, reason: string): Reversal[] {
  const [was, is] = [before as State | undefined, now as State];
  if (!was) {
    const verb = END[kind];
    return verb === undefined || ENDED.includes(is.status ?? '') ? [] : [{ verb, body: { reason } }];
  }
  switch (kind) {
    case 'action':
      return [...statusBack(was, is, reason), ...fieldsBack(was, is, reason), ...reportsBack(was, is, reason)];
    case 'milestone': {
      const isMet = is.status === 'met' && was.status !== 'met';
      return [
        ...(isMet ? [{ verb: 'reverse', body: { reason } }] : []),
        ...dateBack(was, is, reason, 'revise-date', 'due'),
      ];
    }
    case 'target':
      return [...trajectoryBack(was, is, reason), ...figuresBack(was, is, reason)];
    default:
      return [];
  }
}

function trajectoryBack({ trajectory = [] }: State, is: State, reason: string): Reversal[] {
  const isSame = JSON.stringify(trajectory) === JSON.stringify(is.trajectory);
  return isSame || trajectory.length === 0 ? [] : [{ verb: 'set-trajectory', body: { trajectory, reason } }];
}

function figuresBack({ measurements: was = {} }: State, { measurements: is = {} }: State, reason: string): Reversal[] {
  return Object.values(was).flatMap(({ period, value }) => {
    const now = is[period]?.value;
    const isChanged = value !== undefined && now !== undefined && String(value) !== String(now);
    return isChanged ? [{ verb: 'correct-measurement', body: { period, value: String(value), reason } }] : [];
  });
}

/** A forecast and a rating give way to those before them. */
function reportsBack(was: State, is: State, reason: string): Reversal[] {
  const { forecast, rating } = was;
  const isForecast = forecast !== undefined && forecast.text !== is.forecast?.text;
  const isRated = rating !== undefined && rating.rating !== is.rating?.rating;
  return [
    ...(isForecast ? [{ verb: 'forecast', body: { timescale: forecast.text, readAs: readAs(forecast) } }] : []),
    ...(isRated ? [{ verb: 'rate', body: { rating: rating.rating, narrative: rating.narrative ?? reason } }] : []),
  ];
}

function readAs({ context: { documentDate, documentDateKnown } }: Timescale): object {
  return { documentDate: documentDateKnown === false ? NOT_STATED : documentDate };
}

function statusBack(was: State, is: State, reason: string): Reversal[] {
  if (was.status === is.status) return [];
  const open = OPEN_AGAIN[is.status ?? ''];
  return [
    ...(open ? [{ verb: open, body: { reason } }] : []),
    ...(was.status === 'blocked' ? [{ verb: 'block', body: { reason: was.block ?? reason } }] : []),
    ...(was.status === 'deferred' ? [{ verb: 'defer', body: { reason } }] : []),
  ];
}

const OPEN_AGAIN: Readonly<Record<string, string>> = {
  complete: 'decline-completion',
  withdrawn: 'reopen',
  blocked: 'unblock',
  deferred: 'resume',
};

function fieldsBack(was: State, is: State, reason: string): Reversal[] {
  const leadOf = ({ parties }: State) => parties?.find(({ part }) => part === 'lead')?.party;
  const described = was.title !== is.title || (was.description !== undefined && was.description !== is.description);
  const [lead, leadNow] = [leadOf(was), leadOf(is)];
  return [
    ...(described
      ? [
          {
            verb: 'describe',
            body: { title: was.title, ...(was.description && { description: was.description }), reason },
          },
        ]
      : []),
    ...(lead !== leadNow
      ? [
          lead === undefined
            ? { verb: 'release-party', body: { party: leadNow, part: 'lead', reason } }
            : { verb: 'assign-owner', body: { owner: lead, reason } },
        ]
      : []),
    ...dateBack(was, is, reason, 'revise-timescale', 'timescale'),
  ];
}

function dateBack(was: State, is: State, reason: string, verb: string, field: string): Reversal[] {
  const [agreed, now] = [was.revised ?? was.original, is.revised ?? is.original];
  if (!agreed || agreed.text === now?.text) return [];
  return [{ verb, body: { [field]: agreed.text, readAs: readAs(agreed), authority: 'unknown', reason } }];
}
