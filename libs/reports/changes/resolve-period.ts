import { addDays, type Instant, isInstant, startOfDay } from '#domain/kernel/calendar.js';
import { namesNone } from '#domain/kernel/resolve.js';
import type { MeetingView } from '#read-models/meetings/meetings.projection.js';
import { positionOf } from '#read-models/meetings/pack-position.js';
import type { ReportScope } from '#read-models/programmes/scope.js';
import { ReadError } from '#read-store/query/errors.js';
import { findItem, type Item } from '#read-store/query/items.js';
import { type Moment, momentAt } from '#read-store/query/moment.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import { heldMeetings } from '../figures/bounds.js';

/** Each is a meeting's reference, an instant, or a position in digits. */
export interface PeriodAsked {
  readonly since?: string;
  readonly until?: string;
}
/** `beginning` is before the first event: the default when no meeting was held. */
export const WAYS = ['pack', 'start-of-meeting', 'instant', 'position', 'days-back', 'beginning', 'now'] as const;
export interface Point extends Found {
  readonly moment: Moment;
}
interface Found {
  readonly by: (typeof WAYS)[number];
  readonly meeting: string | null;
  /** The time of the pack, meeting or instant; null for a position. */
  readonly instant: Instant | null;
}
export interface ReportPeriod {
  readonly since: Point;
  readonly until: Point;
}

/** The default span when the group has held no meeting. */
const DAYS_BACK = 90;

/**
 * Errors: `bad-moment` (reversed, later than the view, cancelled, or another group's meeting), `position-ahead`,
 * `before-the-beginning`, `moment-in-the-future` (meeting not begun), `unknown-reference`.
 */
export async function spanOf(view: QueryContext, scope: ReportScope, asked: PeriodAsked): Promise<ReportPeriod> {
  const now: Point = { moment: view.moment, by: 'now', meeting: null, instant: null };
  const until = asked.until === undefined ? now : await stated(view, scope, 'until', asked.until);
  const since =
    asked.since === undefined
      ? await lastMet({ ...view, moment: until.moment }, scope)
      : await stated(view, scope, 'since', asked.since);
  const [from, to] = [since.moment.asOf.position, until.moment.asOf.position];
  if (from > to)
    throw new ReadError(
      'bad-moment',
      `since is at position ${from}, after until, which is at ${to}; the earlier moment comes first.`,
      { field: 'since', since: from, until: to },
    );
  return { since, until };
}

type Named = keyof PeriodAsked;

async function stated(view: QueryContext, scope: ReportScope, field: Named, text: string): Promise<Point> {
  const { known, ...found } = await foundBy(view, scope, field, text);
  const moment = await momentAt(view, known).catch((error: unknown) => {
    throw error instanceof ReadError ? new ReadError(error.code, error.message, { ...error.fields, field }) : error;
  });
  const { position, number } = moment.asOf;
  if (position > view.moment.asOf.position)
    throw new ReadError('bad-moment', `${field} is later than what the answer is to know.`, { field, position });
  if (number === 0)
    throw new ReadError('before-the-beginning', `${field} lies before the ledger begins; nothing was known then.`, {
      field,
      begins: await beginning(view),
    });
  return { ...found, moment };
}

type Known = { readonly asOfPosition: number } | { readonly knownAt: Instant };

async function foundBy(
  view: QueryContext,
  scope: ReportScope,
  field: Named,
  text: string,
): Promise<Found & { known: Known }> {
  if (/^\d+$/.test(text))
    return { known: { asOfPosition: Number(text) }, by: 'position', meeting: null, instant: null };
  if (isInstant(text)) return { known: { knownAt: text }, by: 'instant', meeting: null, instant: text };
  const meeting = await findItem<MeetingView>(view, 'meeting', text);
  if (!meeting)
    throw new ReadError(
      'unknown-reference',
      `${namesNone(field, 'meeting', text)} A date, an instant or a position will do as well.`,
      { field, value: text },
    );
  const { reference } = meeting.head;
  const { status, group, pack } = meeting.state;
  if (status === 'cancelled')
    throw new ReadError('bad-moment', `${reference} was cancelled; name a meeting that was held.`, { field });
  if (scope.group && scope.group.id !== group)
    throw new ReadError('bad-moment', `${reference} is no meeting of ${scope.group.reference}.`, { field });
  if (status === 'scheduled' && !pack)
    throw new ReadError(
      'moment-in-the-future',
      `${reference} has not been held and has no pack yet; name one that has.`,
      { field },
    );
  return ofMeeting(view, meeting);
}

/** Uses the position fixed by the pack, otherwise the last event before the meeting's start. */
async function ofMeeting(
  { db }: QueryContext,
  { head, state: { pack, startsAt } }: Item<MeetingView>,
): Promise<Found & { known: Known }> {
  const meeting = head.reference;
  return pack
    ? { known: { asOfPosition: await positionOf(db, pack) }, by: 'pack', meeting, instant: pack.issuedAt }
    : { known: { knownAt: startsAt }, by: 'start-of-meeting', meeting, instant: startsAt };
}

/** Falls back to a number of days, then to the beginning of the ledger. */
async function lastMet(view: QueryContext, scope: ReportScope): Promise<Point> {
  const [met] = scope.group ? await heldMeetings(view, scope.group.key, 1) : [];
  const meeting = met && (await findItem<MeetingView>(view, 'meeting', met.reference));
  if (meeting) {
    const { known, ...found } = await ofMeeting(view, meeting);
    return { ...found, moment: await momentAt(view, known) };
  }
  const instant = startOfDay(addDays(view.moment.day, -DAYS_BACK));
  const moment = await momentAt(view, { knownAt: instant });
  return { moment, by: moment.asOf.number === 0 ? 'beginning' : 'days-back', meeting: null, instant };
}

async function beginning({ db }: QueryContext): Promise<Instant | null> {
  const first = await db.selectFrom('audit').select('clock').orderBy('from_position').limit(1).executeTakeFirst();
  return first ? new Date(first.clock).toISOString() : null;
}
