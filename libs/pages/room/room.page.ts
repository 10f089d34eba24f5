import { randomUUID } from 'node:crypto';
import { type AnswerTo, routes } from '#application/index.js';
import { type CalendarDate, type Kind, londonDate, PLANS } from '#domain/index.js';
import { idOf, type Typed, textIn } from '../forms/typed.js';
import { definePage, type PageContext, type PageModel, type WebPage } from '../frame/page.js';
import { historyEntry } from '../history/history.js';
import { stagesOf } from '../meetings/stages.js';
import { day, list, time } from '../words/dates.js';
import { nameOf } from '../words/names.js';
import { quorumDiffers, quorumRule, quorumSays } from '../words/quorum.js';
import { agendaOf, lastSaid } from './agenda.js';
import { outcomesOf } from './outcomes.js';

/** By the reference of the row's item. */
export type RoomResults = ReadonlyMap<string, { readonly error?: string }>;

export interface RoomState {
  readonly typed?: Typed;
  readonly results?: RoomResults;
}

type Event = AnswerTo<typeof routes.audit>['items'][number];

/** A page of forty rows is 84 KB; what is beyond has its own page of the item. */
const MOST_ROWS = 60;

export const roomPage = (state: RoomState): WebPage =>
  definePage({
    path: 'meetings/:ref/room',
    template: 'room',
    section: 'meetings',
    roles: PLANS,
    make: (context) => roomModel(state, context),
  });

async function roomModel(state: RoomState, context: PageContext): Promise<PageModel> {
  const { ask, path, query, names, href, day: today } = context;
  const meeting = await ask(routes.meeting, {}, { ref: path.ref ?? '' });
  const report = await ask(routes.governance, { group: meeting.group });
  const recorded = (await ask(routes.audit, { meeting: meeting.reference, order: 'newest', limit: '100' })).items;
  const added = (query.add ?? '').split(/[\s,]+/).filter((each) => /^[\w-]{1,40}$/.test(each));
  const sections = agendaOf(report, await addedItems(context, added));
  const wanted = sections.flatMap(({ items }) => items.filter(({ kind }) => kind === 'action')).slice(0, 100);
  const references = wanted.map(({ reference }) => reference).join(',');
  const actions = references === '' ? [] : (await ask(routes.actions, { references, limit: '100' })).items;
  const rowOf = ({ kind, reference, title }: (typeof sections)[number]['items'][number]) => {
    const action = actions.find((each) => each.reference === reference);
    return row(kind, reference, title ?? action?.title ?? reference, {
      status: action?.status,
      says: lastSaid(action, today),
      state,
      recorded: recorded.filter((event) => event.reference === reference),
      context,
    });
  };
  let left = MOST_ROWS;
  const shown = sections.flatMap((section) => {
    const rows = section.items.slice(0, Math.max(0, left)).map(rowOf);
    left -= rows.length;
    return rows.length > 0 ? [{ title: section.title, rows, count: section.items.length }] : [];
  });
  const rows = shown.flatMap((section) => section.rows);
  const name = meeting.title ?? nameOf(names, meeting.group);
  return {
    title: `${name}, ${day(meeting.startsAt)}: in the room`,
    crumbs: [
      { text: 'Meetings', href: href('/meetings') },
      { text: `${name}, ${day(meeting.startsAt)}`, href: href(`/meetings/${meeting.reference}`) },
    ],
    board: meeting.group,
    meeting,
    name,
    startsOn: day(meeting.startsAt),
    stages: stagesOf(context, meeting, 'room'),
    quorum: [quorumSays(meeting, names, 'are'), quorumDiffers(meeting)].filter(Boolean).join(' '),
    rule:
      meeting.status === 'scheduled'
        ? quorumRule((await ask(routes.group, {}, { ref: meeting.group })).quorum, names)
        : null,
    present: list(meeting.present.map((each) => nameOf(names, each))),
    agenda: shown,
    saved: rows.filter(({ done }) => done.length > 0).length,
    rows: rows.length,
    failed: rows.filter(({ error }) => error !== undefined).length,
    action: `/meetings/${meeting.reference}/room${query.add ? `?add=${encodeURIComponent(query.add)}` : ''}`,
    add: query.add ?? '',
    newDecision: `/decisions/new?${new URLSearchParams(decidedAt(meeting, today))}`,
    newAction: `/actions/new?atMeeting=${meeting.reference}`,
  };
}

/** Filled into the form of a decision; one of a meeting to come has no day yet. */
function decidedAt({ reference, group, startsAt }: AnswerTo<typeof routes.meeting>, today: CalendarDate) {
  const on = londonDate(startsAt);
  return {
    group,
    atMeeting: reference,
    ...(on <= today && { takenBy: 'meeting', decidedOn: day(on).replaceAll('\u00a0', ' ') }),
  };
}

async function addedItems({ ask }: PageContext, references: readonly string[]) {
  const found = await Promise.all(
    references.slice(0, 30).map((ref) => ask(routes.reference, {}, { ref }).catch(() => undefined)),
  );
  return found.flatMap((item) => (item ? [{ kind: item.kind, reference: item.reference }] : []));
}

interface AroundRow {
  readonly status: string | undefined;
  readonly says: string;
  readonly state: RoomState;
  readonly recorded: readonly Event[];
  readonly context: PageContext;
}

function row(kind: string, reference: string, title: string, { status, says, state, recorded, context }: AroundRow) {
  const { typed = {}, results } = state;
  const result = results?.get(reference);
  // A row that was recorded is empty again, for what is said next.
  const kept = result && result.error === undefined ? {} : typed;
  const said = (name: string) => textIn(kept, `${reference}.${name}`);
  const outcomes = outcomesOf(kind as Kind, status);
  return {
    kind,
    reference,
    title,
    id: idOf(reference),
    key: said('key') || randomUUID(),
    says,
    outcomes: outcomes.map(({ value, text, asks }) => ({ value, text, asks, selected: said('outcome') === value })),
    moves: outcomes.some(({ date }) => date !== undefined),
    words: said('words'),
    minute: said('minute'),
    date: said('date'),
    error: result?.error,
    done: recorded.map((event) => {
      const { what, number } = historyEntry(event, { names: context.names });
      return { what, number, minute: event.minuteRef, at: time(event.recordedAt) };
    }),
  };
}
