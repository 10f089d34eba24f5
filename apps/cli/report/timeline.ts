import { dayOf, whenTrue } from '../text/days.js';
import { inOneLine, wordsOf } from '../text/render.js';
import { told } from '../text/values.js';
import { ending, type Framed, heading, sentence } from './frame.js';
import { inWords } from './item-lines.js';

/** What happened to a decision, a milestone or a target; what else is said of it is printed by its name. */
interface Happening {
  readonly kind: string;
  readonly reference: string;
  readonly title: string;
  readonly what: string;
  readonly occurredAt: string;
  readonly reason: string | null;
  readonly [field: string]: unknown;
}

/** Fields that the heading of a happening says already, or only programs need. */
const SAID: ReadonlySet<string> = new Set([
  ...['kind', 'id', 'reference', 'title', 'what', 'occurredAt', 'precision', 'effectiveFrom', 'recordedAt'],
  ...['reason', 'number', 'position', 'href', 'links', 'history', 'eventId', 'target', 'measure', 'met'],
]);

/** The timeline as lines for people: a heading for each day, and below it what happened. */
export function timelineLines(page: Framed & { readonly items: readonly Happening[] }): string[] {
  return [
    ...heading('Decisions, milestones and breaches, in the order of when they were true', page),
    ...(page.items.length === 0 ? ['', 'Nothing happened there.'] : []),
    ...page.items.flatMap((item, at) => {
      const day = whenTrue(item.occurredAt);
      const before = page.items[at - 1];
      const isNew = before === undefined || whenTrue(before.occurredAt) !== day;
      return [...(isNew ? ['', day] : []), ...happeningLines(item)];
    }),
    ...ending(page),
  ];
}

function happeningLines(item: Happening): string[] {
  const { kind, reference, title, what, reason } = item;
  const how = kind === 'breach' ? inWords(what) : `${kind} ${inWords(what)}`;
  return [
    ...sentence(`${reference}  ${how}: ${inOneLine(title)}`, '  ', '    '),
    ...(reason === null ? [] : sentence(`because ${inOneLine(reason)}`, '    ', '      ')),
    ...Object.entries({ ...item, [kind]: undefined, ...(item[kind] as object | null | undefined) }).flatMap(
      ([name, value]) => {
        const text = SAID.has(name) || (value === false && name !== 'open') ? '-' : wordsIn(value);
        return text === '-' ? [] : sentence(`${wordsOf(name)}: ${text}`, '    ', '      ');
      },
    ),
  ];
}

/** A value in words; a day as people say it. */
const wordsIn = (value: unknown): string => (typeof value === 'string' ? inOneLine(dayOf(value)) : told(value));
