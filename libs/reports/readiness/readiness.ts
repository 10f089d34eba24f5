import { londonDate, startOfDay } from '#domain/index.js';
import { findMeeting, type MeetingView, packMoment, packPosition, scopeOf } from '#read-models/index.js';
import { type AnswerOf, findItem, itemsOf, type QueryContext, resolveMoment, versions } from '#read-store/index.js';
import { presentEntries } from '../asks/entries.js';
import { openRequests, requestEntries } from '../asks/requested.js';
import { figuresDue, reviewsDue } from './due.js';
import { unheardLeads } from './leads.js';
import type { READINESS } from './schema.js';

const MOST = 100;
type Answer = AnswerOf<typeof READINESS>;

/** What the pack of a meeting will lack; of an issued pack, what it lacked. */
export async function readiness(view: QueryContext, idOrReference: string): Promise<Answer | undefined> {
  const found = await findItem<MeetingView>(view, 'meeting', idOrReference);
  const meeting = found && (await findMeeting(view, idOrReference));
  if (!found || !meeting) return undefined;
  const { pack } = found.state;
  const moment = pack && (await resolveMoment(view.db, await packMoment(view.db, pack), startOfDay(view.moment.day)));
  const then = moment ? { ...view, moment } : view;
  const scope = await scopeOf(then, { group: found.state.group });
  const since = await packBefore(then, found.key, found.state);
  const until = londonDate(meeting.startsAt);
  const [reported, figures, reviews, asked] = await Promise.all([
    unheardLeads(then, scope, since?.number ?? 0),
    figuresDue(then, scope),
    reviewsDue(then, scope, until),
    openRequests(then, scope),
  ]);
  const [requests = []] = await presentEntries(then, [await requestEntries(then, asked.slice(0, MOST))]);
  const { leads, openActions, withoutLead } = reported;
  return {
    meeting: meeting.reference,
    group: meeting.group,
    title: meeting.title,
    status: meeting.status,
    startsAt: meeting.startsAt,
    issuedAt: pack?.issuedAt ?? null,
    since,
    day: then.moment.day,
    until,
    openActions,
    withoutLead,
    leads: { total: leads.length, items: leads.slice(0, MOST) },
    figures,
    reviews,
    requests: { total: asked.length, items: requests },
  };
}

/** The last pack that the group was shown before this meeting's. */
async function packBefore(
  { db, moment }: QueryContext,
  key: number,
  { group, pack }: MeetingView,
): Promise<Answer['since']> {
  const row = await db
    .selectFrom(versions('meetings', moment).as('r'))
    .innerJoin('items as g', 'g.key', 'r.group_key')
    .where('g.id', '=', group)
    .where('r.key', '<>', key)
    .where('r.pack_position', 'is not', null)
    .$if(pack !== undefined, (rows) => rows.where('r.pack_position', '<', pack?.position ?? 0))
    .select('r.key')
    .orderBy('r.pack_position', 'desc')
    .limit(1)
    .executeTakeFirst();
  const [before] = row ? await itemsOf<MeetingView>(db, [row.key], moment) : [];
  const issued = before?.state.pack;
  if (!before || !issued) return null;
  const last = await db
    .selectFrom('audit')
    .select('number')
    .where('from_position', '<=', await packPosition(db, issued))
    .orderBy('from_position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { meeting: before.head.reference, issuedAt: issued.issuedAt, number: last?.number ?? 0 };
}
