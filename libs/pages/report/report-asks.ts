import type { AnswerTo, routes } from '#application/index.js';
import type { RatingReason } from '#domain/index.js';
import { count, day } from '../words/dates.js';
import { disposition } from '../words/labels.js';
import { shift } from '../words/promises.js';
import { because } from '../words/reasons.js';

type Report = AnswerTo<typeof routes.governance>;
type Asked = Report['asks'][number];
type AskItem = Asked['items'][number];
type Line = Report['lists'][number]['items'][number];

interface Item {
  readonly kind: string;
  readonly reference: string;
  readonly title?: string;
}

interface GivenRating {
  readonly rating: string | null;
  readonly reasons?: readonly RatingReason[];
}

/** One thing that is asked of the board, and why it is here. */
export interface BoardAsk {
  readonly what: string;
  readonly items: readonly Item[];
  readonly change?: { readonly before: string; readonly after: string };
  readonly said?: GivenRating;
  readonly found?: GivenRating;
  readonly says: string;
  /** The event that tells of it. */
  readonly number?: number;
  /** Where those are that do not stand here. */
  readonly rest?: { readonly n: number; readonly href: string };
}

interface Where {
  figure(name: string): string;
  readonly dates: string;
  readonly attention: string;
  readonly actions: string;
}

/** What a board is asked, in the order in which it asks: what waits for its word alone comes first. */
export function boardAsks(report: Report, where: Where): BoardAsk[] {
  const asked = (name: Asked['ask']) => report.asks.find(({ ask }) => ask === name) ?? { total: 0, items: [] };
  const list = (name: string) => report.lists.find(({ figure }) => figure === name) ?? { total: 0, items: [] };
  return [
    ...rows(
      asked('dates-moved-by-lead'),
      ({ asked }) =>
        'request' in asked
          ? 'Agree, or refuse, a date that was asked for'
          : 'Agree, or not, a date that its lead moved alone',
      moved,
      where.dates,
    ),
    ...rows(asked('chairs-actions'), 'Receive a chair’s action', moved, where.dates),
    ...rows(
      list('decisions.readyToRelease'),
      'Release, or not, a decision',
      ready,
      where.figure('decisions.readyToRelease'),
    ),
    ...rows(list('decisions.reviewDue'), 'Review a decision', reviewed, where.figure('decisions.reviewDue')),
    ...rows(asked('escalated'), 'Answer what was asked of this board', escalated, where.actions),
    ...rows(asked('blocked'), 'Say what would unblock it', blocked, where.figure('actions.blocked')),
    ...rows(
      asked('rated-better-than-facts'),
      'Ask its lead: the rating and the facts differ',
      differs,
      where.attention,
    ),
    ...toVerify(asked('complete-not-verified'), where.figure('actions.complete')),
  ];
}

type Told = Partial<Omit<BoardAsk, 'items'>>;

function rows<I extends Item>(
  { items, total }: { readonly items: readonly I[]; readonly total: number },
  what: string | ((item: I) => string),
  tell: (item: I) => Told,
  href: string,
): BoardAsk[] {
  const left = total - items.length;
  return items.map((item, index) => ({
    what: typeof what === 'string' ? what : what(item),
    items: [item],
    says: '',
    ...tell(item),
    ...(left > 0 && index === items.length - 1 && { rest: { n: left, href } }),
  }));
}

const quoted = (text: string | null): string => (text ? `“${text}”` : '');

function moved({ asked }: AskItem): Told {
  if ('request' in asked)
    return {
      change: {
        before: asked.from ? day(asked.from) : 'no date',
        after: asked.to ? day(asked.to) : `“${asked.request}”`,
      },
      says: [asked.days === null ? '' : `${shift(asked.days)}:`, quoted(asked.reason)].filter(Boolean).join(' '),
      number: asked.number,
    };
  if ('number' in asked)
    return {
      change: { before: day(asked.from), after: day(asked.to) },
      says: quoted(asked.reason),
      number: asked.number,
    };
  if ('disposition' in asked) return { says: `${disposition(asked.disposition)}, ${day(asked.decidedOn)}` };
  return {};
}

const ready = ({ openConditions }: Line): Told => ({
  says: openConditions.length === 0 ? 'Nothing that it waited for is open' : '',
});

function reviewed({ due, daysPast }: Line): Told {
  if (due === null) return {};
  return {
    says: (daysPast ?? 0) > 0 ? `Its review was due by ${day(due)}` : `Its review is due by ${day(due)}`,
  };
}

function escalated({ asked }: AskItem): Told {
  return 'ask' in asked ? { says: quoted(asked.ask) } : {};
}

function blocked({ asked }: AskItem): Told {
  if (!('narrative' in asked)) return {};
  const since = asked.occurredAt && asked.occurredAt !== 'not-stated' ? ` since ${day(asked.occurredAt)}` : '';
  return { says: `Blocked${since}${asked.narrative ? `: ${quoted(asked.narrative)}` : ''}` };
}

function differs({ asked }: AskItem): Told {
  if (!('rating' in asked)) return {};
  const [reason] = asked.derived.reasons;
  return { said: asked, found: asked.derived, says: reason ? because(reason) : '' };
}

/** One row for all: the board verifies them in one go, and each page has its evidence. */
function toVerify({ items, total }: Pick<Asked, 'items' | 'total'>, href: string): BoardAsk[] {
  if (total === 0) return [];
  const left = total - items.length;
  return [
    {
      what: 'Verify, or send back, what is reported complete',
      items,
      says: `${count(total, 'action')} reported complete; nobody else has confirmed ${total === 1 ? 'it' : 'them'}`,
      ...(left > 0 && { rest: { n: left, href } }),
    },
  ];
}
