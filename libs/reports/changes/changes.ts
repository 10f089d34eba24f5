import {
  findLedger,
  type NamedItem,
  type NamesOf,
  type ReportScope,
  type ScopeQuery,
  scopeOf,
} from '#read-models/index.js';
import {
  cursorAfter,
  type Link,
  linkTo,
  momentAt,
  type PageRequest,
  type QueryContext,
  ReadError,
  sortValues,
} from '#read-store/index.js';
import { CHANGE_KINDS, type ChangeKind } from './change-kinds.js';
import { type ClassifiedEvent, classifyEvents } from './classify.js';
import { takenEffect } from './effective.js';
import { presentItems } from './items.js';
import { judgedAt, pastOnlyAt } from './newly-past.js';
import { type Point, type ReportPeriod, spanOf } from './resolve-period.js';
import type { Changes, ChangesQuery, ReportedPoint } from './schema.js';
import { type SelectedEvent, selectEvents, unionScopes } from './select-events.js';

/** The limit of ledger events per report; a longer span is cut. */
export const MAX_EVENTS = 20_000;

/** Items in the order of their references. Errors: those of `spanOf` and `scopeOf`. */
export async function listChanges(
  view: QueryContext,
  query: ChangesQuery,
  { limit, cursor }: PageRequest,
  namesOf: NamesOf,
  walked = MAX_EVENTS,
): Promise<Changes> {
  const currentScope = await scopeOf(view, query);
  const { span, eventsLeft } = await limitPeriod(view, await spanOf(view, currentScope, query), walked);
  const { since, until } = span;
  const then: QueryContext = { ...view, moment: until.moment };
  const scopeBefore = await scopeIfAny({ ...view, moment: since.moment }, query);
  const scopeAfter = (await scopeIfAny(then, query)) ?? currentScope;
  const scopes = unionScopes(scopeBefore, scopeAfter);
  const earlier = { view: judgedAt(view, since), scope: scopeBefore };
  const later = { view: judgedAt(view, until), scope: scopeAfter };
  const between = { after: since.moment.asOf.position, upTo: until.moment.asOf.position };
  const events = await takenEffect(then, between, await selectEvents(view, between, scopes));
  const { marked, slips } = await classifyEvents(view, between, events);
  const [after = ''] = cursor ? sortValues(cursor, ['string']) : [];
  const keys = inOrder(events).filter(([, reference]) => reference > String(after));
  const page = keys.slice(0, limit);
  const pageKeys = new Set(page.map(([key]) => key));
  const last = keys.length > limit ? page.at(-1) : undefined;
  return {
    group: nameFor(currentScope.group),
    programme: nameFor(currentScope.programme),
    since: stood(since),
    until: stood(until),
    effectiveAt: view.moment.effectiveAt === undefined ? null : new Date(view.moment.effectiveAt).toISOString(),
    illustrative: (await findLedger(view))?.illustrative ?? false,
    cut: eventsLeft === 0 ? null : { eventsLeft, href: continuationLink(view, query, until) },
    totals: totalsOf(marked),
    newlyPast: await pastOnlyAt(later, earlier, later.view),
    noLongerPast: await pastOnlyAt(earlier, later, later.view),
    items: await presentItems(
      then,
      [...pageKeys],
      { marked: marked.filter(({ key }) => pageKeys.has(key)), slips },
      since,
      namesOf,
    ),
    nextCursor: last ? cursorAfter(view.moment, [last[1]]) : null,
    asOf: view.moment.asOf,
  };
}

function scopeIfAny(view: QueryContext, query: ScopeQuery): Promise<ReportScope | undefined> {
  return scopeOf(view, query).catch((error: unknown) => {
    if (error instanceof ReadError && error.code === 'unknown-reference') return undefined;
    throw error;
  });
}

const nameFor = (item: NamedItem | undefined) => (item ? { reference: item.reference, name: item.name } : null);
const stood = ({ moment, ...totalsByKind }: Point): ReportedPoint => ({ ...totalsByKind, asOf: moment.asOf });

async function limitPeriod(
  view: QueryContext,
  span: ReportPeriod,
  walked: number,
): Promise<{ span: ReportPeriod; eventsLeft: number }> {
  const [from, to] = [span.since.moment.asOf.number, span.until.moment.asOf.number];
  const eventsLeft = to - from - walked;
  if (eventsLeft <= 0) return { span, eventsLeft: 0 };
  const { position } = await view.db
    .selectFrom('audit')
    .select('from_position as position')
    .where('number', '=', from + walked)
    .executeTakeFirstOrThrow();
  const moment = await momentAt(view, { asOfPosition: position });
  return { span: { ...span, until: { moment, by: 'position', meeting: null, instant: null } }, eventsLeft };
}

function continuationLink(view: QueryContext, { group, programme, until }: ChangesQuery, cut: Point): Link {
  const { asOf, effectiveAt } = view.moment;
  return linkTo(
    { to: 'changes' },
    {
      ...(group !== undefined && { group }),
      ...(programme !== undefined && { programme }),
      since: String(cut.moment.asOf.position),
      until: until ?? String(asOf.position),
      ...(effectiveAt !== undefined && { effectiveAt: new Date(effectiveAt).toISOString() }),
    },
  );
}

function inOrder(events: readonly SelectedEvent[]): [number, string][] {
  const references = new Map(events.map(({ key, reference }) => [key, reference]));
  return [...references].sort(([, one], [, other]) => (one < other ? -1 : 1));
}

function totalsOf(marked: readonly ClassifiedEvent[]): Changes['totals'] {
  const found = new Map<ChangeKind, { items: Set<number>; events: number }>();
  for (const { key, what } of marked) {
    const total = found.get(what) ?? { items: new Set(), events: 0 };
    total.items.add(key);
    total.events += 1;
    found.set(what, total);
  }
  return {
    items: new Set(marked.map(({ key }) => key)).size,
    events: marked.length,
    what: CHANGE_KINDS.flatMap((what) => {
      const total = found.get(what);
      return total ? [{ what, items: total.items.size, events: total.events }] : [];
    }),
  };
}
