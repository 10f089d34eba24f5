import { type ReportQuery, type ReportScope, scopeOf } from '#read-models/index.js';
import {
  cursorAfter,
  type Link,
  type Page,
  type PageRequest,
  type QueryContext,
  sortValues,
} from '#read-store/index.js';
import { ASKS, type AskName, type ListedAsk } from '../figures/ask-names.js';
import { boundsOf } from '../figures/bounds.js';
import type { Bounds, FigureName } from '../figures/figures.js';
import { askLink, figureLink, watermelonsLink } from '../figures/links.js';
import { MAX_LISTED } from '../figures/listing.js';
import type { AskItem, AskQuery, GovernanceReport } from '../figures/schema.js';
import { escalatedKeys, escalationsOf, statusNotes } from './actions.js';
import { chairsDecisions, decisionsTaken } from './decisions.js';
import { type Entries, type Entry, presentEntries } from './entries.js';
import { movedDates, moveEntries } from './moved.js';
import { openRequests, requestEntries } from './requested.js';

type Ask = GovernanceReport['asks'][number];

/** What the report has counted already. */
interface Counted {
  figure(name: FigureName): Promise<{ readonly total: number; readonly keys: readonly number[] }>;
  betterThanFacts(limit: number): Promise<Entries>;
}

export async function asksOf(bounds: Bounds, scope: ReportScope, query: ReportQuery, counted: Counted): Promise<Ask[]> {
  const { view } = bounds;
  const lists = await Promise.all(ASKS.map((ask) => entriesOf(ask, bounds, scope, counted)));
  const items = await presentEntries(
    view,
    lists.map(({ entries }) => entries),
  );
  return ASKS.map((ask, index) => ({
    ask,
    total: lists[index]?.total ?? 0,
    items: items[index] ?? [],
    href: linkOf(ask, view, query),
  }));
}

async function entriesOf(ask: AskName, bounds: Bounds, scope: ReportScope, counted: Counted): Promise<Entries> {
  const { view } = bounds;
  switch (ask) {
    case 'blocked': {
      const { total, keys } = await counted.figure('actions.blocked');
      return { total, entries: await statusNotes(view, keys, 'block') };
    }
    case 'complete-not-verified': {
      const { total, keys } = await counted.figure('actions.complete');
      return { total, entries: await statusNotes(view, keys, 'completion') };
    }
    case 'rated-better-than-facts':
      return counted.betterThanFacts(MAX_LISTED);
    default: {
      const all = await LISTS[ask](bounds, scope);
      return { total: all.length, entries: await all.part(0, MAX_LISTED) };
    }
  }
}

function linkOf(ask: AskName, { moment }: QueryContext, query: ReportQuery): Link {
  if (ask === 'blocked') return figureLink(moment, query, 'actions.blocked');
  if (ask === 'complete-not-verified') return figureLink(moment, query, 'actions.complete');
  return ask === 'rated-better-than-facts' ? watermelonsLink(moment, query) : askLink(moment, query, ask);
}

interface AskEntries {
  readonly length: number;
  part(from: number, to: number): Promise<readonly Entry[]>;
}

/** One list after the other. */
function joined(first: AskEntries, second: AskEntries): AskEntries {
  const { length } = first;
  return {
    length: length + second.length,
    part: async (from, to) => [
      ...(await first.part(from, to)),
      ...(await second.part(Math.max(0, from - length), Math.max(0, to - length))),
    ],
  };
}

const LISTS: Readonly<Record<ListedAsk, (bounds: Bounds, scope: ReportScope) => Promise<AskEntries>>> = {
  async escalated({ view }, scope) {
    const keys = await escalatedKeys(view, scope);
    return { length: keys.length, part: (from, to) => escalationsOf(view, keys.slice(from, to)) };
  },
  async 'dates-moved-by-lead'(bounds, scope) {
    const { view } = bounds;
    const [asked, moved] = await Promise.all([openRequests(view, scope), movedDates(bounds, scope, 'lead')]);
    return joined(
      { length: asked.length, part: (from, to) => requestEntries(view, asked.slice(from, to)) },
      { length: moved.length, part: (from, to) => moveEntries(view, moved.slice(from, to)) },
    );
  },
  async 'chairs-actions'(bounds, scope) {
    const [moved, taken] = await Promise.all([
      movedDates(bounds, scope, 'chairs-action'),
      chairsDecisions(bounds, scope),
    ]);
    const { view } = bounds;
    return joined(
      { length: moved.length, part: (from, to) => moveEntries(view, moved.slice(from, to)) },
      { length: taken.length, part: (from, to) => decisionsTaken(view, taken.slice(from, to)) },
    );
  },
};

/** Errors: those of `scopeOf`. */
export async function listAsk(
  view: QueryContext,
  { ask = 'escalated', ...covered }: AskQuery,
  { limit, cursor }: PageRequest,
): Promise<Page<AskItem>> {
  const scope = await scopeOf(view, covered);
  const { bounds } = await boundsOf(view, scope, {});
  const all = await LISTS[ask](bounds, scope);
  // The cursor pins the moment, so an offset cannot skip or repeat entries.
  const from = cursor ? Math.max(0, Math.trunc(Number(sortValues(cursor, ['number'])[0]))) : 0;
  const to = from + limit;
  const [items = []] = await presentEntries(view, [await all.part(from, to)]);
  return { items, nextCursor: to < all.length ? cursorAfter(view.moment, [to]) : null, asOf: view.moment.asOf };
}
