import { type Covered, type ReportAsked, type ReportScope, scopeOf } from '#read-models/programmes/scope.js';
import { cursorAfter, sortValues } from '#read-store/query/cursor.js';
import type { PageAsked } from '#read-store/query/list.js';
import type { Page, QueryContext } from '#read-store/query/query-context.js';
import { ASKS, type AskName, type ListedAsk } from '../figures/ask-names.js';
import { boundsOf } from '../figures/bounds.js';
import type { Bounds, FigureName } from '../figures/figures.js';
import { askLink, figureLink, watermelonsLink } from '../figures/links.js';
import { LISTED } from '../figures/listing.js';
import { escalatedKeys, escalationsOf, turnsOf } from './actions.js';
import { chairsDecisions, decisionsTaken } from './decisions.js';
import { type AskItem, type Entries, type Entry, presentEntries } from './entries.js';
import { movedDates, movesIn } from './moved.js';
import { betterThanFacts } from './ratings.js';

export interface Ask {
  readonly ask: AskName;
  readonly total: number;
  readonly items: readonly AskItem[];
  readonly href: string;
}
type Figured = (figure: FigureName) => Promise<{ readonly total: number; readonly keys: readonly number[] }>;

export async function asksOf(bounds: Bounds, scope: ReportScope, asked: ReportAsked, figured: Figured): Promise<Ask[]> {
  const { view } = bounds;
  const found = await Promise.all(ASKS.map((ask) => entriesOf(ask, bounds, scope, figured)));
  const items = await presentEntries(
    view,
    found.map(({ entries }) => entries),
  );
  return ASKS.map((ask, index) => ({
    ask,
    total: found[index]?.total ?? 0,
    items: items[index] ?? [],
    href: linkOf(ask, view, asked),
  }));
}

async function entriesOf(ask: AskName, bounds: Bounds, scope: ReportScope, figured: Figured): Promise<Entries> {
  const { view } = bounds;
  switch (ask) {
    case 'blocked': {
      const { total, keys } = await figured('actions.blocked');
      return { total, entries: await turnsOf(view, keys, 'block') };
    }
    case 'complete-not-verified': {
      const { total, keys } = await figured('actions.complete');
      return { total, entries: await turnsOf(view, keys, 'completion') };
    }
    case 'rated-better-than-facts':
      return betterThanFacts(view, scope, LISTED);
    default: {
      const all = await LISTS[ask](bounds, scope);
      return { total: all.length, entries: await all.part(0, LISTED) };
    }
  }
}

function linkOf(ask: AskName, { moment }: QueryContext, asked: ReportAsked): string {
  if (ask === 'blocked') return figureLink(moment, asked, 'actions.blocked');
  if (ask === 'complete-not-verified') return figureLink(moment, asked, 'actions.complete');
  return ask === 'rated-better-than-facts' ? watermelonsLink(moment, asked) : askLink(moment, asked, ask);
}

interface Asked {
  readonly length: number;
  part(from: number, to: number): Promise<readonly Entry[]>;
}

const LISTS: Readonly<Record<ListedAsk, (bounds: Bounds, scope: ReportScope) => Promise<Asked>>> = {
  async escalated({ view }, scope) {
    const keys = await escalatedKeys(view, scope);
    return { length: keys.length, part: (from, to) => escalationsOf(view, keys.slice(from, to)) };
  },
  async 'dates-moved-by-lead'(bounds, scope) {
    const moved = await movedDates(bounds, scope, 'lead');
    return { length: moved.length, part: (from, to) => movesIn(bounds.view, moved.slice(from, to)) };
  },
  async 'chairs-actions'(bounds, scope) {
    const [moved, taken] = await Promise.all([
      movedDates(bounds, scope, 'chairs-action'),
      chairsDecisions(bounds, scope),
    ]);
    const { view } = bounds;
    return {
      length: moved.length + taken.length,
      async part(from, to) {
        const decisions = taken.slice(Math.max(0, from - moved.length), Math.max(0, to - moved.length));
        return [...(await movesIn(view, moved.slice(from, to))), ...(await decisionsTaken(view, decisions))];
      },
    };
  },
};

export interface AskAsked extends Covered {
  readonly ask: ListedAsk;
}

/** Errors: those of `scopeOf`. */
export async function listAsk(
  view: QueryContext,
  asked: AskAsked,
  { limit, cursor }: PageAsked,
): Promise<Page<AskItem>> {
  const scope = await scopeOf(view, asked);
  const { bounds } = await boundsOf(view, scope, {});
  const all = await LISTS[asked.ask](bounds, scope);
  // The cursor pins the moment, so an offset cannot skip or repeat entries.
  const from = cursor ? Math.max(0, Math.trunc(Number(sortValues(cursor, ['number'])[0]))) : 0;
  const to = from + limit;
  const [items = []] = await presentEntries(view, [await all.part(from, to)]);
  return { items, nextCursor: to < all.length ? cursorAfter(view.moment, [to]) : null, asOf: view.moment.asOf };
}
