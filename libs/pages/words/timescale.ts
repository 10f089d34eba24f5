import type { AnswerTo, routes } from '#application/index.js';
import type { CalendarDate } from '#domain/index.js';
import { day } from './dates.js';

/** A timescale as answers show it. */
export type PromisedFor = NonNullable<AnswerTo<typeof routes.action>['agreed']>;

interface Window {
  readonly earliest: CalendarDate | null;
  readonly latest: CalendarDate | null;
}

/** One of the lines in which a timescale is told; `strong` stands between `text` and `rest`. */
export interface TimescaleLine {
  readonly key: string;
  readonly text: string;
  readonly strong?: string;
  readonly rest?: string;
}

interface Around {
  /** What the plan or the board first wrote. */
  readonly original: PromisedFor | null;
  /** Where it is written: "plan.txt, line 352". */
  readonly source: string | null;
  /** "by the board secretary on 4 April 2018"; null where nobody has confirmed the reading. */
  readonly confirmed: string | null;
  readonly reviewOn: CalendarDate | null;
  readonly nextDue: CalendarDate | null;
}

/** A timescale in up to seven lines; lines without content are left out. */
export function timescaleLines(agreed: PromisedFor | null, around: Around): readonly TimescaleLine[] {
  const { original, source, confirmed } = around;
  if (!agreed) return [{ key: 'As written', text: 'Not stated: no timescale was ever written.' }];
  const isMoved = original !== null && original.text !== agreed.text;
  const guessed = agreed.assumptions.length > 0 || agreed.alternatives.length > 0;
  const { before, strong, after } = understood(agreed, around);
  return [
    { key: 'As written', text: `“${agreed.text}”`, rest: !isMoved && source ? `(${source})` : '' },
    { key: 'How we understood it', text: before, strong, rest: after },
    ...some(agreed.assumptions, { key: 'Because', text: agreed.assumptions.join(' ') }),
    ...some(agreed.alternatives, {
      key: 'It could also mean',
      text: agreed.alternatives.map((other) => `${windowText(other)}, with ${other.because}.`).join(' '),
    }),
    ...some(agreed.condition ? [agreed.condition] : [], { key: 'On condition', text: `“${agreed.condition}”` }),
    ...(guessed || confirmed
      ? [{ key: 'Confirmed', text: confirmed ? `Confirmed ${confirmed}` : 'Nobody has confirmed this reading.' }]
      : []),
    ...(isMoved
      ? [
          {
            key: 'First written',
            text: `“${original.text}”${original.latest ? `, ${lowered(windowText(original))}` : ''}`,
            rest: source ? `(${source})` : '',
          },
        ]
      : []),
  ];
}

const some = (of: readonly unknown[], line: TimescaleLine): TimescaleLine[] => (of.length > 0 ? [line] : []);

interface Understood {
  readonly before: string;
  readonly strong?: string;
  readonly after?: string;
}

function understood(timescale: PromisedFor, { reviewOn, nextDue }: Pick<Around, 'reviewOn' | 'nextDue'>): Understood {
  const { precision, firmness, earliest, latest, openEnded, recurrence, condition } = timescale;
  if (precision === 'unread') return { before: 'We could not read this as a date.' };
  if (recurrence)
    return nextDue
      ? { before: `It comes round every ${recurrence.every}, next on`, strong: day(nextDue) }
      : { before: `It comes round every ${recurrence.every}.` };
  if (openEnded) {
    const from = earliest ? ` from ${day(earliest)}` : '';
    return reviewOn
      ? { before: `Ongoing${from}, to be looked at again on`, strong: day(reviewOn) }
      : { before: `Ongoing${from}, with no date on which to look again.` };
  }
  if (!latest)
    return { before: condition ? 'No date yet: it waits for a condition.' : 'No date is given, and none is taken.' };
  const after =
    firmness === 'estimate' ? ', an estimate' : firmness === 'conditional' ? ', if the condition is kept' : '';
  if (earliest === latest) return { before: 'On', strong: day(latest), after };
  return earliest
    ? { before: 'Between', strong: `${day(earliest)} and ${day(latest)}`, after }
    : { before: 'By', strong: day(latest), after };
}

/** "By 30 September 2018", "From 1 April 2018 to 31 March 2019". */
export function windowText({ earliest, latest }: Window): string {
  if (earliest && latest) return earliest === latest ? `On ${day(latest)}` : `From ${day(earliest)} to ${day(latest)}`;
  if (latest) return `By ${day(latest)}`;
  return earliest ? `From ${day(earliest)}` : 'No date';
}

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** The day of a promise for a table or a pane: "31 December 2018", "about 31 March 2020", "Ongoing", “TBC”. */
export function promisedDay(timescale: PromisedFor | null, nextDue: CalendarDate | null = null): string {
  if (!timescale) return 'Not stated';
  if (nextDue) return day(nextDue);
  if (timescale.latest) return `${timescale.firmness === 'estimate' ? 'About ' : ''}${day(timescale.latest)}`;
  if (timescale.openEnded) return 'Ongoing';
  if (/^not stated$/i.test(timescale.text)) return 'Not stated';
  return timescale.text ? `“${timescale.text}”` : 'Not stated';
}

/** The plan's own words below a day, where they say more than the day does. */
export function saysMore(timescale: PromisedFor | null): string | null {
  if (!timescale?.text || promisedDay(timescale).includes(timescale.text)) return null;
  const plain = day(timescale.latest).replaceAll('\u00a0', ' ');
  return timescale.text.toLowerCase() === plain.toLowerCase() ? null : `“${timescale.text}”`;
}

export const isPromise = (value: unknown): value is PromisedFor =>
  typeof value === 'object' && value !== null && 'text' in value && 'precision' in value;

/** A reading in a cell of a table: "By 31 March 2019". */
export function readAs(timescale: PromisedFor): string {
  const {
    before,
    strong = '',
    after = '',
  } = understood(timescale, {
    reviewOn: timescale.reviewOn ?? null,
    nextDue: null,
  });
  return `${before}${strong && ` ${strong}`}${after}`.replace(/[.]$/, '');
}

/** A reading in one sentence, for whoever has just typed the text. */
export function understoodAs(timescale: PromisedFor): string {
  const {
    before,
    strong = '',
    after = '',
  } = understood(timescale, { reviewOn: timescale.reviewOn ?? null, nextDue: null });
  const said =
    timescale.precision === 'unread'
      ? before
      : `We understand this as: ${lowered(before)}${strong && ` ${strong}`}${after}`;
  return [/[.]$/.test(said) ? said : `${said}.`, ...timescale.assumptions].join(' ');
}
